import { sql } from 'kysely'
import type { Tx } from '../platform/scope.ts'

/** Heard by reconcile/loop.ts, which also looks by itself now and then. */
export const ACCOUNT_DUE = 'account_due'

/** The account has to be read again, with its numbers: Meta hinted at a change it did not spell out. @param waba waba.id */
export async function markAccountDue(tx: Tx, workspaceId: string, waba: string): Promise<void> {
  await sql`
    update waba_route r set read_due_at = now(), read_failures = 0 from waba w
    where w.workspace_id = ${workspaceId} and w.id = ${waba} and r.waba_id = w.waba_id and r.workspace_id = w.workspace_id`.execute(tx)
  await sql`select pg_notify(${ACCOUNT_DUE}, '')`.execute(tx)
}

/** And its templates, too: it was just connected, or Meta hinted at a change of one. */
export async function markTemplatesDue(tx: Tx, workspaceId: string, waba: string): Promise<void> {
  await tx.updateTable('waba').set({ templates_synced_at: null }).where('workspace_id', '=', workspaceId).where('id', '=', waba).execute()
  await markAccountDue(tx, workspaceId, waba)
}
