import type { JsonObject } from '@recado/cloud-api/json'
import { draftContent } from '@recado/contract/draft-content'
import { type DraftMessage, isMediaDraft, type MessageView } from '@recado/contract/messages'
import { type HeldFile, lendToMessage, type TakenFile, takeUpload } from '../../media/attach.ts'
import { giveTemplateFiles, takeTemplateFiles } from '../../media/template-files.ts'
import { nextArrival, wholeSecond } from '../../messages/arrival.ts'
import { type MessageRow, presentMessage } from '../../messages/present.ts'
import { summaryOf } from '../../messages/summary.ts'
import { enqueue, LANE } from '../../outbound/outbox.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { TxScope } from '../../platform/scope.ts'
import { fillTemplate } from '../../templates/fill-template.ts'
import { countUse } from '../../templates/uses.ts'
import { accessConversation } from '../access.ts'
import { announce } from '../announce.ts'
import { audienceOf, type ConversationRow, previewOf } from '../present.ts'
import { type JoinedRow, presentJoined } from '../queries.ts'
import { quotedMessage } from '../quoted-message.ts'
import { sendingNumber } from '../sending-number.ts'
import { windowIsOpen } from '../service-window.ts'
import { afterAutomatic, afterReply } from '../transitions.ts'

/** What is stored of a draft: Meta's own object, and the words people read. */
interface Filled {
  readonly content: Readonly<Record<string, unknown>>
  readonly text: string
  /** The file that it is. */
  readonly file?: TakenFile
  /** Those that a template shows. */
  readonly files?: readonly HeldFile[]
  readonly templateId?: string
}

/**
 * Queues a message in a conversation. Asked twice with one clientId it is one message. A person who answers a conversation that nobody
 * has becomes its owner; a key answers without taking, and what a closed
 * number says by itself answers nobody.
 */
export async function sendMessage(scope: TxScope, conversationId: string, draft: DraftMessage): Promise<MessageView> {
  const conversation = await accessConversation(scope, conversationId, 'change')
  const repeated = await existing(scope, conversation.id, draft.clientId)
  if (repeated !== null) return repeated
  const number = await sendingNumber(scope, conversation.number_id)
  if (draft.type !== 'template' && !windowIsOpen(conversation.window_expires_at, scope.now)) {
    throw new Refusal('window_closed', 'More than 24 hours since the customer wrote; send a template instead', {
      windowExpiresAt: conversation.window_expires_at,
    })
  }
  const quoted = await quotedMessage(scope, conversation.id, draft)
  const filled = await fill(scope, draft, { conversationId: conversation.id, waba: number.waba })

  const row = await insertQueued(scope, conversation.id, draft, { ...filled, quoted })
  const message = presentMessage(row, scope.actor.kind === 'person' ? scope.actor.name : null)
  const after = await saveReply(scope, conversation, message)
  const place = { messageId: message.id, conversationId: conversation.id, numberId: conversation.number_id }
  await enqueue(scope, {
    ...place,
    ...(filled.file !== undefined && { metaMediaId: await lendToMessage(scope, filled.file, place) }),
    ...(filled.files !== undefined && { metaMediaIds: await giveTemplateFiles(scope, filled.files, place) }),
    lane: scope.actor.kind === 'person' ? LANE.reply : LANE.api,
  })
  if (filled.templateId !== undefined) await countUse(scope, filled.templateId)
  await announce(scope, {
    event: { type: 'message.created', message, conversation: presentJoined(after) },
    audience: audienceOf(after, conversation),
  })
  return message
}

async function fill(scope: TxScope, draft: DraftMessage, at: { conversationId: string; waba: string }): Promise<Filled> {
  if (draft.type === 'template') {
    const filled = await fillTemplate(scope, at.waba, draft.template)
    const files = await takeTemplateFiles(scope, draft.template, at.conversationId)
    return files.length === 0 ? filled : { ...filled, files }
  }
  if (isMediaDraft(draft)) {
    const file = await takeUpload(scope, draft, at.conversationId)
    return { content: file.content, text: file.text, file }
  }
  const content = draftContent(draft)
  return { content, text: summaryOf(draft.type, content as JsonObject) } // parsed from JSON
}

async function existing(scope: TxScope, conversationId: string, clientId: string | undefined): Promise<MessageView | null> {
  if (clientId === undefined) return null
  const row = await scope.db
    .selectFrom('message')
    .leftJoin('person', 'person.id', 'message.author_id')
    .selectAll('message')
    .select('person.name as author_name')
    .where('workspace_id', '=', scope.workspaceId)
    .where('conversation_id', '=', conversationId)
    .where('client_id', '=', clientId)
    .executeTakeFirst()
  return row === undefined ? null : presentMessage(row, row.author_name)
}

async function insertQueued(
  scope: TxScope,
  conversationId: string,
  draft: DraftMessage,
  filled: Filled & { readonly quoted: string | null },
): Promise<MessageRow> {
  const { actor } = scope
  return scope.db
    .insertInto('message')
    .values({
      workspace_id: scope.workspaceId,
      id: newId(),
      conversation_id: conversationId,
      direction: 'out',
      type: draft.type,
      content: JSON.stringify(filled.content),
      text: filled.text,
      context_wamid: filled.quoted,
      media: filled.file === undefined ? null : JSON.stringify(filled.file.media),
      sent_at: wholeSecond(scope.now),
      arrival: await nextArrival(scope.db),
      client_id: draft.clientId ?? null,
      author_id: actor.kind === 'person' ? actor.userId : null,
      api_key_id: actor.kind === 'api_key' ? actor.keyId : null,
      origin: ORIGIN[actor.kind],
      status: 'queued',
      status_times: JSON.stringify({ queued: Math.floor(scope.now.getTime() / 1000) }),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Of the system itself comes only what a number says while it is closed. */
const ORIGIN = { person: 'inbox', api_key: 'api', system: 'automatic' } as const

async function saveReply(scope: TxScope, before: JoinedRow, message: MessageView): Promise<JoinedRow> {
  const facts = { sentAt: new Date(message.at), arrival: message.arrival, wamid: null, preview: previewOf(message) }
  const replied = { ...before, ...(scope.actor.kind === 'system' ? afterAutomatic : afterReply)(before, facts) }
  const after =
    scope.actor.kind === 'person' && before.assignee_id === null
      ? { ...replied, assignee_id: scope.actor.userId, assignee_name: scope.actor.name }
      : replied
  const status: ConversationRow['status'] = scope.actor.kind === 'person' ? 'open' : before.status
  const { last_message_at, last_message_arrival, last_message, waiting_since, unread_count, assignee_id } = after
  await scope.db
    .updateTable('conversation')
    .set({
      last_message_at,
      last_message_arrival,
      last_message: JSON.stringify(last_message),
      waiting_since,
      unread_count,
      assignee_id,
      status,
      ...(status === 'closed' ? {} : { closed_at: null }),
    })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', before.id)
    .execute()
  return { ...after, status }
}
