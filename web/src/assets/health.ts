import type { AlertKind } from '@recado/contract/alerts'
import type { AssetHealth } from '@recado/contract/assets'
import { useTranslation } from 'react-i18next'
import type { Tone } from '../ui/Notice.tsx'

export const HEALTH_TONE = { good: 'ok', warning: 'warn', broken: 'danger', unknown: 'unknown' } as const satisfies Record<
  AssetHealth,
  Tone
>

/** What is open about an account or a number, in the words of the alerts. */
export function useAlertTitles(): (kinds: readonly AlertKind[], about: { readonly number: string; readonly account: string }) => string[] {
  const { t } = useTranslation('alerts')
  return (kinds, about) => kinds.map((kind) => t(`kind.title.${kind}`, { ...about, template: '…' }))
}
