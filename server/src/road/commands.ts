/** What the operator does on the road, besides texts, videos and submissions. */
import type { Ground, RoadChange, TestCallResult } from '@recado/contract/road'
import { ITEMS, type Permission } from '@recado/contract/road-items'
import { z } from 'zod'
import { accessNumber } from '../numbers/access.ts'
import { Refusal } from '../platform/errors.ts'
import { inTransaction, type Scope, type TxScope } from '../platform/scope.ts'
import type { RoadDeps } from './deps.ts'
import { appOn, demoOf, systemScope } from './parties.ts'
import { accessRoad, saveReviewerPassword, saveSettings } from './store.ts'
import { judged, passed, unknown, type Verdict } from './verdict.ts'

/** The demo number is one that the person may see: of the workspace they stand in. */
export async function changeRoad(scope: TxScope, deps: Pick<RoadDeps, 'vault'>, ground: Ground, change: RoadChange): Promise<void> {
  const { settings } = await accessRoad(scope, ground)
  const { demoNumberId, reviewerPassword, ...plain } = change
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  const demo = demoNumberId === undefined ? settings.demo : await demoFrom(scope, ground, demoNumberId)
  await saveSettings(scope, ground, { ...settings, ...given, demo })
  if (reviewerPassword !== undefined) await saveReviewerPassword(scope, deps.vault, ground, reviewerPassword)
}

async function demoFrom(scope: TxScope, ground: Ground, numberId: string | null) {
  if (numberId === null) return null
  const number = await accessNumber(scope, numberId, 'numbers.connect')
  if (number.kind !== ground) throw new Refusal('invalid', `This number is not one of the ground "${ground}"`)
  return { workspaceId: scope.workspaceId, numberId }
}

/** A person's word, with a note of what they saw. Where software sees for itself their word only fills its silence. */
export async function markItem(
  scope: TxScope,
  ground: Ground,
  itemId: string,
  word: { readonly done: boolean; readonly note: string },
): Promise<void> {
  await accessRoad(scope, ground)
  if (!ITEMS.some(({ id }) => id === itemId)) throw new Refusal('not_found', 'The road has no such item')
  const by = scope.actor.kind === 'person' ? scope.actor.name : 'system'
  const values = { ...word, by, at: scope.now }
  await scope.db
    .insertInto('road_mark')
    .values({ ground, item: itemId, ...values })
    .onConflict((oc) => oc.columns(['ground', 'item']).doUpdateSet(values))
    .execute()
}

const anyPage = z.object({ data: z.array(z.unknown()) })

/** One harmless call that needs the permission: reading the templates, or marking the customer's last message as read. */
export async function makeTestCall(scope: Scope, deps: RoadDeps, ground: Ground, permission: Permission): Promise<TestCallResult> {
  const { settings } = await inTransaction(scope, (tx) => accessRoad(tx, ground))
  const demo = await demoOf(deps, ground, settings)
  if (!demo || !settings.demo) return { ok: false, code: 'demo_missing', facts: {} }
  const verdict =
    permission === 'whatsapp_business_management'
      ? judged(
          await deps.graph.call(demo.target, { method: 'GET', path: [demo.wabaId, 'message_templates'], query: { limit: 1 } }, anyPage),
          () => passed('call_made'),
        )
      : await markLastRead(deps, settings.demo)
  if (verdict.state !== 'passed') return { ok: false, code: verdict.code, facts: verdict.facts }
  await deps.db
    .insertInto('road_call')
    .values({ ground, permission, at: new Date() })
    .onConflict((oc) => oc.columns(['ground', 'permission']).doUpdateSet({ at: new Date() }))
    .execute()
  return { ok: true, code: 'call_made', facts: {} }
}

async function markLastRead(deps: RoadDeps, { workspaceId, numberId }: { workspaceId: string; numberId: string }): Promise<Verdict> {
  const last = await inTransaction(systemScope(deps, workspaceId), ({ db }) =>
    db
      .selectFrom('conversation')
      .select('last_inbound_wamid')
      .where('workspace_id', '=', workspaceId)
      .where('number_id', '=', numberId)
      .where('last_inbound_wamid', 'is not', null)
      .orderBy('last_message_at', 'desc')
      .limit(1)
      .executeTakeFirst(),
  )
  if (!last?.last_inbound_wamid) return unknown('call_needs_message')
  const found = await deps.targets.ofNumber(workspaceId, numberId)
  if (!found) return unknown('demo_missing')
  const read = await deps.graph.markRead(found.target, found.phoneNumberId, last.last_inbound_wamid, false)
  return judged(read, ({ success }) => (success ? passed('call_made') : unknown('meta_nonsense', { cause: 'success' })))
}

const HOOK_FIELDS = [
  'messages',
  'message_template_status_update',
  'message_template_quality_update',
  'message_template_components_update',
  'template_category_update',
  'phone_number_quality_update',
  'phone_number_name_update',
  'account_update',
  'account_alerts',
  'account_review_update',
  'business_capability_update',
  'security',
  'user_preferences',
  'smb_message_echoes',
  'smb_app_state_sync',
  'history',
]

/** Sets the app's webhook to our address; Meta knocks at it before it says yes. */
export async function mendWebhook(scope: Scope, deps: RoadDeps, ground: Ground): Promise<TestCallResult> {
  await inTransaction(scope, (tx) => accessRoad(tx, ground))
  const app = await appOn(deps, ground)
  if (!app) return { ok: false, code: 'no_app', facts: {} }
  const body = {
    object: 'whatsapp_business_account',
    callback_url: `${deps.config.PUBLIC_URL}/webhooks/whatsapp`,
    verify_token: app.verifyToken,
    fields: HOOK_FIELDS.join(','),
  }
  const done = await deps.graph.call(
    app.target,
    { method: 'POST', path: [app.id, 'subscriptions'], body },
    z.object({ success: z.literal(true) }),
  )
  const verdict = judged(done, () => passed('hook_set'))
  return { ok: verdict.state === 'passed', code: verdict.code, facts: verdict.facts }
}
