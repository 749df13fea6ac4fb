import { useTranslation } from 'react-i18next'
import { useMe } from '../session/me.ts'
import { AppDashboard } from './AppDashboard.tsx'
import { BusinessPhone } from './BusinessPhone.tsx'
import { DeliveryLog } from './DeliveryLog.tsx'
import { FaultSwitches } from './FaultSwitches.tsx'
import { NumberDecisions } from './NumberDecisions.tsx'
import { PhoneSwitches } from './PhoneSwitches.tsx'
import type { Customer } from './phone-api.ts'
import classes from './sandbox.module.css'
import { TemplateDecisions } from './TemplateDecisions.tsx'

interface Props {
  wabaId: string
  phoneNumberId: string
  hands: readonly Customer[]
}

/** What Meta and the customer's phone do, decided here, and what our server answers. */
export function Backstage({ wabaId, phoneNumberId, hands }: Props) {
  const { t } = useTranslation('sandbox')
  const { user } = useMe()
  return (
    <section className={classes.side} data-side="right" aria-labelledby="sandbox-backstage">
      <h2 id="sandbox-backstage">{t('backstage.title')}</h2>
      <p className={classes.hint}>{t('backstage.hint')}</p>
      <PhoneSwitches wabaId={wabaId} hands={hands} />
      <BusinessPhone wabaId={wabaId} phoneNumberId={phoneNumberId} customer={hands.at(-1)} />
      <FaultSwitches wabaId={wabaId} />
      <NumberDecisions wabaId={wabaId} phoneNumberId={phoneNumberId} />
      <TemplateDecisions wabaId={wabaId} />
      {user.isOperator ? <AppDashboard /> : null}
      <DeliveryLog wabaId={wabaId} />
    </section>
  )
}
