/** Lines of a number's history in words. A word of Meta's that we do not know is shown as Meta writes it. */
import type { NumberChangeLine } from '@recado/contract/number-history'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import type words from '../i18n/pt-BR/numberHistory.ts'
import type { Tone } from '../ui/Notice.tsx'
import { useNumberWords } from './number-words.ts'

type Word = keyof typeof words.word
type Reason = keyof typeof words.reason

const TONES: Readonly<Record<string, Tone>> = {
  GREEN: 'ok',
  YELLOW: 'warn',
  RED: 'danger',
  CONNECTED: 'ok',
  DISCONNECTED: 'danger',
  RESTRICTED: 'danger',
  BANNED: 'danger',
  FLAGGED: 'warn',
  RATE_LIMITED: 'warn',
  APPROVED: 'ok',
  REJECTED: 'danger',
  DECLINED: 'danger',
  NONE: 'ok',
  REINSTATE: 'ok',
  DISABLE: 'danger',
  SCHEDULE_FOR_DISABLE: 'warn',
  ACCOUNT_DELETED: 'danger',
  AVAILABLE: 'ok',
  LIMITED: 'warn',
  BLOCKED: 'danger',
  ours: 'ok',
  elsewhere: 'danger',
  no_address: 'danger',
  not_subscribed: 'danger',
  listed: 'ok',
  missing: 'danger',
  connected: 'ok',
  disconnected: 'warn',
}

/** @param isCoexistence of the number the lines are about: its throughput is another */
export function useChangeWords(isCoexistence: boolean) {
  const { t, i18n } = useTranslation('numberHistory')
  const isWord = (word: string): word is Word => i18n.exists(`word.${word}`, { ns: 'numberHistory' })
  const isReason = (word: string): word is Reason => i18n.exists(`reason.${word}`, { ns: 'numberHistory' })
  const format = useFormat()
  const figures = useNumberWords()
  const plain = (word: string): string => (isWord(word) ? t(`word.${word}`) : word)

  function said({ what }: Pick<NumberChangeLine, 'what'>, word: string): string {
    switch (what) {
      case 'quality':
        return figures.quality({ qualityRating: word }).text
      case 'status':
        return figures.status({ status: word, tokenState: 'ok', missingSince: null }).text
      case 'limit': {
        const limit = figures.limit({ messagingLimit: word })
        return limit ? `${limit.text} ${limit.unit}`.trim() : word
      }
      case 'throughput':
        return figures.throughput({ isCoexistence, throughputLevel: word })?.text ?? word
      case 'name':
      case 'phone':
        return word
      case 'restriction':
        return word.split(',').map(plain).join(', ')
      default:
        return plain(word)
    }
  }

  return {
    said,
    tone: ({ what, to }: NumberChangeLine): Tone | 'plain' =>
      what === 'restriction' && to !== 'NONE' ? 'danger' : what === 'violation' ? 'danger' : (TONES[to] ?? 'plain'),
    /** The name that was asked for, why it was declined, until when a restriction lasts. */
    more: ({ facts }: NumberChangeLine): string[] => [
      ...(facts.name === undefined ? [] : [`“${facts.name}”`]),
      ...(facts.reason === undefined ? [] : [isReason(facts.reason) ? t(`reason.${facts.reason}`) : facts.reason]),
      ...(facts.until === undefined ? [] : [t('until', { until: dated(facts.until, format.dateTime) })]),
    ],
  }
}

const dated = (until: string, say: (at: string) => string): string => (/^\d{4}-\d\d-\d\dT/.test(until) ? say(until) : until)
