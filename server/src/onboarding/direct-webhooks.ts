/** Subscribes our app to the account's webhooks, and makes sure that they come here and nowhere else. */
import { mendNumberWebhooks, readNumberWebhooks } from '../numbers/commands/mend-webhooks.ts'
import { callbackOf } from '../numbers/queries.ts'
import { subscribeApp } from '../outbound/graph-numbers.ts'
import { readAppWebhook } from '../outbound/graph-signup.ts'
import { Refusal } from '../platform/errors.ts'
import { failedAt, lasting, numbersOf, type Run } from './run.ts'
import { done, type StepOutcome } from './steps.ts'

/** Without them the phone's history, its address book and what is written on it never come, and the first two are given once. */
const OF_COEXISTENCE = ['history', 'smb_app_state_sync', 'smb_message_echoes']

/** Meta tries an address before it takes it, and says so when it got no good answer (Webhooks: callback verification). */
function asRefusal(error: unknown): Refusal {
  const isOfAddress = error instanceof Refusal && error.code === 'meta_refused' && /callback verification/i.test(error.message)
  if (isOfAddress) return error
  throw error
}

export async function directWebhooks(run: Run): Promise<StepOutcome> {
  const { scope, deps, row, app, target } = run
  const subscribed = await subscribeApp(deps.graph, target, row.waba_id ?? '')
  if (!subscribed.ok) return failedAt('webhooks', subscribed)
  if (row.ground === 'sandbox') return done() // the simulator calls this very installation
  const ofApp = await readAppWebhook(deps.graph, app)
  if (!ofApp.ok) return failedAt('webhooks', ofApp)
  // Without an address of the app's own, Meta sends nothing, whatever the account says.
  const { callbackUrl, isPublic } = callbackOf(deps.config)
  if (ofApp.value.url === null || !ofApp.value.fields.includes('messages')) return lasting('app_without_webhook', { callbackUrl })
  const numbers = await numbersOf(scope, row)
  const isShared = row.mode === 'coexistence' || numbers.some((number) => number.is_coexistence)
  const missing = isShared ? OF_COEXISTENCE.filter((field) => !ofApp.value.fields.includes(field)) : []
  if (missing.length > 0) return lasting('app_without_phone_fields', { callbackUrl, missing: missing.join(', ') })
  for (const { id } of numbers) {
    const refused = await mendNumberWebhooks(scope, deps, id).then(() => null, asRefusal)
    const webhooks = await readNumberWebhooks(scope, deps, id)
    if (webhooks.state === 'ours') continue
    const address = webhooks.levels.find(({ level }) => level === webhooks.winner)?.url ?? ''
    const said = refused === null ? {} : { meta: String(refused.details['details'] ?? refused.details['title'] ?? refused.message) }
    return lasting(isPublic ? 'webhook_elsewhere' : 'address_not_public', { address, callbackUrl, ...said })
  }
  return done()
}
