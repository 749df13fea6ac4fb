import { z } from 'zod'
import { intervalProblem } from './opening-hours.ts'
import { timeZone } from './team.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const interval = z.object({ from: time, to: z.union([time, z.literal('24:00')]) })
const day = z
  .array(interval)
  .max(4)
  .refine((intervals) => intervalProblem(intervals) === null, 'intervals end after they begin and do not overlap')

/** See opening-hours.ts, which says what they mean. */
export const openingHours = z.object({
  timeZone,
  week: z.object({ monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day }),
  exceptions: z
    .array(z.object({ date: z.iso.date(), intervals: day }))
    .max(100)
    .refine((all) => new Set(all.map(({ date }) => date)).size === all.length, 'a date stands once'),
})

/** As WhatsApp limits a text. */
export const awayText = z.string().trim().min(1).max(4096)
