import type { Change } from '@recado/cloud-api/webhook'
import { sql } from 'kysely'
import { presentContact } from '../contacts/present.ts'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { audienceOf, type ConversationRow, presentConversation } from './present.ts'

const MAX_SHOWN = 500

/**
 * Somebody moved a sandbox number's clock forward: its service windows age by as much. Only for sandbox numbers; a real number's time
 * is nobody's to move.
 */
export async function moveWindows(tx: Tx, workspaceId: string, change: Change): Promise<Publication[]> {
  const seconds = Number(change.value['seconds'])
  if (!Number.isFinite(seconds) || seconds <= 0 || change.phoneNumberId === null) return []
  const { rows } = await sql<
    ConversationRow & {
      contact_created_at: Date
      name: string | null
      profile_name: string | null
      username: string | null
      phone: string | null
      bsuid: string | null
      assignee_name: string | null
    }
  >`
    with moved as (
      update conversation c set window_expires_at = c.window_expires_at - make_interval(secs => ${Math.min(seconds, 30 * 86_400)})
      from phone_number n join waba w on w.workspace_id = n.workspace_id and w.id = n.waba
      where n.workspace_id = ${workspaceId} and n.phone_number_id = ${change.phoneNumberId} and w.kind = 'sandbox'
        and c.workspace_id = ${workspaceId} and c.number_id = n.id and c.window_expires_at > now()
      returning c.*
    )
    select moved.*, k.created_at as contact_created_at, k.name, k.profile_name, k.username, k.phone, k.bsuid, p.name as assignee_name
    from moved join contact k on k.workspace_id = ${workspaceId} and k.id = moved.contact_id left join person p on p.id = moved.assignee_id
    order by moved.last_message_at desc limit ${MAX_SHOWN}`.execute(tx)
  return rows.map((row) => {
    const contact = presentContact({ ...row, id: row.contact_id, created_at: row.contact_created_at })
    return {
      event: { type: 'conversation.updated', conversation: presentConversation(row, contact, row.assignee_name) },
      audience: audienceOf(row),
    }
  })
}
