/** The people of a workspace: who they are, what is known of them, and what they agreed to. */
import { z } from 'zod'
import { ATTRIBUTE_KINDS, TAG_COLORS } from './contact-words.ts'
import { contactView, conversationStatus } from './conversations.ts'

export const tagColor = z.enum(TAG_COLORS)
export type TagColor = z.infer<typeof tagColor>
export const tagView = z.object({ id: z.uuid(), name: z.string(), color: tagColor, contacts: z.number().optional() })
export type TagView = z.infer<typeof tagView>
const tagName = z.string().trim().min(1).max(40)
export const newTag = z.strictObject({ name: tagName, color: tagColor })
export const tagPatch = z.strictObject({ name: tagName.optional(), color: tagColor.optional() })

export const attributeKind = z.enum(ATTRIBUTE_KINDS)
export type AttributeKind = z.infer<typeof attributeKind>
export const attributeView = z.object({ id: z.uuid(), name: z.string(), kind: attributeKind, choices: z.array(z.string()) })
export type AttributeView = z.infer<typeof attributeView>
const attributeName = z.string().trim().min(1).max(60)
const choices = z.array(z.string().trim().min(1).max(60)).max(50)
export const newAttribute = z.strictObject({ name: attributeName, kind: attributeKind, choices: choices.default([]) })
/** The kind of an attribute never changes: its values would lose their meaning. */
export const attributePatch = z.strictObject({ name: attributeName.optional(), choices: choices.optional() })
/** text and choice: words · number · date: YYYY-MM-DD · boolean */
export const attributeValue = z.union([z.string().max(500), z.number(), z.boolean()])
export type AttributeValue = z.infer<typeof attributeValue>

export const consentState = z.enum(['unknown', 'opted_in', 'opted_out'])
export type ConsentState = z.infer<typeof consentState>
export const consentSource = z.enum(['person', 'api', 'import', 'customer_word', 'whatsapp_settings', 'refused_by_meta'])
export type ConsentSource = z.infer<typeof consentSource>
/** One line of the ledger, which is only ever added to. */
export const consentEntry = z.object({
  id: z.uuid(),
  word: z.enum(['opted_in', 'opted_out']),
  source: consentSource,
  /** The customer's word, the file's name, Meta's own sentence. */
  detail: z.string().nullable(),
  by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  at: z.iso.datetime(),
})
export type ConsentEntry = z.infer<typeof consentEntry>
export const newConsent = z.strictObject({ word: z.enum(['opted_in', 'opted_out']), detail: z.string().trim().min(1).max(300).optional() })

/** A line of the contacts screen. */
export const contactRow = contactView.extend({
  email: z.string().nullable(),
  company: z.string().nullable(),
  language: z.string().nullable(),
  owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  tags: z.array(tagView),
  attributes: z.record(z.string(), attributeValue),
  consent: consentState,
  /** The numbers that keep this person away. */
  blockedOn: z.array(z.uuid()),
  /** When they last wrote, to any number. */
  lastSeenAt: z.iso.datetime().nullable(),
})
export type ContactRow = z.infer<typeof contactRow>

export const contactMergeView = z.object({
  id: z.uuid(),
  /** Who was joined into this contact. */
  merged: z.object({ displayName: z.string(), phone: z.string().nullable(), phoneHidden: z.boolean().optional() }),
  cause: z.enum(['person', 'whatsapp']),
  by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  at: z.iso.datetime(),
})
export type ContactMergeView = z.infer<typeof contactMergeView>

/** Everything about one person: GET /contacts/{id}. */
export const contactDetail = contactRow.extend({
  notes: z.string(),
  conversations: z.array(
    z.object({
      id: z.uuid(),
      numberId: z.uuid(),
      status: conversationStatus,
      assignee: z.object({ id: z.uuid(), name: z.string() }).nullable(),
      lastMessageAt: z.iso.datetime(),
      createdAt: z.iso.datetime(),
    }),
  ),
  consentLedger: z.array(consentEntry),
  merges: z.array(contactMergeView),
})
export type ContactDetail = z.infer<typeof contactDetail>

const line = (max: number) => z.string().trim().min(1).max(max).nullable()
/** null empties a field. `name` null goes back to the name the person gave themselves. */
export const contactPatch = z.strictObject({
  name: line(120).optional(),
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)).nullable().optional(),
  company: line(120).optional(),
  notes: z.string().max(10_000).optional(),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/)
    .max(20)
    .nullable()
    .optional(),
  ownerId: z.uuid().nullable().optional(),
  /** Replaces the whole set. */
  tagIds: z.array(z.uuid()).max(100).optional(),
  /** By attribute id; those not named stay, null takes one away. */
  attributes: z.record(z.uuid(), attributeValue.nullable()).optional(),
})
export type ContactPatch = z.infer<typeof contactPatch>

/** POST /contacts: somebody who has not written yet. A phone that is already known is a conflict that names the contact. */
export const newContact = contactPatch.extend({ phone: z.string().trim().min(1).max(40) })
export type NewContact = z.infer<typeof newContact>

