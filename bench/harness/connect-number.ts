import type pg from 'pg'
import { newId } from '../../server/src/platform/ids.ts'

/**
 * A workspace with one connected number, written straight into the database: the bench measures what comes after.
 * @param home the workspace, where there is one already
 */
export async function connectNumber(
  db: pg.Client,
  ids: { readonly wabaId: string; readonly phoneNumberId: string },
  home?: string,
): Promise<{ workspaceId: string; numberId: string }> {
  const [workspaceId, waba, numberId] = [home ?? newId(), newId(), newId()]
  const app = await db.query<{ id: number }>("select id from meta_app where kind = 'installation'")
  if (home === undefined) await db.query("insert into workspace (id, name) values ($1, 'Bench')", [workspaceId])
  await db.query(
    "insert into waba (workspace_id, id, waba_id, name, kind, app_id, token, token_hint) values ($1, $2, $3, 'Bench', 'meta', $4, 'sealed', 'none')",
    [workspaceId, waba, ids.wabaId, app.rows[0]?.id],
  )
  await db.query(
    "insert into phone_number (workspace_id, id, waba, phone_number_id, display_phone_number, throughput_level) values ($1, $2, $3, $4, '+55 11 4000-0000', 'HIGH')",
    [workspaceId, numberId, waba, ids.phoneNumberId],
  )
  await db.query('insert into number_route (phone_number_id, workspace_id, number_id, app_id) values ($1, $2, $3, $4)', [
    ids.phoneNumberId,
    workspaceId,
    numberId,
    app.rows[0]?.id,
  ])
  return { workspaceId, numberId }
}
