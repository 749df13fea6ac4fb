import { z } from 'zod'
import { messageStatus } from './messages.ts'

export const conversationStatus = z.enum(['pending', 'open', 'closed'])
export type ConversationStatus = z.infer<typeof conversationStatus>

export const contactView = z.object({
  id: z.uuid(),
  /** The name to show: ours, else the profile name, else @username, else the phone. */
  displayName: z.string(),
  name: z.string().nullable(),
  profileName: z.string().nullable(),
  username: z.string().nullable(),
  /** Digits with country code, null when WhatsApp hides it or `phoneHidden`. */
  phone: z.string().nullable(),
  /** The workspace keeps phone numbers from whoever asks. */
  phoneHidden: z.boolean().optional(),
  bsuid: z.string().nullable(),
  createdAt: z.iso.datetime(),
})
export type ContactView = z.infer<typeof contactView>

/** What a list card shows of the newest message. */
export const messagePreview = z.object({
  id: z.uuid(),
  type: z.string(),
  text: z.string(),
  direction: z.enum(['in', 'out']),
  status: messageStatus.nullable(),
})
export type MessagePreview = z.infer<typeof messagePreview>

export const conversationView = z.object({
  id: z.uuid(),
  numberId: z.uuid(),
  contact: contactView,
  status: conversationStatus,
  /** Whose line it is in; null: no team's. */
  teamId: z.uuid().nullable(),
  assignee: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** When the 24-hour service window closes (or closed); null when the customer never wrote. */
  windowExpiresAt: z.iso.datetime().nullable(),
  unreadCount: z.number(),
  /** When the customer's first unanswered message came. */
  waitingSince: z.iso.datetime().nullable(),
  /** List order, newest first, is (lastMessageAt, id) descending. */
  lastMessageAt: z.iso.datetime(),
  lastMessage: messagePreview.nullable(),
  createdAt: z.iso.datetime(),
})
export type ConversationView = z.infer<typeof conversationView>

/** GET /api/v1/conversations. `assignee`: a user id, `me` or `none`. `team`: a team's id or `none`. `window`: closing within 4 h, or closed. */
export const conversationQuery = z.object({
  status: z.string().optional().describe('one or more of pending, open, closed, comma separated'),
  assignee: z.union([z.literal('me'), z.literal('none'), z.uuid()]).optional(),
  team: z.union([z.literal(''), z.literal('none'), z.uuid()]).optional(),
  number: z.uuid().optional(),
  window: z.enum(['closing', 'closed']).optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(['recent', 'waiting']).default('recent'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(300).optional(),
})
export type ConversationQuery = z.infer<typeof conversationQuery>

/** The three tabs times the status chips. Exact up to `countsCap`, which is shown as "999+". */
export const conversationCounts = z.object({
  mine: z.object({ pending: z.number(), open: z.number() }),
  unassigned: z.object({ pending: z.number(), open: z.number() }),
  all: z.object({ pending: z.number(), open: z.number() }),
  unread: z.number().describe('open or pending conversations of mine or of nobody with unread messages'),
})
export type ConversationCounts = z.infer<typeof conversationCounts>
export const countsCap = 1000

export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })
export interface Page<T> {
  items: T[]
  nextCursor: string | null
}
