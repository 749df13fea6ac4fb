import type { ItemView, RoadView } from '@recado/contract/road'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { Card } from '../ui/Card.tsx'
import { StateTag, type Tone } from '../ui/Notice.tsx'
import { useNow } from '../ui/use-now.ts'
import { type Expiring, expiring } from './expiring.ts'
import { useFindingText } from './finding-text.ts'
import classes from './road.module.css'
import { ToItem } from './ToItem.tsx'

const SOON_DAYS = 14

/** What does not last, and how many clients may still come this week. Nothing of that known yet: no card. */
export function UpkeepCard({ view }: { view: RoadView }) {
  const { t } = useTranslation('road')
  const now = useNow()
  const ends = expiring(view.items, now)
  const quota = view.items.find(({ id }) => id === 'upkeep.quota')
  const isApproved = view.items.some(({ id, state }) => id === 'review.approved' && state === 'passed')
  const isToConfirm = isApproved && view.items.some(({ id, state }) => id === 'upkeep.datause' && state === 'open')
  if (ends.length === 0 && !isToConfirm && !hasFigures(quota)) return null
  return (
    <Card title={t('upkeep.title')} hint={t('upkeep.hint')}>
      <div className={classes.stack}>
        {hasFigures(quota) ? <Quota quota={quota} /> : null}
        <ul className={classes.ends}>
          {ends.map((end) => (
            <End key={end.id} end={end} />
          ))}
          {isToConfirm && !ends.some(({ id }) => id === 'upkeep.datause') ? (
            <li data-ends="upkeep.datause">
              <ToItem id="upkeep.datause" />
              <StateTag tone="warn">{t('state.open')}</StateTag>
            </li>
          ) : null}
        </ul>
      </div>
    </Card>
  )
}

const hasFigures = (quota: ItemView | undefined): quota is ItemView =>
  quota !== undefined && ['passed', 'failed'].includes(quota.state) && typeof quota.finding?.facts.limit === 'number'

function Quota({ quota: { finding, state } }: { quota: ItemView }) {
  const { t } = useTranslation('roadItems')
  const say = useFindingText()
  if (finding === null) return null
  const { used, limit } = finding.facts
  return (
    <div className={classes.progress} data-quota={state}>
      <span>{t('upkeep.quota.title')}</span>
      <progress max={Number(limit)} value={Number(used)} aria-label={t('upkeep.quota.title')} />
      <span>{say(finding)}</span>
    </div>
  )
}

const toneOf = (days: number): Tone => (days <= 0 ? 'danger' : days < SOON_DAYS ? 'warn' : 'ok')

function End({ end: { id, until, days } }: { end: Expiring }) {
  const { t } = useTranslation('road')
  const format = useFormat()
  return (
    <li data-ends={id}>
      <ToItem id={id} />
      <span className={classes.quiet}>{format.day(until)}</span>
      <StateTag tone={toneOf(days)}>{days <= 0 ? t('upkeep.over') : t('upkeep.left', { count: days })}</StateTag>
    </li>
  )
}
