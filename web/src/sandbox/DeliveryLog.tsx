import { IconAlertTriangle, IconCircleCheck, IconClock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from './phone-api.ts'
import classes from './sandbox.module.css'
import { useDeliveries } from './use-sandbox.ts'

/** Every webhook the simulator sent, with our answer and its time, as it happens. */
export function DeliveryLog({ wabaId }: { wabaId: string }) {
  const { t } = useTranslation('sandbox')
  const deliveries = useDeliveries(wabaId).data?.items ?? []
  return (
    <div className={classes.log}>
      <h3>{t('delivery.title')}</h3>
      {deliveries.length === 0 ? <p className={classes.hint}>{t('delivery.none')}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ol className={classes.deliveries} aria-label={t('delivery.list')} tabIndex={0}>
        {deliveries.map((delivery) => (
          <Row key={`${delivery.id} ${delivery.attempt}`} delivery={delivery} />
        ))}
      </ol>
    </div>
  )
}

const TONES = { ok: IconCircleCheck, failed: IconAlertTriangle, waiting: IconClock } as const

function Row({ delivery }: { delivery: Delivery }) {
  const { t, i18n } = useTranslation('sandbox')
  const tone = delivery.status === 200 ? 'ok' : delivery.status === null && delivery.ms === null ? 'waiting' : 'failed'
  const Icon = TONES[tone]
  const { status, ms, attempt, detail } = delivery
  const subject = useSubject()
  const parts = [
    delivery.summary,
    status === null ? (tone === 'failed' ? t('delivery.noAnswer') : null) : t('delivery.answered', { status, ms: ms ?? 0 }),
    attempt > 1 ? t('delivery.attempt', { count: attempt }) : null,
    tone === 'failed' ? detail : null,
  ].filter((part) => part !== null && part !== '')
  return (
    <li className={classes.delivery}>
      <time className={classes.at} dateTime={new Date(delivery.at).toISOString()}>
        {new Date(delivery.at).toLocaleTimeString(i18n.language, { hour12: false })}
      </time>
      <Icon size={16} role="img" aria-label={t(`delivery.${tone}`)} className={classes.tone} data-tone={tone} />
      <span className={classes.what}>
        {subject(delivery.kind)}
        <small>{parts.join(' · ')}</small>
      </span>
    </li>
  )
}

const STATUSES = ['sent', 'delivered', 'read', 'played', 'failed'] as const
const TYPES = [
  'text',
  'image',
  'reaction',
  'button',
  'location',
  'contacts',
  'interactive',
  'order',
  'unsupported',
  'edit',
  'revoke',
  'system',
] as const

/** `message.text`, `status.read`, `batch` or a webhook field, in words. */
function useSubject(): (kind: string) => string {
  const { t } = useTranslation('sandbox')
  return (kind) => {
    const [topic, detail = ''] = kind.split('.')
    const status = STATUSES.find((one) => one === detail)
    if (topic === 'status' && status) return t(`delivery.status.${status}`)
    if (topic === 'message') {
      const known = TYPES.find((one) => one === detail)
      return t('delivery.message', { type: known ? t(`delivery.type.${known}`) : detail })
    }
    return topic === 'batch' ? t('delivery.batch') : t('delivery.other', { kind })
  }
}
