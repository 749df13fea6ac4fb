import type { MessagePreview } from '@recado/contract/conversations'
import type { AmendedMessage } from '../messages/amend.ts'
import { presentMessage } from '../messages/present.ts'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { type Loaded, presentLoaded } from './loaded-conversations.ts'
import { audienceOf, previewOf } from './present.ts'

/** The thread and the card say what an edited or deleted message says now. */
export async function showAmended(
  tx: Tx,
  workspaceId: string,
  changed: readonly AmendedMessage[],
  conversations: readonly Loaded[],
): Promise<Publication[]> {
  const byId = new Map(conversations.map((loaded) => [loaded.row.id, loaded]))
  const publications: Publication[] = []
  for (const { row, authorName } of changed) {
    const loaded = byId.get(row.conversation_id)
    if (loaded === undefined) continue
    const message = presentMessage(row, authorName)
    if ((loaded.row.last_message as MessagePreview | null)?.id === message.id) {
      const last_message = JSON.stringify(previewOf(message))
      await tx
        .updateTable('conversation')
        .set({ last_message })
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', loaded.row.id)
        .execute()
      loaded.row = { ...loaded.row, last_message: previewOf(message) }
    }
    publications.push({
      event: { type: 'message.amended', message, conversation: presentLoaded(loaded) },
      audience: audienceOf(loaded.row, loaded.before),
    })
  }
  return publications
}
