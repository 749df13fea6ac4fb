/** Files of the last 14 days come after the history, each for a message that stood there without its file. */
import { type HistoryMessage, readHistoryFile } from '@recado/cloud-api/history'
import type { JsonObject } from '@recado/cloud-api/json'
import type { MessagePreview } from '@recado/contract/conversations'
import { audienceOf, previewOf } from '../conversations/present.ts'
import { presentJoined, readConversations } from '../conversations/queries.ts'
import { awaitedFile, awaitFiles } from '../media/arrived.ts'
import { type MediaRow, presentMedia } from '../media/present.ts'
import { type MessageRow, presentMessage } from '../messages/present.ts'
import { completeMessages, inboundRow } from '../messages/store.ts'
import type { TxScope } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { importMessages } from './import-threads.ts'
import type { PartOutcome, PartWork } from './run-parts.ts'

/** The word under which a phone mentions a message whose file it has not handed over. */
const PLACEHOLDER = 'media_placeholder'

export async function completeFiles(scope: TxScope, work: PartWork): Promise<PartOutcome> {
  const files = work.items.map((raw) => ({ raw, ...readHistoryFile(raw, work.place) }))
  const known = await readKnown(
    scope,
    files.map(({ message }) => message.wamid),
  )
  const publications: Publication[] = []
  const unknown: HistoryMessage[] = []
  const left: JsonObject[] = []
  const waiting: MediaRow[] = []
  const completed: MessageRow[] = []
  for (const { raw, message, status, isPlaced } of files) {
    const row = known.get(message.wamid)
    if (row === undefined && isPlaced) unknown.push({ message, status })
    else if (row === undefined) left.push(raw)
    else if (row.type === PLACEHOLDER && row.revoked_at === null) {
      const told = inboundRow(scope.workspaceId, row.conversation_id, { message, arrival: row.arrival, sentAt: row.sent_at }, scope.now)
      const holder = { workspaceId: scope.workspaceId, conversationId: row.conversation_id, messageId: row.id }
      const file = awaitedFile(message, holder, scope.now)
      if (file !== null) waiting.push(file)
      const { type, content, text, raw: whole, marks } = told
      completed.push({ ...row, type, content, text, raw: whole, marks, media: file && presentMedia(file, null) })
    }
  }
  await completeMessages(scope.db, scope.workspaceId, completed)
  await awaitFiles(scope.db, scope.workspaceId, waiting)
  publications.push(...(await show(scope, completed)))
  const more = await importMessages(scope, work, unknown)
  return { items: more.items, publications: [...publications, ...more.publications], left }
}

async function readKnown(scope: TxScope, wamids: readonly string[]): Promise<Map<string, MessageRow>> {
  if (wamids.length === 0) return new Map()
  const found = await scope.db
    .selectFrom('message')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('wamid', 'in', [...new Set(wamids)])
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(found.map((row) => [row.wamid ?? '', row]))
}

/** The thread and the card show what the message is now. */
async function show(scope: TxScope, completed: readonly MessageRow[]): Promise<Publication[]> {
  const rows = await readConversations(scope.db, scope.workspaceId, [...new Set(completed.map((row) => row.conversation_id))])
  const conversations = new Map(rows.map((row) => [row.id, row]))
  const publications: Publication[] = []
  for (const row of completed) {
    const conversation = conversations.get(row.conversation_id)
    if (conversation === undefined) continue
    const message = presentMessage(row, null)
    if ((conversation.last_message as MessagePreview | null)?.id === row.id) {
      conversations.set(row.conversation_id, { ...conversation, last_message: previewOf(message) })
      await scope.db
        .updateTable('conversation')
        .set({ last_message: JSON.stringify(previewOf(message)) })
        .where('workspace_id', '=', scope.workspaceId)
        .where('id', '=', row.conversation_id)
        .execute()
    }
    const shown = presentJoined(conversations.get(row.conversation_id) ?? conversation)
    publications.push({ event: { type: 'message.amended', message, conversation: shown }, audience: audienceOf(conversation) })
  }
  return publications
}
