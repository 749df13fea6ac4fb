/** When a number is answered. Pure, and without schemas, which a browser need not load; those are in number-hours.ts. */

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** Local times "HH:MM"; `to` may be "24:00". */
export interface Interval {
  from: string
  to: string
}

export interface OpeningHours {
  /** IANA name, in which the times are meant */
  timeZone: string
  week: Record<Weekday, Interval[]>
  /** Holidays, and days that are unlike their weekday; without intervals: closed all day. `date` is "YYYY-MM-DD". */
  exceptions: { date: string; intervals: Interval[] }[]
}

/** A day and a time of the number's own zone. */
export interface LocalMoment {
  readonly date: string
  readonly time: string
}

export interface Availability {
  readonly isOpen: boolean
  /** Closed: when it last was open. null: not within the days that are looked at. It names the closed period. */
  readonly closedSince: LocalMoment | null
  /** Closed: when it opens next. null: not within the days that are looked at. */
  readonly opensAt: LocalMoment | null
}

/** Longer closed than this is one closed period without a beginning or an end. */
const DAYS_LOOKED_AT = 60
const DAY_MS = 86_400_000

export function availabilityAt(hours: OpeningHours, at: Date): Availability {
  const { date, time } = localMoment(hours.timeZone, at)
  const today = intervalsOn(hours, date)
  if (today.some(({ from, to }) => from <= time && time < to)) return { isOpen: true, closedSince: null, opensAt: null }
  return { isOpen: false, closedSince: lastEnd(hours, date, time), opensAt: nextBeginning(hours, date, time) }
}

function lastEnd(hours: OpeningHours, date: string, time: string): LocalMoment | null {
  for (let back = 0; back < DAYS_LOOKED_AT; back += 1) {
    const day = shifted(date, -back)
    const ends = intervalsOn(hours, day).flatMap(({ to }) => (back > 0 || to <= time ? [to] : []))
    const last = ends.toSorted().at(-1)
    if (last !== undefined) return { date: day, time: last }
  }
  return null
}

function nextBeginning(hours: OpeningHours, date: string, time: string): LocalMoment | null {
  for (let ahead = 0; ahead < DAYS_LOOKED_AT; ahead += 1) {
    const day = shifted(date, ahead)
    const beginnings = intervalsOn(hours, day).flatMap(({ from }) => (ahead > 0 || from > time ? [from] : []))
    const [first] = beginnings.toSorted()
    if (first !== undefined) return { date: day, time: first }
  }
  return null
}

function intervalsOn({ week, exceptions }: OpeningHours, date: string): readonly Interval[] {
  const exception = exceptions.find((one) => one.date === date)
  if (exception) return exception.intervals
  const weekday = WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]
  return weekday === undefined ? [] : week[weekday]
}

const shifted = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

function localMoment(timeZone: string, at: Date): LocalMoment {
  const parts = new Map(
    clockIn(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return { date: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` }
}

/** Making one is slow, asking it is not. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockIn(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  clocks.set(timeZone, made)
  return made
}

/** What is wrong with a day's intervals: an end that is not after its beginning, or two that overlap. */
export function intervalProblem(intervals: readonly Interval[]): 'order' | 'overlap' | null {
  if (intervals.some(({ from, to }) => to <= from)) return 'order'
  const sorted = intervals.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const overlaps = sorted.some(({ from }, nth) => nth > 0 && from < (sorted[nth - 1]?.to ?? ''))
  return overlaps ? 'overlap' : null
}
