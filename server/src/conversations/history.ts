import type { Page } from '@recado/contract/conversations'
import type { MessageView } from '@recado/contract/messages'
import { sql } from 'kysely'
import { listMessages } from '../messages/queries.ts'
import { requireAbility } from '../platform/access.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import { inSight, sightOf } from '../team/sight.ts'
import { accessConversation } from './access.ts'

/**
 * A page of a conversation, newest first. Opening a conversation is what an agent does all day: whether they may and what it holds is one
 * question to the database. Only where nothing is found is it asked why: none there, out of sight, or nothing written yet.
 */
export async function readHistory(scope: Scope, id: string, limit: number, cursor: string | undefined): Promise<Page<MessageView>> {
  requireAbility(scope, 'conversations.read')
  const sight = inSight(sightOf(scope.actor))
  const isVisible = sql`exists (
    select 1 from conversation c join contact k on k.workspace_id = c.workspace_id and k.id = c.contact_id and k.merged_into is null
    where c.workspace_id = ${scope.workspaceId} and c.id = ${id} and ${sight})`
  const page = await listMessages(scope, id, limit, cursor, isVisible)
  if (page.items.length === 0) await inTransaction(scope, (within) => accessConversation(within, id, 'read'))
  return page
}
