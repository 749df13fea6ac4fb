/** Runs the checks and keeps what they found: the latest of each, and every change of it. */
import type { Ground } from '@recado/contract/road'
import type { CheckedItem } from '@recado/contract/road-items'
import { sql } from 'kysely'
import { rows as rowsOf } from '../platform/rows.ts'
import type { Db } from '../platform/scope.ts'
import { CHECKS } from './checks/all.ts'
import type { CheckContext } from './context.ts'
import type { RoadDeps } from './deps.ts'
import { gatherKnowledge } from './knowledge.ts'
import { appOn, demoOf } from './parties.ts'
import { createProbe } from './probe.ts'
import { Questions } from './questions.ts'
import { type RoadRow, readRoad } from './store.ts'
import type { Verdict } from './verdict.ts'

export type Findings = ReadonlyMap<CheckedItem, Verdict>

/** @param only all of them unless given. Nothing here is inside a transaction: the checks ask the world, `probe` is closed afterwards. */
export async function runChecks(deps: RoadDeps, ground: Ground, only?: readonly CheckedItem[], probe = createProbe()): Promise<Findings> {
  const road = await readRoad(deps.db, ground)
  if (road === null) return new Map()
  const context = await contextOf(deps, road, probe)
  const wanted = Object.entries(CHECKS).filter(([item]) => only === undefined || only.some((each) => each === item))
  const found = await Promise.all(wanted.map(async ([item, check]) => [item as CheckedItem, await check(context)] as const)) // the keys of CHECKS are items
  await probe.close()
  const findings = new Map(found)
  await keep(deps.db, ground, findings, context.now)
  return findings
}

async function contextOf(deps: RoadDeps, road: RoadRow, probe: CheckContext['probe']): Promise<CheckContext> {
  const { ground, settings } = road
  return {
    now: new Date(),
    ground,
    publicUrl: deps.config.PUBLIC_URL,
    settings,
    app: await appOn(deps, ground),
    demo: await demoOf(deps, ground, settings),
    own: await gatherKnowledge(deps, road),
    ask: new Questions(deps.graph),
    probe,
  }
}

/** Each finding replaces the one before it; a different one is a line of the history. */
async function keep(db: Db, ground: Ground, findings: Findings, now: Date): Promise<void> {
  const found = [...findings].map(([item, { state, code, facts }]) => ({ item, state, code, facts }))
  if (found.length === 0) return
  await db.transaction().execute(async (tx) => {
    await sql`
      with fresh as (select * from ${rowsOf('fresh', { item: 'text', state: 'text', code: 'text', facts: 'jsonb' }, found)}),
      changed as (
        insert into road_history (ground, item, state, code, facts, at)
        select ${ground}, fresh.item, fresh.state, fresh.code, fresh.facts, ${now}
        from fresh left join road_finding old on old.ground = ${ground} and old.item = fresh.item
        where old.item is null or old.state <> fresh.state or old.code <> fresh.code
      )
      insert into road_finding (ground, item, state, code, facts, at)
      select ${ground}, item, state, code, facts, ${now} from fresh
      on conflict (ground, item) do update set state = excluded.state, code = excluded.code, facts = excluded.facts, at = excluded.at`.execute(
      tx,
    )
    await tx.updateTable('road').set({ checked_at: now }).where('ground', '=', ground).execute()
  })
}