const flag = z.enum(['true', 'false'])
export const contactFilter = z.object({
  q: z.string().max(200).optional().describe('part of a name, @username, e-mail or company, or any digits of the phone'),
  tag: z.string().max(1000).optional().describe('one or more tag ids, comma separated: people with all of them'),
  owner: z.union([z.literal('me'), z.literal('none'), z.uuid()]).optional(),
  consent: consentState.optional(),
  blocked: flag.optional(),
  attribute: z.uuid().optional(),
  value: z.string().max(500).optional().describe('with attribute: its value; without: any'),
  seenAfter: z.iso.datetime().optional(),
  seenBefore: z.iso.datetime().optional().describe('people who have not written since, those who never wrote included'),
})
export type ContactFilter = z.infer<typeof contactFilter>
export const contactQuery = contactFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
})
export type ContactQuery = z.infer<typeof contactQuery>
/** `total` comes with the first page, and stops counting at 100,000. */
export const contactPage = z.object({ items: z.array(contactRow), nextCursor: z.string().nullable(), total: z.number().nullable() })
export type ContactPage = z.infer<typeof contactPage>
export const totalCap = 100_000

/** POST /contacts/bulk: either named people or everybody a filter finds. */
export const contactBulk = z
  .strictObject({
    contactIds: z.array(z.uuid()).min(1).max(1000).optional(),
    filter: contactFilter.optional(),
    addTags: z.array(z.uuid()).max(20).default([]),
    removeTags: z.array(z.uuid()).max(20).default([]),
    ownerId: z.uuid().nullable().optional(),
  })
  .refine((bulk) => (bulk.contactIds === undefined) !== (bulk.filter === undefined), 'name contactIds or a filter, not both')
export type ContactBulk = z.infer<typeof contactBulk>

export const mergeRequest = z.strictObject({ contactId: z.uuid().describe('the other contact; it disappears into this one') })

/** One person whom Meta did or did not block. */
export const blockRequest = z.strictObject({ contactIds: z.array(z.uuid()).min(1).max(100) })
export const blockAnswer = z.object({
  done: z.array(z.uuid()),
  failed: z.array(z.object({ contactId: z.uuid(), code: z.number(), reason: z.string(), title: z.string() })),
})
export type BlockAnswer = z.infer<typeof blockAnswer>

/** GET /api/v1/numbers/{id}/blocked: Meta's own list, in its order, read as it is asked for. */
export const blockedQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional(),
})
export type BlockedQuery = z.infer<typeof blockedQuery>
export const blockedView = z.object({
  waId: z.string().nullable(),
  userId: z.string().nullable(),
  contact: contactView.nullable().describe('null: blocked elsewhere, and nobody we know'),
})
export type BlockedView = z.infer<typeof blockedView>

/** Where a column of the file goes. `attribute:<id>` for the workspace's own. */
export const importTarget = z.union([
  z.enum(['phone', 'name', 'email', 'company', 'notes', 'language', 'tags', 'consent', 'owner', 'skip']),
  z.templateLiteral(['attribute:', z.uuid()]),
])
export type ImportTarget = z.infer<typeof importTarget>
export const importMapping = z.strictObject({
  /** One per column of the file, in order. */
  columns: z.array(importTarget).min(1).max(200),
  /** ISO 3166 country of numbers written without a country code. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('BR'),
  /** Given to everybody of the file. */
  tagIds: z.array(z.uuid()).max(20).default([]),
})
export type ImportMapping = z.infer<typeof importMapping>
export const importView = z.object({
  id: z.uuid(),
  fileName: z.string(),
  state: z.enum(['uploaded', 'checking', 'checked', 'writing', 'done', 'failed']),
  /** Why it failed: file_unreadable, too_many_rows, no_rows, interrupted */
  problem: z.string().nullable(),
  columns: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  suggested: z.array(importTarget),
  total: z.number(),
  checked: z.number(),
  faulty: z.number(),
  added: z.number(),
  updated: z.number(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
})
export type ImportView = z.infer<typeof importView>

/** GET /search */
export const searchQuery = z.object({
  q: z.string().min(1).max(200),
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: z.string().max(300).optional().describe('of messages'),
})
export const searchAnswer = z.object({
  contacts: z.array(contactView),
  conversations: z.array(
    z.object({ id: z.uuid(), numberId: z.uuid(), contact: contactView, status: conversationStatus, lastMessageAt: z.iso.datetime() }),
  ),
  messages: z.array(
    z.object({
      id: z.uuid(),
      conversationId: z.uuid(),
      contact: z.object({ displayName: z.string(), phone: z.string().nullable(), phoneHidden: z.boolean().optional() }),
      direction: z.enum(['in', 'out']),
      type: z.string(),
      /** The words around the first that was found. */
      text: z.string(),
      at: z.iso.datetime(),
      /** Give it to GET /conversations/{id}/messages as `from`, to read from shortly before this message up to the newest. */
      from: z.string(),
    }),
  ),
  /** null when there are no more messages. */
  nextCursor: z.string().nullable(),
})
export type SearchAnswer = z.infer<typeof searchAnswer>
