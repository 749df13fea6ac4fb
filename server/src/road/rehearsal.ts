/** Scenes that tick themselves from what really happened since the rehearsal, or the recording, began. */
import type { Ground, RehearsalView } from '@recado/contract/road'
import { type Permission, SCENES } from '@recado/contract/road-items'
import { sql } from 'kysely'
import { Refusal } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { type Db, inTransaction, type Scope } from '../platform/scope.ts'
import type { RoadDeps } from './deps.ts'
import { filesOn, VIDEO_ITEM } from './files.ts'
import { systemScope } from './parties.ts'
import { accessRoad, readRoad } from './store.ts'

interface Happened {
  readonly scenes: ReadonlySet<string>
  readonly messages: number
}

const NOTHING: Happened = { scenes: new Set(), messages: 0 }

/** Looks at the demo number's own traffic, and at the templates of its account. */
async function whatHappened(deps: Pick<RoadDeps, 'db'>, demo: { workspaceId: string; numberId: string }, from: Date): Promise<Happened> {
  const { workspaceId, numberId } = demo
  const firstId = newId(from.getTime()).slice(0, 13)
  const { rows } = await inTransaction(systemScope(deps, workspaceId), ({ db }) =>
    sql<{ sent: number; delivered: number; answered: number; created: number; reviewed: number }>`
      with since as (
        select message.direction, message.status, message.wamid from message
        join conversation on conversation.workspace_id = message.workspace_id and conversation.id = message.conversation_id
        where message.workspace_id = ${workspaceId} and conversation.number_id = ${numberId} and message.created_at >= ${from}
      ), made as (
        select template.status from template
        join phone_number on phone_number.workspace_id = template.workspace_id and phone_number.waba = template.waba
        where template.workspace_id = ${workspaceId} and phone_number.id = ${numberId}
          and substr(template.id::text, 1, 13) >= ${firstId} and template.removed_at is null
      )
      select (select count(*) from since where direction = 'out' and wamid is not null)::int as sent,
        (select count(*) from since where direction = 'out' and status in ('delivered', 'read', 'played'))::int as delivered,
        (select count(*) from since where direction = 'in')::int as answered,
        (select count(*) from made)::int as created,
        (select count(*) from made where status in ('PENDING', 'IN_REVIEW', 'APPROVED', 'REJECTED'))::int as reviewed`.execute(db),
  )
  const [row] = rows
  if (!row) return NOTHING
  const { sent, ...others } = row
  const scenes = Object.entries({ sent, ...others }).filter(([, count]) => count > 0)
  return { scenes: new Set(scenes.map(([scene]) => scene)), messages: sent }
}

export async function readRehearsal(
  deps: Pick<RoadDeps, 'db'>,
  ground: Ground,
  permission: Permission,
  db: Db = deps.db,
): Promise<RehearsalView> {
  const row = await db
    .selectFrom('road_rehearsal')
    .selectAll()
    .where('ground', '=', ground)
    .where('permission', '=', permission)
    .executeTakeFirst()
  const road = await readRoad(db, ground)
  const demo = road?.settings.demo ?? null
  const frozen = Array.isArray(row?.scenes) ? row.scenes.filter((scene) => typeof scene === 'string') : null
  const live = row && frozen === null && demo ? await whatHappened(deps, demo, row.started_at) : NOTHING
  const happened = frozen === null ? live.scenes : new Set(frozen)
  const scenes = SCENES[permission].map((scene) => ({
    ...scene,
    tick: scene.by === 'seen' && happened.has(scene.id) ? ('software' as const) : row?.said.includes(scene.id) ? ('person' as const) : null,
  }))
  const video = (await filesOn(db, ground)).find((file) => file.item === VIDEO_ITEM[permission]) ?? null
  return {
    permission,
    startedAt: row?.started_at.toISOString() ?? null,
    endedAt: row?.ended_at?.toISOString() ?? null,
    scenes,
    missing: scenes.filter(({ isNeeded, tick }) => isNeeded && tick === null).map(({ id }) => id),
    strayMessages: permission === 'whatsapp_business_management' ? live.messages : 0,
    video,
  }
}

type Step = (scope: Scope, deps: RoadDeps, ground: Ground, permission: Permission) => Promise<RehearsalView>

export const startRehearsal: Step = async (scope, deps, ground, permission) => {
  await inTransaction(scope, async (tx) => {
    const { settings } = await accessRoad(tx, ground)
    if (settings.demo === null) throw new Refusal('conflict', 'Choose the number that is shown first')
    const fresh = { started_at: tx.now, ended_at: null, said: sql<string[]>`'{}'`, scenes: null }
    await tx.db
      .insertInto('road_rehearsal')
      .values({ ground, permission, ...fresh })
      .onConflict((oc) => oc.columns(['ground', 'permission']).doUpdateSet(fresh))
      .execute()
  })
  return readRehearsal(deps, ground, permission)
}

/** What happened is kept as it was, whatever happens afterwards. */
export const endRehearsal: Step = async (scope, deps, ground, permission) => {
  const now = await inTransaction(scope, async (tx) => {
    await accessRoad(tx, ground)
    return tx.now
  })
  const { scenes } = await readRehearsal(deps, ground, permission)
  const seen = scenes.filter(({ tick }) => tick === 'software').map(({ id }) => id)
  await deps.db
    .updateTable('road_rehearsal')
    .set({ ended_at: now, scenes: JSON.stringify(seen) })
    .where('ground', '=', ground)
    .where('permission', '=', permission)
    .where('ended_at', 'is', null)
    .execute()
  return readRehearsal(deps, ground, permission)
}

/** A person says that a scene is in the video: the only way for what no software sees, and for a video that a telephone made. */
export async function sayScene(
  scope: Scope,
  deps: RoadDeps,
  where: { readonly ground: Ground; readonly permission: Permission },
  { scene, said }: { readonly scene: string; readonly said: boolean },
): Promise<RehearsalView> {
  const { ground, permission } = where
  if (!SCENES[permission].some(({ id }) => id === scene)) throw new Refusal('not_found', 'This video has no such scene')
  await inTransaction(scope, async (tx) => {
    await accessRoad(tx, ground)
    const list = said
      ? sql<string[]>`array(select distinct unnest(road_rehearsal.said || ${scene}::text))`
      : sql<string[]>`array_remove(road_rehearsal.said, ${scene}::text)`
    await tx.db
      .insertInto('road_rehearsal')
      .values({ ground, permission, started_at: tx.now, ended_at: tx.now, scenes: '[]', said: said ? [scene] : [] })
      .onConflict((oc) => oc.columns(['ground', 'permission']).doUpdateSet({ said: list }))
      .execute()
  })
  return readRehearsal(deps, ground, permission)
}
