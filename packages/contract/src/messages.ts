/** Messages as browsers and API clients see them. Where an object is Meta's own, Meta's names stay. */
import { z } from 'zod'
import { mediaKind, mediaView } from './media.ts'
import { CAPTION_LENGTH } from './media-rules.ts'
import { contactsContent } from './send/contacts.ts'
import { interactiveContent } from './send/interactive.ts'
import { locationContent } from './send/location.ts'
import { reactionContent } from './send/reaction.ts'

/**
 * queued: stored, not yet sent · sending: the call to Meta is under way · accepted: Meta took it (HTTP 200) · sent, delivered,
 * read, played: as WhatsApp reports · failed: Meta or WhatsApp refused · unknown: the answer was lost; a later report decides.
 */
export const messageStatus = z.enum(['queued', 'sending', 'accepted', 'sent', 'delivered', 'read', 'played', 'failed', 'unknown'])
export type MessageStatus = z.infer<typeof messageStatus>

/** Why a message failed. `code` is Meta's number, or 0 where the cause is ours; `reason` is the stable word screens translate. */
export const messageError = z.object({
  code: z.number(),
  reason: z.string(),
  title: z.string(),
  details: z.string().nullable(),
  /** Whether sending the same again may succeed. */
  retryable: z.boolean(),
  at: z.iso.datetime(),
})
export type MessageError = z.infer<typeof messageError>

/** What WhatsApp says of a message besides its content. Only what is there. */
export const messageMarks = z.object({
  /** often: more than five times before it came here. */
  forwarded: z.enum(['once', 'often']).optional(),
  /** The ad or post that was clicked, as Meta gives it: source_url, headline, body, media addresses, ctwa_clid, … */
  referral: z.record(z.string(), z.unknown()).optional(),
  /** The catalogue's product the message asks about. */
  product: z.object({ catalogId: z.string().nullable(), retailerId: z.string() }).optional(),
  /** It was written in a group, not to the number alone. */
  groupId: z.string().optional(),
  /** Why WhatsApp could not hand the message over whole. */
  errors: z.array(z.object({ code: z.number(), title: z.string(), details: z.string().nullable() })).optional(),
})
export type MessageMarks = z.infer<typeof messageMarks>

export const messageView = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  direction: z.enum(['in', 'out']),
  /** Meta's type word (`text`, `image`, `template`, …), or `unreadable` for an item we could not make sense of. */
  type: z.string(),
  /** The object Meta puts under the type's name, e.g. `{body}` for text, `{name, language, components}` for template. */
  content: z.record(z.string(), z.unknown()),
  /** One line a person can read, whatever the type. */
  text: z.string(),
  /** Whole seconds, Meta's time for inbound. Order within a conversation is (at, arrival, id). */
  at: z.iso.datetime(),
  arrival: z.number(),
  wamid: z.string().nullable(),
  /** The message this one quotes, reacts to, edits or takes back. */
  contextWamid: z.string().nullable(),
  /** The file of an image, video, audio, document or sticker; of another type the picture of the ad it came from (`marks.referral`), or null. */
  media: mediaView.nullable(),
  marks: messageMarks.nullable(),
  /** When its author last changed it; `content` and `text` are the newest. */
  editedAt: z.iso.datetime().nullable(),
  /** When its author took it back; `content` and `text` are empty then. */
  revokedAt: z.iso.datetime().nullable(),
  clientId: z.uuid().nullable(),
  author: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  origin: z.enum(['customer', 'inbox', 'api', 'phone', 'automatic']),
  /** null for inbound */
  status: messageStatus.nullable(),
  /** When each status was first reported, unix seconds. */
  statusTimes: z.record(z.string(), z.number()),
  error: messageError.nullable(),
})
export type MessageView = z.infer<typeof messageView>

export const textContent = z.object({ body: z.string().trim().min(1).max(4096), preview_url: z.boolean().optional() })

/** Meta's own template object of a send request; components are checked against the stored template by the command. */
export const templateContent = z.object({
  name: z.string().min(1).max(512),
  language: z.object({ code: z.string().min(2).max(15), policy: z.literal('deterministic').optional() }),
  components: z
    .array(z.looseObject({ type: z.string() }))
    .max(20)
    .optional(),
})
export type TemplateContent = z.infer<typeof templateContent>

/** The message that is answered, by WhatsApp's id; one of the same conversation. */
const context = z.strictObject({ message_id: z.string().min(1).max(512) }).optional()
/** `clientId` makes a retried request one message. */
const clientId = z.uuid().optional()

/** `id`: a file uploaded with POST /api/v1/media, which then belongs to this one message. */
const file = z.object({ id: z.uuid() })
const caption = z.string().trim().max(CAPTION_LENGTH).optional()
const mediaDrafts = [
  z.object({ type: z.literal('image'), image: file.extend({ caption }), context, clientId }),
  z.object({ type: z.literal('video'), video: file.extend({ caption }), context, clientId }),
  z.object({ type: z.literal('audio'), audio: file.extend({ voice: z.boolean().optional() }), context, clientId }),
  z.object({
    type: z.literal('document'),
    document: file.extend({ caption, filename: z.string().trim().min(1).max(240).optional() }),
    context,
    clientId,
  }),
  z.object({ type: z.literal('sticker'), sticker: file, context, clientId }),
] as const
export type MediaDraft = z.infer<(typeof mediaDrafts)[number]>

/** Meta's own objects, each under the name of its type. */
export const draftMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: textContent, context, clientId }),
  z.object({ type: z.literal('template'), template: templateContent, context, clientId }),
  z.object({ type: z.literal('location'), location: locationContent, context, clientId }),
  z.object({ type: z.literal('contacts'), contacts: contactsContent, context, clientId }),
  z.object({ type: z.literal('reaction'), reaction: reactionContent, clientId }),
  z.object({ type: z.literal('interactive'), interactive: interactiveContent, context, clientId }),
  ...mediaDrafts,
])
export type DraftMessage = z.infer<typeof draftMessage>

export const isMediaDraft = (draft: DraftMessage): draft is MediaDraft => mediaKind.safeParse(draft.type).success

/** POST /api/v1/messages: to somebody who may not have a conversation yet. `to` is a phone number or a BSUID. */
export const outgoingMessage = z.intersection(z.object({ to: z.string().min(3).max(128), numberId: z.string().optional() }), draftMessage)
export type OutgoingMessage = z.infer<typeof outgoingMessage>
