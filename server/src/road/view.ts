/** The whole road as its screen shows it. */
import {
  expiryOf,
  type Finding,
  finding,
  type Ground,
  type ItemView,
  type Mark,
  missingForReview,
  type RoadView,
  stateOf,
} from '@recado/contract/road'
import { ITEMS, type Item } from '@recado/contract/road-items'
import type { Selectable } from 'kysely'
import type { Schema } from '../platform/schema.ts'
import { type Db, inTransaction, type Scope, type TxScope } from '../platform/scope.ts'
import type { RoadDeps } from './deps.ts'
import { filesOn } from './files.ts'
import { appOn, demoOf } from './parties.ts'
import { accessRoad, type RoadRow } from './store.ts'

type FindingRow = Pick<Selectable<Schema['road_finding']>, 'state' | 'code' | 'facts' | 'at'>

export const presentFinding = ({ state, code, facts, at }: FindingRow): Finding => ({
  state,
  code,
  facts: finding.shape.facts.parse(facts),
  at: at.toISOString(),
})

export async function readItems(db: Db, ground: Ground, now: Date): Promise<ItemView[]> {
  const findings = await db.selectFrom('road_finding').selectAll().where('ground', '=', ground).execute()
  const marks = await db.selectFrom('road_mark').selectAll().where('ground', '=', ground).execute()
  const files = await filesOn(db, ground)
  return ITEMS.map((item: Item): ItemView => {
    const row = findings.find((each) => each.item === item.id)
    const said = marks.find((each) => each.item === item.id)
    const found = row ? presentFinding(row) : null
    const word: Mark | null = said ? { done: said.done, note: said.note, at: said.at.toISOString(), by: said.by } : null
    return {
      id: item.id,
      state: stateOf(item, found, word, now),
      finding: found,
      mark: word,
      expiresAt: expiryOf(item, word)?.toISOString() ?? null,
      files: files.filter((file) => file.item === item.id),
    }
  })
}

export async function readRoadView(scope: Scope, deps: RoadDeps, ground: Ground): Promise<RoadView> {
  const { road, items } = await inTransaction(scope, async (tx) => {
    const found = await accessRoad(tx, ground)
    return { road: found, items: await readItems(tx.db, ground, tx.now) }
  })
  const [meta, sandbox, demo] = await Promise.all([appOn(deps, 'meta'), appOn(deps, 'sandbox'), demoOf(deps, ground, road.settings)])
  const app = ground === 'meta' ? meta : sandbox
  return {
    ground,
    grounds: { meta: meta !== null, sandbox: sandbox !== null },
    appId: app?.id ?? null,
    demo: demo && {
      numberId: demo.numberId,
      wabaId: demo.wabaId,
      phoneNumberId: demo.phoneNumberId,
      displayPhoneNumber: demo.displayPhoneNumber,
    },
    ...presentRoad(road, items),
  }
}

const presentRoad = (road: RoadRow, items: ItemView[]) => ({
  settings: road.settings,
  hasReviewerPassword: road.reviewerPassword !== null,
  items,
  missing: missingForReview(items),
  checkedAt: road.checkedAt?.toISOString() ?? null,
})

const MOST_LINES = 100

/** Changes of one item, the latest first. */
export async function readHistory(scope: TxScope, ground: Ground, item: string): Promise<Finding[]> {
  await accessRoad(scope, ground)
  const rows = await scope.db
    .selectFrom('road_history')
    .selectAll()
    .where('ground', '=', ground)
    .where('item', '=', item)
    .orderBy('id', 'desc')
    .limit(MOST_LINES)
    .execute()
  return rows.map(presentFinding)
}
