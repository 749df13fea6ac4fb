/** The form of hours in which calls are taken: one row a day. What Meta has in a shape the form lacks (two spans a day) is kept. Pure. */
import type { CallHours } from '@recado/contract/meta-settings'
import { WEEKDAYS, type Weekday } from '@recado/contract/number-setting-words'

export interface DayDraft {
  day: Weekday
  isOpen: boolean
  /** As a time field writes it: 08:00 */
  open: string
  close: string
  /** A second span of the day that Meta has; sent back as it was. */
  second: { open: string; close: string } | null
}

const shown = (time: string) => `${time.slice(0, 2)}:${time.slice(2)}`
const plain = (time: string) => time.replace(':', '')

export function daysOf(week: readonly { day: string; open: string; close: string }[]): DayDraft[] {
  return WEEKDAYS.map((day) => {
    const [first, second] = week.filter((each) => each.day === day)
    return {
      day,
      isOpen: first !== undefined,
      open: shown(first?.open ?? '0900'),
      close: shown(first?.close ?? '1800'),
      second: second ? { open: second.open, close: second.close } : null,
    }
  })
}

export function weekOf(days: readonly DayDraft[]): CallHours['week'] {
  return days.flatMap(({ day, isOpen, open, close, second }) =>
    isOpen ? [{ day, open: plain(open), close: plain(close) }, ...(second ? [{ day, ...second }] : [])] : [],
  )
}

export const isWrong = ({ isOpen, open, close }: DayDraft): boolean =>
  isOpen && !(/^\d\d:\d\d$/.test(open) && /^\d\d:\d\d$/.test(close) && open < close)
