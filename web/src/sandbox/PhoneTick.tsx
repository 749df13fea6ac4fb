import { IconCheck, IconChecks, IconClock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './phone.module.css'

/** How far the customer's own message came. Never by colour alone: each has its shape and its word. */
export function PhoneTick({ status }: { status: string | null }) {
  const { t } = useTranslation('sandbox')
  if (status === null) return <IconClock size={14} role="img" aria-label={t('tick.waiting')} />
  if (status === 'sent') return <IconCheck size={16} role="img" aria-label={t('tick.sent')} />
  if (status === 'delivered') return <IconChecks size={16} role="img" aria-label={t('tick.delivered')} />
  return <IconChecks size={16} role="img" aria-label={t('tick.read')} className={classes.read} />
}
