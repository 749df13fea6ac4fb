/**
 * Puts messages of the past where they belong in time. Unlike what arrives, they ask for nothing: no window opens, nobody waits, nothing is
 * unread, nothing is sent, and a conversation that exists only in the past is closed until somebody writes in it.
 */
import type { InboundMessage } from '@recado/cloud-api/webhook'
import type { MessageStatus } from '@recado/contract/messages'
import { resolveContacts } from '../contacts/resolve.ts'
import { awaitedFile, awaitFiles } from '../media/arrived.ts'
import { type MediaRow, presentMedia } from '../media/present.ts'
import { applyAmendments } from '../messages/amend.ts'
import { isAmendment } from '../messages/amendment.ts'
import { presentMessage } from '../messages/present.ts'
import { type InboundRow, inboundRow, insertMessages, type KnownWamids } from '../messages/store.ts'
import { newId } from '../platform/ids.ts'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { type Loaded, loadConversations, presentLoaded, saveConversations } from './loaded-conversations.ts'
import { audienceOf, type ConversationRow, previewOf } from './present.ts'
import { showAmended } from './show-amended.ts'
import { withNewest } from './transitions.ts'

export interface PastMessage {
  readonly message: InboundMessage
  readonly numberId: string
  readonly arrival: number
  readonly sentAt: Date
  /** Of ours. */
  readonly status: MessageStatus | null
}

/** What was stored, to be found by its words. */
export interface StoredText {
  readonly id: string
  readonly text: string
}

/**
 * @param past nothing of it is known yet, and no wamid comes twice
 * @returns what was stored, and one publication for each conversation that has other messages now
 */
export async function recordHistory(
  tx: Tx,
  workspaceId: string,
  past: readonly PastMessage[],
  { awaited }: Pick<KnownWamids, 'awaited'>,
  now: Date,
): Promise<{ readonly stored: readonly StoredText[]; readonly publications: Publication[] }> {
  if (past.length === 0) return { stored: [], publications: [] }
  const publications: Publication[] = []
  const people = past.map(({ message }) => message.person)
  const contacts = await resolveContacts(tx, workspaceId, people, now, publications)
  const conversations = await loadConversations(tx, workspaceId, past, contacts)
  const stored: InboundRow[] = []
  const files: MediaRow[] = []
  past.forEach((item, place) => {
    const loaded = conversations[place]
    if (loaded === undefined) return
    const row = { ...inboundRow(workspaceId, loaded.row.id, item, now), id: newId(item.sentAt.getTime()), imported: true }
    const file = awaitedFile(item.message, { workspaceId, conversationId: loaded.row.id, messageId: row.id }, now)
    if (file !== null) files.push(file)
    const whole = {
      ...row,
      ...(item.message.isEcho && item.status !== null && { status: item.status }),
      ...(file && { media: presentMedia(file, null) }),
    }
    stored.push(whole)
    loaded.row = asOfThen(loaded, item, whole)
  })
  const touched = [...new Set(conversations)]
  await saveConversations(tx, workspaceId, touched)
  await insertMessages(tx, workspaceId, stored)
  await awaitFiles(tx, workspaceId, files)
  const changed = await applyAmendments(tx, workspaceId, stored, awaited)
  publications.push(...(await showAmended(tx, workspaceId, changed, conversations)))
  return { stored: stored.map(({ id, text }) => ({ id, text })), publications: [...publications, ...touched.map(rearranged)] }
}

/** Whoever looks at it reads it again; an event for each message of years would tell nobody more. */
const rearranged = (loaded: Loaded): Publication => ({
  event: { type: 'conversation.rearranged', conversationId: loaded.row.id, conversation: presentLoaded(loaded) },
  audience: audienceOf(loaded.row, loaded.before),
})

function asOfThen({ row, isNew }: Loaded, { sentAt, arrival }: PastMessage, stored: InboundRow): ConversationRow {
  const then: ConversationRow = isNew ? { ...row, status: 'closed', closed_at: later(row.closed_at, sentAt) } : row
  if (isAmendment(stored.type)) return then
  const preview = previewOf(presentMessage(stored, null))
  return withNewest(then, { sentAt, arrival, wamid: stored.wamid, preview })
}

const later = (known: Date | null, other: Date): Date => (known !== null && known > other ? known : other)
