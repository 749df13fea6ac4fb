/** Whom the checks ask about: the app on this ground, and the number that is shown to Meta. */
import type { Ground, RoadSettings } from '@recado/contract/road'
import { inTransaction, type Scope } from '../platform/scope.ts'
import type { Demo, RoadApp } from './context.ts'
import type { RoadDeps } from './deps.ts'
import { readRoad } from './store.ts'

export async function appOn(deps: RoadDeps, ground: Ground): Promise<RoadApp | null> {
  if (ground === 'sandbox') {
    const { sandbox } = deps
    const baseUrl = deps.targets.baseUrl('sandbox')
    return sandbox && baseUrl !== null
      ? asApp({ id: sandbox.appId, secret: sandbox.appSecret, verifyToken: sandbox.verifyToken }, baseUrl)
      : null
  }
  const rows = await deps.db
    .selectFrom('meta_app')
    .select(['id', 'meta_app_id'])
    .where('kind', '=', 'installation')
    .where('retired_at', 'is', null)
    .where('meta_app_id', 'is not', null)
    .orderBy('id')
    .execute()
  const chosen = (await readRoad(deps.db, ground))?.settings.appId
  const row = rows.find(({ meta_app_id }) => meta_app_id === chosen) ?? rows[0]
  const app = row && (await deps.metaApps.activeApps()).find(({ id }) => id === row.id)
  const baseUrl = deps.targets.baseUrl('meta')
  if (!app || app.metaAppId === null || baseUrl === null) return null
  return asApp({ id: app.metaAppId, secret: app.secret, verifyToken: app.verifyToken }, baseUrl)
}

const asApp = (app: Omit<RoadApp, 'target'>, baseUrl: string): RoadApp => ({
  ...app,
  target: { baseUrl, token: `${app.id}|${app.secret}`, appSecret: null },
})

/** null where none was chosen, it is disconnected, or of the other ground. */
export async function demoOf(deps: RoadDeps, ground: Ground, settings: RoadSettings): Promise<Demo | null> {
  if (settings.demo === null) return null
  const { workspaceId, numberId } = settings.demo
  const row = await inTransaction(systemScope(deps, workspaceId), ({ db }) =>
    db
      .selectFrom('phone_number')
      .innerJoin('waba', (join) =>
        join.onRef('waba.workspace_id', '=', 'phone_number.workspace_id').onRef('waba.id', '=', 'phone_number.waba'),
      )
      .select(['phone_number.display_phone_number as display', 'waba.kind'])
      .where('phone_number.workspace_id', '=', workspaceId)
      .where('phone_number.id', '=', numberId)
      .where('phone_number.disconnected_at', 'is', null)
      .executeTakeFirst(),
  )
  const found = row?.kind === ground ? await deps.targets.ofNumber(workspaceId, numberId) : null
  if (!row || !found) return null
  return { target: found.target, numberId, phoneNumberId: found.phoneNumberId, wabaId: found.wabaId, displayPhoneNumber: row.display }
}

export const systemScope = (deps: Pick<RoadDeps, 'db'>, workspaceId: string): Scope => ({
  db: deps.db,
  workspaceId,
  actor: { kind: 'system', name: 'road' },
  now: new Date(),
})
