/** The road's own record on one ground. Who runs the installation may look at it; nobody else. */
import { type Ground, type RoadSettings, roadSettings } from '@recado/contract/road'
import { requireAbility } from '../platform/access.ts'
import type { Db, TxScope } from '../platform/scope.ts'
import type { Place, Vault } from '../platform/vault.ts'

export interface RoadRow {
  readonly ground: Ground
  readonly settings: RoadSettings
  /** ciphertext */
  readonly reviewerPassword: string | null
  readonly checkedAt: Date | null
}

/** The only way to the road on behalf of a person; makes the record when it is first asked for. */
export async function accessRoad(scope: TxScope, ground: Ground): Promise<RoadRow> {
  requireAbility(scope, 'installation.manage')
  await scope.db
    .insertInto('road')
    .values({ ground })
    .onConflict((oc) => oc.doNothing())
    .execute()
  const row = await readRoad(scope.db, ground)
  if (row === null) throw new Error('the road was there a moment ago')
  return row
}

export async function readRoad(db: Db, ground: Ground): Promise<RoadRow | null> {
  const row = await db.selectFrom('road').selectAll().where('ground', '=', ground).executeTakeFirst()
  if (!row) return null
  return { ground, settings: roadSettings.parse(row.settings), reviewerPassword: row.reviewer_password, checkedAt: row.checked_at }
}

export async function saveSettings(scope: TxScope, ground: Ground, settings: RoadSettings): Promise<void> {
  await scope.db
    .updateTable('road')
    .set({ settings: JSON.stringify(settings), updated_at: scope.now })
    .where('ground', '=', ground)
    .execute()
}

export async function saveReviewerPassword(scope: TxScope, vault: Vault, ground: Ground, password: string): Promise<void> {
  const sealed = password === '' ? null : await vault.seal(passwordPlace(ground), password)
  await scope.db.updateTable('road').set({ reviewer_password: sealed }).where('ground', '=', ground).execute()
}

export const openReviewerPassword = (vault: Vault, row: RoadRow): Promise<string | null> =>
  row.reviewerPassword === null ? Promise.resolve(null) : vault.open(passwordPlace(row.ground), row.reviewerPassword)

const passwordPlace = (ground: Ground): Place => ({ workspaceId: null, table: 'road', column: 'reviewer_password', row: ground })
