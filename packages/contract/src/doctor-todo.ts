/** What to do about what the doctor found, by its stable word: several findings are mended in the same way. */
import type { DoctorItem } from './doctor.ts'

/** Names of sentences in doctor-words/, and the findings that each answers. */
const ANSWERS = {
  renew: ['token_destroyed', 'token_expired', 'token_revoked', 'token_soon', 'token_says_nothing', 'no_token'],
  grant: ['token_lacks', 'token_not_for_account', 'token_of_other_app', 'targets_untold'],
  appId: ['app_unknown'],
  verify: ['business_unverified', 'owner_untold'],
  review: ['account_not_approved'],
  health: ['health_advice', 'health_note', 'health_bad'],
  payment: ['payment_missing'],
  webhooks: ['not_subscribed', 'override_elsewhere', 'webhook_elsewhere', 'webhook_nowhere'],
  addNumber: ['numbers_none'],
  template: ['template_none'],
  missing: ['number_missing'],
  code: ['code_not_verified'],
  register: ['status_bad'],
  held: ['held'],
  name: ['name_not_approved'],
  quality: ['quality_medium', 'quality_low'],
  live: ['mode_test'],
  pin: ['pin_off'],
  profile: ['profile_lacks'],
  app: ['app_lacks', 'app_refused'],
  permissions: ['permissions_waiting', 'permissions_declined'],
  hook: ['hook_missing', 'hook_elsewhere', 'hook_inactive', 'hook_lacks'],
  configuration: ['configuration_gone'],
  access: ['access_maybe_missing'],
  server: ['tls_missing', 'tls_broken', 'server_slow', 'server_stranger', 'server_unreachable', 'handshake_open'],
  secret: ['handshake_refused', 'signature_refused', 'signature_open'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type DoctorTodo = keyof typeof ANSWERS | 'again'

/** null: nothing is to be done. What is unknown for no reason of ours is asked again. */
export function todoOf({ state, code }: Pick<DoctorItem, 'state' | 'code'>): DoctorTodo | null {
  if (state === 'good') return null
  const found = Object.entries(ANSWERS).find(([, codes]) => codes.some((each) => each === code))
  return found ? (found[0] as DoctorTodo) : 'again' // the keys of ANSWERS are what DoctorTodo is made of
}
