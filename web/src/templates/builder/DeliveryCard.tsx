import { NativeSelect } from '@mantine/core'
import { TTL } from '@recado/contract/template-draft/rules'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format.ts'
import { Card } from '../../ui/Card.tsx'
import type { CardProps } from './card-props.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const CHOICES = [
  30,
  MINUTE,
  3 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  3 * DAY,
  7 * DAY,
  30 * DAY,
]

/** For how long a phone that is off may still get it. @param props.isEditing "as before" instead of Meta's own habit */
export function DeliveryCard({ draft: { ttlSeconds, category }, change, problemAt, isEditing }: CardProps & { isEditing: boolean }) {
  const { t } = useTranslation('builder')
  const format = useFormat()
  const { least, most } = TTL[category]
  const fitting = CHOICES.filter((seconds) => seconds >= least && seconds <= most)
  const seconds = ttlSeconds === null || fitting.includes(ttlSeconds) ? fitting : [...fitting, ttlSeconds]
  return (
    <Card title={t('section.delivery')}>
      <NativeSelect
        label={t('field.ttl')}
        description={t('field.ttlHint')}
        value={ttlSeconds === null ? '' : String(ttlSeconds)}
        error={problemAt('ttl')}
        data={[
          { value: '', label: t(isEditing ? 'ttl.asBefore' : `ttl.${category}`) },
          ...seconds.map((value) => ({
            value: String(value),
            label: value % DAY === 0 ? t('ttl.days', { count: value / DAY }) : format.duration(value * 1000),
          })),
        ]}
        onChange={(event) => change({ ttlSeconds: event.currentTarget.value === '' ? null : Number(event.currentTarget.value) })}
      />
    </Card>
  )
}
