import { sql } from 'kysely'
import type { Tx } from '../platform/scope.ts'

/** Payload: workspace id and waba.id. Heard by templates/reconcile.ts, which also looks by itself now and then. */
export const TEMPLATES_DUE = 'templates_due'

/** The account's templates have to be read (again): it was just connected, or Meta hinted at a change it did not spell out. */
export async function markTemplatesDue(tx: Tx, workspaceId: string, waba: string): Promise<void> {
  await tx.updateTable('waba').set({ templates_synced_at: null }).where('workspace_id', '=', workspaceId).where('id', '=', waba).execute()
  await sql`select pg_notify(${TEMPLATES_DUE}, ${`${workspaceId} ${waba}`})`.execute(tx)
}
