/** The inbox's words for windows, kinds and moments: said in one way wherever they appear. */
import { useMemo } from 'react'
import { type Format, useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/use-text.ts'
import { kindWord } from './kinds.ts'
import { type ServiceWindow, timeLeft, timeSince } from './service-window.ts'
import { parseWhatsAppText, plainText } from './whatsapp-text.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

export interface InboxWords {
  /** On a card: "21 h", "3 h 12", "41 min", "fechada". */
  windowShort(window: ServiceWindow): string
  /** For a screen reader and a tooltip: the whole sentence. */
  windowLong(window: ServiceWindow): string
  /** What a message says, or what it is when it says nothing. */
  message(message: { type: string; text: string }): string
  /** 14:32 · ontem · qui. · 28/11 */
  moment(at: string, now: number): string
  /** Hoje · Ontem · quinta-feira, 19 de novembro */
  day(at: string, now: number): string
  duration(ms: number): string
  since(ms: number): string
  format: Format
}

export function useWords(): InboxWords {
  const t = useText('inbox')
  const format = useFormat()
  return useMemo(() => {
    const span = ({ hours, minutes }: { hours: number; minutes: number }) =>
      format.duration(Math.max(60_000, hours * HOUR + minutes * 60_000))
    const daysAgo = (at: string, now: number) => Math.round((startOfDay(now) - startOfDay(Date.parse(at))) / DAY)
    const words: InboxWords = {
      format,
      windowShort: (window) => {
        if (window.phase === 'closed' || window.phase === 'never') return t('window.closed')
        const left = timeLeft(window.msLeft)
        return window.phase === 'open' ? t('window.hours', { count: Math.floor(left.hours) }) : span(left)
      },
      windowLong: (window) => {
        if (window.phase === 'never') return t('window.neverLong')
        if (window.phase === 'closed') return t('window.closedLong', { time: words.since(-window.msLeft) })
        return t('window.openLong', { time: span(timeLeft(window.msLeft)) })
      },
      message: ({ type, text }) => {
        if (type === 'reaction') return text ? t('preview.reaction', { emoji: text }) : t('preview.unreaction')
        if (type === 'system') return t('kind.system') // WhatsApp's own words are English
        return plainText(parseWhatsAppText(text)) || t(`kind.${kindWord(type)}`)
      },
      moment: (at, now) => {
        const days = daysAgo(at, now)
        if (days <= 0) return format.time(at)
        if (days === 1) return t('yesterday')
        return days < 7 ? format.weekday(at) : format.day(at)
      },
      day: (at, now) => {
        const days = daysAgo(at, now)
        if (days === 0) return t('thread.today')
        if (days === 1) return t('thread.yesterday')
        return format.longDay(at)
      },
      duration: (ms) => span(timeLeft(ms)),
      since: (ms) => (ms >= 2 * DAY ? t('days', { count: Math.floor(ms / DAY) }) : span(timeSince(ms))),
    }
    return words
  }, [t, format])
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

let known = { from: 0, to: 0, key: '' }

/** The reader's own calendar day, as a key. A thread asks for one message after the other, so mostly for the day it asked for before. */
export function dayOf(at: string): string {
  const ms = Date.parse(at)
  if (ms >= known.from && ms < known.to) return known.key
  const date = new Date(ms)
  const key = `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`
  known = { from: date.setHours(0, 0, 0, 0), to: date.setHours(24, 0, 0, 0), key }
  return key
}
