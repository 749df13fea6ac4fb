/** The Meta app behind the account, and our own doors as Meta would find them: the checks of the road, weighed for every day. */
import type { DoctorCheckId } from '@recado/contract/doctor'
import type { z } from 'zod'
import { AFTER_CHECKS } from '../../road/checks/after.ts'
import { SERVER_CHECKS } from '../../road/checks/own-doors.ts'
import { REVIEW_CHECKS } from '../../road/checks/review.ts'
import { appFields } from '../../road/questions.ts'
import { isTokenError } from '../../road/verdict.ts'
import { broken, fromRoad, good, told, unsure, warning } from '../diagnosis.ts'
import type { DoctorCheck } from '../patient.ts'

/** Whoever is asked to trust the app sees these; each is asked for alone, because a field Meta does not know refuses the whole question. */
const BASICS = ['name', 'category', 'privacy_policy_url', 'terms_of_service_url', 'contact_email'] as const

const basics: DoctorCheck = async ({ app, ask }) => {
  if (app === null) return unsure('app_unknown')
  const answers = await Promise.all(
    BASICS.map(async (field) => {
      const shape: z.ZodType<Readonly<Record<string, unknown>>> = appFields[field]
      return { field, answer: await ask.node(app.target, app.id, field, shape) }
    }),
  )
  const refused = answers.find(({ answer }) => !answer.ok && isTokenError(answer.error))
  if (refused && !refused.answer.ok) return broken('app_refused', { meta: refused.answer.error?.title ?? '' })
  const silent = answers.find(({ answer }) => !answer.ok)
  if (silent) return told(silent.answer, () => unsure('meta_nonsense'))
  const lacks = answers.flatMap(({ field, answer }) => (answer.ok && !answer.value[field] ? [field] : []))
  return lacks.length > 0 ? warning('app_lacks', { fields: lacks.join(', ') }) : good('app_whole', { id: app.id })
}

const permissions: DoctorCheck = async (patient) => fromRoad(await REVIEW_CHECKS['review.approved'](patient), { failed: 'warning' })

const webhook: DoctorCheck = async (patient) => {
  const found = fromRoad(await SERVER_CHECKS['server.webhook'](patient), { mend: 'app' })
  // Fields that are missing lose news; an address that leads elsewhere loses messages, unless the account has one of its own.
  return found.code === 'hook_lacks' ? { ...found, state: 'warning' } : found
}

const configuration: DoctorCheck = async ({ app, ask, configurationId: wanted }) => {
  if (app === null) return unsure('app_unknown')
  if (wanted === '') return good('configuration_unused')
  return told(await ask.node(app.target, app.id, 'config_ids', appFields.config_ids), ({ config_ids: have }) => {
    const found = have?.find(({ id }) => id === wanted)
    return found ? good('configuration_good', { name: found.name ?? wanted }) : warning('configuration_gone', { id: wanted })
  })
}

const clients: DoctorCheck = async (patient) => fromRoad(await AFTER_CHECKS['access.clients'](patient), { failed: 'warning' })

const door =
  (check: 'server.tls' | 'server.handshake' | 'server.signature'): DoctorCheck =>
  async (patient) => {
    const found = fromRoad(await SERVER_CHECKS[check](patient))
    return found.code === 'server_slow' ? { ...found, state: 'warning' } : found
  }

export const APP_DOCTOR_CHECKS = {
  app_basics: basics,
  app_permissions: permissions,
  app_webhook: webhook,
  app_configuration: configuration,
  app_clients: clients,
  server_tls: door('server.tls'),
  server_handshake: door('server.handshake'),
  server_signature: door('server.signature'),
} as const satisfies Partial<Record<DoctorCheckId, DoctorCheck>>
