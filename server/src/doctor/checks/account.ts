/** The WhatsApp Business account, its business, and what leads from it to us. */
import type { DoctorCheckId } from '@recado/contract/doctor'
import type { GraphTarget } from '../../outbound/graph-client.ts'
import { NUMBER_CHECKS } from '../../road/checks/number.ts'
import { broken, type Diagnosis, fromRoad, good, plainUrl, told, unsure, warning } from '../diagnosis.ts'
import type { DoctorCheck, Patient } from '../patient.ts'
import { account, business, health, numberList, OWNER_FIELDS, subscriptions } from '../questions.ts'
import { judgeHealth, judgePayment } from './health.ts'

type Ask = (target: GraphTarget, patient: Patient) => Promise<Diagnosis>

const asked =
  (ask: Ask): DoctorCheck =>
  (patient) =>
    patient.target === null ? unsure('no_token') : ask(patient.target, patient)

const owner = (target: GraphTarget, { ask, wabaId }: Patient) => ask.node(target, wabaId, OWNER_FIELDS, account)

const verified = asked(async (target, patient) => {
  const node = await owner(target, patient)
  const id = node.ok ? node.value.owner_business_info?.id : undefined
  if (id === undefined) return told(node, () => unsure('owner_untold'))
  return told(await patient.ask.node(target, id, 'verification_status', business), ({ verification_status: status }) => {
    if (status === null) return unsure('meta_nonsense', { cause: 'verification_status' })
    return status === 'verified' ? good('business_verified') : warning('business_unverified', { status })
  })
})

const review = asked(async (target, patient) =>
  told(await owner(target, patient), ({ account_review_status: said }) => {
    if (said === null) return unsure('meta_nonsense', { cause: 'account_review_status' })
    if (said === 'APPROVED') return good('review_approved')
    return said === 'REJECTED' ? broken('account_not_approved', { said }) : warning('account_not_approved', { said })
  }),
)

const healthOf = (target: GraphTarget, { ask, wabaId }: Patient) => ask.node(target, wabaId, 'health_status', health)
const sends = asked(async (target, patient) => told(await healthOf(target, patient), ({ health_status: said }) => judgeHealth(said)))
const payment = asked(async (target, patient) => told(await healthOf(target, patient), ({ health_status: said }) => judgePayment(said)))

const subscribed: DoctorCheck = async (patient) => fromRoad(await NUMBER_CHECKS['number.subscribed'](patient), { mend: 'webhooks' })

/** An address of the account's own wins over the app's, for all its numbers; only one of our app's concerns us. */
const override = asked(async (target, { ask, wabaId, app, isOurs }) => {
  if (app === null) return unsure('app_unknown')
  return told(await ask.edge(target, wabaId, 'subscribed_apps', subscriptions, { limit: 100 }), ({ data }) => {
    const mine = data.find(({ id, whatsapp_business_api_data: facts }) => (facts?.id ?? id) === app.id)
    const url = mine?.override_callback_uri ?? null
    if (url === null) return good('override_none')
    return isOurs(url) ? good('override_ours', { url: plainUrl(url) }) : broken('override_elsewhere', { url: plainUrl(url) }, 'webhooks')
  })
})

export const numbersListed = (target: GraphTarget, { ask, wabaId }: Patient) =>
  ask.edge(target, wabaId, 'phone_numbers', numberList, { fields: 'id', limit: 500 })

const numbers = asked(async (target, patient) =>
  told(await numbersListed(target, patient), ({ data }) =>
    data.length > 0 ? good('numbers_some', { count: data.length }) : broken('numbers_none'),
  ),
)

const templates: DoctorCheck = async (patient) =>
  fromRoad(await NUMBER_CHECKS['number.template'](patient), { failed: 'warning', mend: 'templates' })

export const ACCOUNT_CHECKS = {
  account_business: verified,
  account_review: review,
  account_health: sends,
  account_payment: payment,
  account_subscribed: subscribed,
  account_override: override,
  account_numbers: numbers,
  account_templates: templates,
} as const satisfies Partial<Record<DoctorCheckId, DoctorCheck>>
