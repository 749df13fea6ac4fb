import type { Change } from '@recado/cloud-api/webhook'
import { alertsFromWebhook } from '../alerts/from-webhook.ts'
import { ageOnboarding } from '../coexistence/age-onboarding.ts'
import { COEXISTENCE_FIELDS } from '../coexistence/take-in.ts'
import { PEOPLE_FIELDS } from '../contacts/apply-preferences.ts'
import { moveWindows } from '../conversations/move-windows.ts'
import { NUMBER_FIELDS } from '../numbers/apply-change.ts'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { TEMPLATE_FIELDS } from '../templates/apply-change.ts'

type Apply = (tx: Tx, workspaceId: string, change: Change, now: Date) => Promise<Publication[]>

/** One line per webhook field we act on, besides messages and statuses. A field that is not here is stored raw, and replayable. */
const FIELDS: ReadonlyMap<string, Apply> = new Map(
  Object.entries({ ...NUMBER_FIELDS, ...TEMPLATE_FIELDS, ...PEOPLE_FIELDS, ...COEXISTENCE_FIELDS, sandbox_clock_moved: moveClocks }),
)

/** Meta's fields that an app should be subscribed to: those above that Meta lists, those that alerts come from, and messages. */
const WORTH_HAVING = [
  'messages',
  'account_update',
  'account_review_update',
  'account_alerts',
  'business_capability_update',
  'business_username_update',
  'phone_number_name_update',
  'phone_number_quality_update',
  'message_template_status_update',
  'message_template_quality_update',
  'message_template_components_update',
  'template_category_update',
  'user_preferences',
]

/** What a phone hands over is heard of coexistence numbers alone. */
export const fieldsWorthHaving = ({ isCoexistence }: { readonly isCoexistence: boolean }): readonly string[] =>
  isCoexistence ? [...WORTH_HAVING, 'smb_message_echoes', ...Object.keys(COEXISTENCE_FIELDS)] : WORTH_HAVING

/** Our own field, of the simulator alone: hours have passed for a sandbox number. */
async function moveClocks(...[tx, workspaceId, change]: Parameters<Apply>): Promise<Publication[]> {
  await ageOnboarding(tx, workspaceId, change)
  return moveWindows(tx, workspaceId, change)
}

export async function applyChange(tx: Tx, workspaceId: string, change: Change, now: Date): Promise<Publication[]> {
  const alerts = await alertsFromWebhook({ db: tx, workspaceId, now, actor: { kind: 'system', name: 'webhook' } }, change)
  const applied = await (FIELDS.get(change.field)?.(tx, workspaceId, change, now) ?? [])
  return [...alerts, ...applied]
}
