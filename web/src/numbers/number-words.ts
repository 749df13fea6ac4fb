/** Meta's words about a number, in ours. A word we do not know is "could not be found out", never "all is well". */
import type { NumberView } from '@recado/contract/numbers'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import type { Tone } from '../ui/Notice.tsx'

export interface Said {
  tone: Tone
  text: string
  note: string
}

const STATUS_TONES = {
  CONNECTED: 'ok',
  PENDING: 'info',
  UNVERIFIED: 'warn',
  MIGRATED: 'warn',
  FLAGGED: 'warn',
  RATE_LIMITED: 'warn',
  RESTRICTED: 'danger',
  BANNED: 'danger',
  DISCONNECTED: 'danger',
} as const satisfies Record<string, Tone>
type Status = keyof typeof STATUS_TONES
const isStatus = (word: string): word is Status => word in STATUS_TONES

const QUALITY_TONES = { GREEN: 'ok', YELLOW: 'warn', RED: 'danger' } as const satisfies Record<string, Tone>
type Quality = keyof typeof QUALITY_TONES
const isQuality = (word: string): word is Quality => word in QUALITY_TONES

/** How many different people a business may write to first within 24 hours, by Meta's tier. */
export function peopleOfTier(tier: string): number | 'unlimited' | null {
  if (tier === 'TIER_UNLIMITED' || tier === 'UNLIMITED') return 'unlimited'
  const match = /^TIER_(\d+)(K)?$/.exec(tier)
  return match ? Number(match[1]) * (match[2] ? 1000 : 1) : null
}

export function useNumberWords() {
  const { t } = useTranslation('numbers')
  const format = useFormat()
  const unknown: Said = { tone: 'unknown', text: t('figure.unknown'), note: '' }
  return {
    status: (number: Pick<NumberView, 'tokenState' | 'missingSince' | 'status'>): Said => {
      if (number.tokenState !== 'ok') return { tone: 'danger', text: t('token.title'), note: t(`token.${number.tokenState}`) }
      if (number.missingSince !== null) return { tone: 'danger', text: t('missing.title'), note: t('missing.note') }
      const word = number.status ?? ''
      return isStatus(word)
        ? { tone: STATUS_TONES[word], text: t(`status.${word}`), note: '' }
        : { tone: 'unknown', text: t('status.unknown'), note: word }
    },
    quality: (number: Pick<NumberView, 'qualityRating'>): Said => {
      const word = number.qualityRating ?? ''
      return isQuality(word)
        ? { tone: QUALITY_TONES[word], text: t(`quality.${word}`), note: t(`qualityNote.${word}`) }
        : { ...unknown, note: t('qualityNote.UNKNOWN') }
    },
    limit: (number: Pick<NumberView, 'messagingLimit'>): { text: string; unit: string } | null => {
      const people = peopleOfTier(number.messagingLimit ?? '')
      if (people === null) return null
      return people === 'unlimited' ? { text: t('figure.unlimited'), unit: '' } : { text: format.number(people), unit: t('figure.people') }
    },
    throughput: (number: Pick<NumberView, 'isCoexistence' | 'throughputLevel'>): { text: string; note: string } | null => {
      if (number.isCoexistence) return { text: format.number(20), note: t('figure.throughputCoexistence') }
      if (number.throughputLevel === 'HIGH') return { text: format.number(1000), note: t('figure.throughputHigh') }
      if (number.throughputLevel === 'STANDARD') return { text: format.number(80), note: t('figure.throughputStandard') }
      return null
    },
  }
}
