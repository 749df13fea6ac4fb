import { sql } from 'kysely'
import type { Tx } from '../platform/scope.ts'

/** How far a workspace is indexed. Whoever holds it indexes; nobody else does meanwhile. */
export interface Progress {
  seq: number
  rebuilt_to: string | null
  rebuilding: boolean
  segment: number
  filled: number
  people: number
}

/**
 * @param others what is done while another process is at it: it is left to that, or waited for
 * @returns null: another process is at it, or the workspace is gone
 */
export async function takeProgress(tx: Tx, workspaceId: string, others: 'leave' | 'wait' = 'leave'): Promise<Progress | null> {
  await sql`
    insert into search_progress (workspace_id, seq)
    select w.id, coalesce((select h.seq from event_head h where h.workspace_id = w.id), 0) from workspace w where w.id = ${workspaceId}
    on conflict do nothing`.execute(tx)
  const { rows: held } = await sql<Progress>`
    select seq, rebuilt_to, rebuilding, segment, filled, people from search_progress where workspace_id = ${workspaceId} for update ${others === 'leave' ? sql`skip locked` : sql``}`.execute(
    tx,
  )
  return held[0] ?? null
}

export async function keepProgress(tx: Tx, workspaceId: string, progress: Progress): Promise<void> {
  await tx
    .updateTable('search_progress')
    .set({ ...progress })
    .where('workspace_id', '=', workspaceId)
    .execute()
}
