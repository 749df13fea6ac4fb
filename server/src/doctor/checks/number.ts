/** The number itself. What a field does not say is not known. */
import type { DoctorCheckId } from '@recado/contract/doctor'
import type { z } from 'zod'
import type { GraphTarget } from '../../outbound/graph-client.ts'
import { NUMBER_CHECKS } from '../../road/checks/number.ts'
import { broken, type Diagnosis, fromRoad, good, told, unsure, warning } from '../diagnosis.ts'
import type { DoctorCheck, OwnNumber, Patient } from '../patient.ts'
import { health, PHONE_FIELDS, phone } from '../questions.ts'
import { numbersListed } from './account.ts'
import { judgeHealth } from './health.ts'

type Ask = (target: GraphTarget, number: OwnNumber, patient: Patient) => Promise<Diagnosis>

const asked =
  (ask: Ask): DoctorCheck =>
  (patient) =>
    patient.target === null || patient.number === null ? unsure('no_token') : ask(patient.target, patient.number, patient)

type PhoneFacts = z.infer<typeof phone>
const onPhone = (judge: (facts: PhoneFacts, number: OwnNumber, patient: Patient) => Diagnosis): DoctorCheck =>
  asked(async (target, number, patient) =>
    told(await patient.ask.node(target, number.phoneNumberId, PHONE_FIELDS, phone), (facts) => judge(facts, number, patient)),
  )
const untold = (field: string) => unsure('meta_nonsense', { cause: field })

const listed = asked(async (target, number, patient) =>
  told(await numbersListed(target, patient), ({ data, paging }) => {
    if (data.some(({ id }) => id === number.phoneNumberId)) return good('number_listed')
    return paging?.next ? unsure('list_too_long') : broken('number_missing', { waba: patient.wabaId }, 'read')
  }),
)

const connected = onPhone(({ status, code_verification_status: code, is_on_biz_app: isOnPhone }, number) => {
  if (status === null) return untold('status')
  if (code !== null && code !== 'VERIFIED' && status !== 'CONNECTED') return broken('code_not_verified', { status, code })
  if (status === 'CONNECTED') return good('status_connected')
  const mayRegister = ['DISCONNECTED', 'PENDING'].includes(status) && number.isPinKept && isOnPhone !== true
  return broken('status_bad', { status }, mayRegister ? 'register' : null)
})

const sends = asked(async (target, number, { ask }) =>
  told(await ask.node(target, number.phoneNumberId, 'health_status', health), ({ health_status: said }) => judgeHealth(said)),
)

const webhook: DoctorCheck = async (patient) => fromRoad(await NUMBER_CHECKS['number.webhook'](patient), { mend: 'webhooks' })

const TOKEN = ['token_invalid', 'permission_missing', 'access_denied']

/** Our own memory, and the one check that asks nobody: why the queue of this number stands still. */
const held: DoctorCheck = ({ number }) => {
  const because = number?.pausedBecause ?? null
  if (because === null) return good('not_held')
  return broken('held', { because }, TOKEN.includes(because) ? null : 'read')
}

const NAME_GOOD = ['APPROVED', 'AVAILABLE_WITHOUT_REVIEW']
const name = onPhone(({ name_status: said }) => {
  if (said === null) return untold('name_status')
  return NAME_GOOD.includes(said) ? good('name_approved') : warning('name_not_approved', { said })
})

const quality = onPhone(({ quality_rating: said }) => {
  if (said === 'GREEN') return good('quality_high')
  if (said === 'YELLOW') return warning('quality_medium')
  return said === 'RED' ? broken('quality_low') : unsure('quality_untold')
})

/** Of the sandbox's numbers the simulator is the ground they live on. */
const mode = onPhone(({ account_mode: said }, _number, { ground }) => {
  if (said === null) return untold('account_mode')
  if (said === 'LIVE') return good('mode_live')
  return ground === 'sandbox' ? good('mode_sandbox') : warning('mode_test', { said })
})

const pin = onPhone(({ is_pin_enabled: isOn }, number) => {
  if (isOn == null) return untold('is_pin_enabled')
  if (number.isCoexistence) return good('pin_on_phone')
  return isOn ? good('pin_on') : warning('pin_off')
})

const profile: DoctorCheck = async (patient) => fromRoad(await NUMBER_CHECKS['number.profile'](patient), { failed: 'warning' })

export const NUMBER_DOCTOR_CHECKS = {
  number_listed: listed,
  number_connected: connected,
  number_sends: sends,
  number_webhook: webhook,
  number_held: held,
  number_name: name,
  number_quality: quality,
  number_mode: mode,
  number_pin: pin,
  number_profile: profile,
} as const satisfies Partial<Record<DoctorCheckId, DoctorCheck>>
