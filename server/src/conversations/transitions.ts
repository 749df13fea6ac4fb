/**
 * What a message does to its conversation. Pure, and the same whatever order webhooks come in: the newest message by
 * (second, arrival) is the last one, the window ends 24 h after the latest word of the customer.
 */
import type { MessagePreview } from '@recado/contract/conversations'
import type { InboundMeaning } from './inbound-meaning.ts'
import type { ConversationRow } from './present.ts'
import { windowAfter } from './service-window.ts'

export interface MessageFacts {
  readonly sentAt: Date
  readonly arrival: number
  readonly wamid: string | null
  readonly preview: MessagePreview
}

export function afterInbound(
  row: ConversationRow,
  facts: MessageFacts & InboundMeaning & { readonly defaultTeamId: string | null },
): ConversationRow {
  const next = withNewest(row, facts)
  if (!facts.speaks) return next
  const newest = next !== row
  return {
    ...next,
    ...(row.status === 'closed'
      ? { status: 'pending', assignee_id: null, team_id: row.team_id ?? facts.defaultTeamId, closed_at: null }
      : {}), // writing again reopens
    window_expires_at: facts.opensWindow ? windowAfter(row.window_expires_at, facts.sentAt) : row.window_expires_at,
    unread_count: row.unread_count + 1,
    waiting_since: row.waiting_since !== null && row.waiting_since <= facts.sentAt ? row.waiting_since : facts.sentAt,
    last_inbound_wamid: newest || row.last_inbound_wamid === null ? facts.wamid : row.last_inbound_wamid,
  }
}

/** Answered from the phone app: nobody waits any more, but the window is Meta's and stays as it was. */
export function afterEcho(row: ConversationRow, facts: MessageFacts): ConversationRow {
  return { ...withNewest(row, facts), waiting_since: null }
}

/** Our reply, just queued. */
export function afterReply(row: ConversationRow, facts: MessageFacts): ConversationRow {
  return { ...withNewest(row, facts), waiting_since: null, unread_count: 0 }
}

/** What a closed number says by itself: somebody still waits for an answer. */
export function afterAutomatic(row: ConversationRow, facts: MessageFacts): ConversationRow {
  return withNewest(row, facts)
}

export function withNewest(row: ConversationRow, facts: MessageFacts): ConversationRow {
  const older =
    row.last_message !== null &&
    (facts.sentAt < row.last_message_at ||
      (facts.sentAt.getTime() === row.last_message_at.getTime() && facts.arrival < row.last_message_arrival))
  return older ? row : { ...row, last_message_at: facts.sentAt, last_message_arrival: facts.arrival, last_message: facts.preview }
}
