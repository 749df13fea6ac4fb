import type { Person } from '@recado/cloud-api/webhook'
import type { MessageView, OutgoingMessage } from '@recado/contract/messages'
import { sql } from 'kysely'
import { phoneKey } from '../../contacts/phone-key.ts'
import { resolveContacts } from '../../contacts/resolve.ts'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { TxScope } from '../../platform/scope.ts'
import { pickNumber } from '../sending-number.ts'
import { sendMessage } from './send-message.ts'

/**
 * Sends to a phone number or BSUID, whether or not there is a conversation. What a key starts is stored closed: it waits for nobody
 * until the customer answers, which reopens it.
 */
export async function startConversation(scope: TxScope, outgoing: OutgoingMessage): Promise<MessageView> {
  requireAbility(scope, 'conversations.reply')
  const number = await pickNumber(scope, outgoing.numberId)
  const [contact] = await resolveContacts(scope.db, scope.workspaceId, [addressee(outgoing.to)], scope.now)
  if (contact === undefined) throw new Refusal('invalid', 'to is nobody', { field: 'to' })
  return sendMessage(scope, await openConversation(scope, number.id, contact.id), outgoing)
}

const BSUID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/

function addressee(to: string): Person {
  const nameless = { parentBsuid: null, profileName: null, username: null }
  const text = to.trim()
  if (BSUID.test(text)) return { waId: null, bsuid: text, ...nameless }
  const digits = phoneKey(text)
  if (digits === null || !/^\+?[\d\s().-]+$/.test(text) || digits.length < 8 || digits.length > 15) {
    throw new Refusal('invalid', 'to is a phone number with country code, or a BSUID', { field: 'to' })
  }
  return { waId: text.replace(/\D/g, ''), bsuid: null, ...nameless }
}

async function openConversation(scope: TxScope, numberId: string, contactId: string): Promise<string> {
  const status = scope.actor.kind === 'person' ? 'pending' : 'closed'
  const { rows } = await sql<{ id: string }>`
    insert into conversation (workspace_id, id, number_id, contact_id, status, team_id, last_message_at, created_at, closed_at)
    values (${scope.workspaceId}, ${newId()}, ${numberId}, ${contactId}, ${status},
      (select default_team_id from phone_number where workspace_id = ${scope.workspaceId} and id = ${numberId}), ${scope.now}, ${scope.now}, ${status === 'closed' ? scope.now : null})
    on conflict (workspace_id, number_id, contact_id) do update set contact_id = excluded.contact_id
    returning id`.execute(scope.db)
  const id = rows[0]?.id
  if (id === undefined) throw new Error('an upsert that returns nothing')
  return id
}
