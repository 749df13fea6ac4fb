/** Numbers, dates and times as the person's language writes them. */
import { useLanguage } from './use-text.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export type Moment = string | number | Date

export interface Format {
  number(value: number): string
  /** 14:32 */
  time(at: Moment): string
  /** 14:32:07 */
  exactTime(at: Moment): string
  /** qui. */
  weekday(at: Moment): string
  /** 28/11, with the year if it is not this one */
  day(at: Moment): string
  /** 28/11, 14:32 */
  dateTime(at: Moment): string
  /** Saturday, 28 November: for separators */
  longDay(at: Moment): string
  /** há 12 min; after a day, the date */
  ago(at: Moment, now: number): string
  /** 21 h 46 min · 41 min · 30 s */
  duration(ms: number): string
  list(words: readonly string[]): string
}

const formats = new Map<string, Format>()

/** One set per language: building an Intl formatter is slow, using it is not. */
export function formatFor(locale: string): Format {
  const known = formats.get(locale)
  if (known) return known
  const made = makeFormat(locale)
  formats.set(locale, made)
  return made
}

export function useFormat(): Format {
  return formatFor(useLanguage())
}

function makeFormat(locale: string): Format {
  const number = new Intl.NumberFormat(locale, { useGrouping: 'always' })
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: locale === 'en' ? 'h12' : 'h23' })
  const exact = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: locale === 'en' ? 'h12' : 'h23',
  })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' })
  const day = new Intl.DateTimeFormat(locale, { day: '2-digit', month: locale === 'en' ? 'short' : '2-digit' })
  const dayWithYear = new Intl.DateTimeFormat(locale, { day: '2-digit', month: locale === 'en' ? 'short' : '2-digit', year: 'numeric' })
  const longDay = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' })
  const list = new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' })
  const part = (unit: string) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })
  const [hours, minutes, seconds] = [part('hour'), part('minute'), part('second')]

  const dayOf = (at: Moment) => {
    const date = new Date(at)
    return date.getFullYear() === new Date().getFullYear() ? day.format(date) : dayWithYear.format(date)
  }
  return {
    number: (value) => number.format(value),
    time: (at) => time.format(new Date(at)),
    exactTime: (at) => exact.format(new Date(at)),
    weekday: (at) => weekday.format(new Date(at)),
    day: dayOf,
    dateTime: (at) => `${dayOf(at)}, ${time.format(new Date(at))}`,
    longDay: (at) => longDay.format(new Date(at)),
    ago: (at, now) => {
      const passed = Math.max(0, now - new Date(at).getTime())
      if (passed < MINUTE) return relative.format(0, 'second')
      if (passed < HOUR) return relative.format(-Math.floor(passed / MINUTE), 'minute')
      if (passed < DAY) return relative.format(-Math.floor(passed / HOUR), 'hour')
      return dayOf(at)
    },
    duration: (ms) => {
      const left = Math.max(0, ms)
      if (left < MINUTE) return seconds.format(Math.floor(left / 1000))
      const wholeMinutes = Math.floor(left / MINUTE)
      if (left < HOUR) return minutes.format(wholeMinutes)
      const rest = wholeMinutes % 60
      return rest === 0 ? hours.format(Math.floor(left / HOUR)) : `${hours.format(Math.floor(left / HOUR))} ${minutes.format(rest)}`
    },
    list: (words) => list.format(words),
  }
}
