import type { ContactView } from '@recado/contract/conversations'
import type { TxScope } from '../platform/scope.ts'
import { publish } from '../realtime/event-log.ts'
import { accessContact } from './access.ts'
import { presentContact } from './present.ts'

/** The name we call somebody by; null goes back to the one they gave themselves. */
export async function renameContact(scope: TxScope, id: string, name: string | null): Promise<ContactView> {
  const before = await accessContact(scope, id, 'change')
  await scope.db
    .updateTable('contact')
    .set({ name, updated_at: scope.now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
  const contact = presentContact({ ...before, name })
  await publish(scope, { event: { type: 'contact.updated', contact }, audience: null })
  return contact
}
