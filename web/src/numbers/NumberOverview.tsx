import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useAbility } from '../session/me.ts'
import { Notice } from '../ui/Notice.tsx'
import { Columns } from '../ui/Page.tsx'
import { DisconnectNumber } from './DisconnectNumber.tsx'
import { HealthCard } from './HealthCard.tsx'
import { IdentityCard } from './IdentityCard.tsx'
import { NumberFigures } from './NumberFigures.tsx'
import { useNumber } from './use-number.ts'

export default function NumberOverview() {
  const { t } = useTranslation('numbers')
  const format = useFormat()
  const mayConnect = useAbility('numbers.connect')
  const number = useNumber()
  if (!number) return null
  return (
    <Columns
      side={
        <>
          <IdentityCard number={number} />
          {mayConnect ? <DisconnectNumber number={number} /> : null}
        </>
      }
    >
      {number.pausedUntil ? (
        <Notice tone="warn">
          <strong>{t('paused', { until: format.dateTime(number.pausedUntil) })}.</strong> {t('pausedBecause')}
        </Notice>
      ) : null}
      <NumberFigures number={number} />
      <HealthCard number={number} />
    </Columns>
  )
}
