/** What a merge moved, so that it can be taken back: `contact_merge.moved`. */
import { z } from 'zod'

/** A conversation's own state, as it stood. */
export const conversationState = z.object({
  status: z.enum(['pending', 'open', 'closed']),
  assignee_id: z.string().nullable(),
  window_expires_at: z.string().nullable(),
  unread_count: z.number(),
  waiting_since: z.string().nullable(),
  last_message_at: z.string(),
  last_message_arrival: z.number(),
  last_message: z.record(z.string(), z.unknown()).nullable(),
  last_inbound_wamid: z.string().nullable(),
  read_reported_wamid: z.string().nullable(),
  closed_at: z.string().nullable(),
})
export type ConversationState = z.infer<typeof conversationState>

/** What of a contact a merge may fill in. */
export const contactFields = z.object({
  name: z.string().nullable(),
  profile_name: z.string().nullable(),
  username: z.string().nullable(),
  phone: z.string().nullable(),
  bsuid: z.string().nullable(),
  email: z.string().nullable(),
  company: z.string().nullable(),
  notes: z.string(),
  language: z.string().nullable(),
  owner_id: z.string().nullable(),
  attributes: z.record(z.string(), z.unknown()),
  consent: z.enum(['unknown', 'opted_in', 'opted_out']),
})
export type ContactFields = z.infer<typeof contactFields>

export const mergeRecord = z.object({
  before: contactFields,
  after: contactFields,
  identities: z.array(z.object({ kind: z.enum(['phone', 'bsuid', 'parent_bsuid']), value: z.string() })),
  tags: z.array(z.string()),
  blocks: z.array(z.string()),
  /** Conversations that were given over whole. */
  conversations: z.array(z.string()),
  /** Where both had one on the same number: its messages went into the other's, and it stays behind empty. */
  joined: z.array(
    z.object({
      from: z.string(),
      into: z.string(),
      messages: z.array(z.string()),
      fromBefore: conversationState,
      intoBefore: conversationState,
      intoAfter: conversationState,
    }),
  ),
})
export type MergeRecord = z.infer<typeof mergeRecord>
