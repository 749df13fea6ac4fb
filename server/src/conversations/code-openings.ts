/** Which conversations a QR code opened. WhatsApp does not tell: it is the first message being word for word what the code writes. */
import { sql } from 'kysely'
import { rows } from '../platform/rows.ts'
import type { Tx } from '../platform/scope.ts'

export interface Opened {
  readonly number_id: string
  readonly conversation_id: string
  readonly text: string
}

/** @param opened what customers wrote in conversations that are new */
export async function countOpenings(tx: Tx, workspaceId: string, opened: readonly Opened[], now: Date): Promise<void> {
  if (opened.length === 0) return
  await sql`
    insert into qr_opening (workspace_id, number_id, code, conversation_id, at)
    select q.workspace_id, q.number_id, q.code, o.conversation_id, ${now}
    from ${rows('o', { number_id: 'uuid', conversation_id: 'uuid', text: 'text' }, opened)}
    join qr_code q on q.workspace_id = ${workspaceId} and q.number_id = o.number_id and q.prefilled_message = o.text
    on conflict do nothing`.execute(tx)
}
