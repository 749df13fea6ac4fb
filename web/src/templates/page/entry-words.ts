/** One line of the history in words. */
import type { TemplateEntry } from '@recado/contract/template-life'
import {
  type Icon,
  IconAlertTriangle,
  IconCategory,
  IconCircleCheck,
  IconCircleX,
  IconCopy,
  IconDownload,
  IconGauge,
  IconHourglass,
  IconPencil,
  IconPlayerPause,
  IconSend,
  IconTrash,
} from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format.ts'
import { useReason } from '../TemplateActions.tsx'
import { type StatusTone, statusTone } from '../template-words.ts'
import { useTemplateWords } from '../use-template-words.ts'

interface EntryWords {
  readonly icon: Icon
  readonly tone: StatusTone
  readonly what: string
  /** Why, and what to do. */
  readonly more: readonly string[]
  readonly who: string
}

export function useEntryWords(entry: TemplateEntry): EntryWords {
  const { t } = useTranslation('templateLife')
  const words = useTemplateWords()
  const format = useFormat()
  const reason = useReason()
  const { kind, detail } = entry
  const to = entry.to ?? ''
  const when = detail.until ? format.dateTime(detail.until) : null
  const more = [
    ...(detail.reason && to === 'REJECTED' ? [reason(detail.reason)] : []),
    ...(detail.why ? [t('history.why', { words: detail.why })] : []),
    ...(detail.recommendation ? [t('history.recommendation', { words: detail.recommendation })] : []),
  ]
  const said = { who: whoSaid(t, entry), more }
  switch (kind) {
    case 'found':
      return { ...said, icon: IconDownload, tone: statusTone(to), what: t('history.found', { to: words.status(to) }) }
    case 'submitted':
      return { ...said, icon: IconSend, tone: 'info', what: t('history.submitted') }
    case 'edited':
      return { ...said, icon: IconPencil, tone: 'info', what: t('history.edited') }
    case 'status': {
      const title = PAUSES.find((known) => known === detail.title)
      return { ...said, icon: iconOf(to), tone: statusTone(to), what: title ? t(`history.pause.${title}`) : words.status(to) }
    }
    case 'flagged':
      return { ...said, icon: IconAlertTriangle, tone: 'warn', what: when ? t('history.flaggedUntil', { when }) : t('history.flagged') }
    case 'category': {
      const what = t('history.category', { from: words.category(entry.from ?? ''), to: words.category(to) })
      return { ...said, icon: IconCategory, tone: 'warn', what, more: [t('history.priced')] }
    }
    case 'category_announced': {
      const values = { to: words.category(to) }
      const what = when ? t('history.category_announcedUntil', { ...values, when }) : t('history.category_announced', values)
      return { ...said, icon: IconCategory, tone: 'warn', what }
    }
    case 'category_suggested':
      return { ...said, icon: IconCategory, tone: 'info', what: t('history.category_suggested', { to: words.category(to) }) }
    case 'quality': {
      const what = t('history.quality', { from: words.quality(entry.from), to: words.quality(to) })
      return { ...said, icon: IconGauge, tone: QUALITY_TONES[to] ?? 'unknown', what }
    }
    case 'components':
      return { ...said, icon: IconPencil, tone: 'info', what: t('history.components') }
    case 'deleted':
      return { ...said, icon: IconTrash, tone: 'danger', what: t('history.deleted') }
    case 'migrated':
      return { ...said, icon: IconCopy, tone: 'info', what: t('history.migrated', { to }) }
    case 'vanished':
      return { ...said, icon: IconTrash, tone: 'warn', what: t('history.vanished') }
  }
}

const PAUSES = ['FIRST_PAUSE', 'SECOND_PAUSE', 'RATE_LIMITING_PAUSE', 'UNPAUSE', 'DISABLED'] as const
const QUALITY_TONES: Readonly<Record<string, StatusTone>> = { GREEN: 'ok', YELLOW: 'warn', RED: 'danger' }

function iconOf(status: string): Icon {
  if (status === 'APPROVED') return IconCircleCheck
  if (status === 'PAUSED') return IconPlayerPause
  return statusTone(status) === 'danger' ? IconCircleX : IconHourglass
}

function whoSaid(t: TFunction<'templateLife'>, { source, by }: TemplateEntry): string {
  switch (source) {
    case 'meta':
      return t('history.meta')
    case 'reading':
      return t('history.reading')
    case 'api_key':
      return t('history.apiKey', { name: by ?? '' })
    case 'person':
      return by ?? t('history.gone')
  }
}
