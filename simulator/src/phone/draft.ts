/** What a customer's phone may send, as the page posts it. Pictures come as data URLs and become media. */
import { z } from 'zod'
import { keepMedia, mediaAddress, RECEIVED_LIVES } from '../graph/media.ts'
import { Refused } from '../http/refused.ts'
import type { World } from '../world/world.ts'
import type { Line, Written } from './write.ts'

const context = z.object({ message_id: z.string() }).nullish()
/** `clientId`: made by the page, so that a message posted again after a lost answer stays one message. */
const product = z.object({ catalog_id: z.string().min(1), product_retailer_id: z.string().min(1) }).optional()
const forwarded = z.enum(['once', 'often']).optional()
const group = z.string().min(1).optional()
const common = {
  context,
  forwarded,
  group,
  product,
  referral: z.record(z.string(), z.unknown()).nullish(),
  clientId: z.string().min(8).max(64).nullish(),
}
const file = z.looseObject({
  dataUrl: z.string().optional(),
  id: z.string().optional(),
  caption: z.string().optional(),
  filename: z.string().optional(),
})

const draft = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.object({ body: z.string().min(1).max(65_536) }), ...common }),
  z.object({ type: z.literal('image'), image: file, ...common }),
  z.object({ type: z.literal('video'), video: file, ...common }),
  z.object({ type: z.literal('audio'), audio: file, ...common }),
  z.object({ type: z.literal('document'), document: file, ...common }),
  z.object({ type: z.literal('sticker'), sticker: file, ...common }),
  z.object({ type: z.literal('location'), location: z.looseObject({ latitude: z.number(), longitude: z.number() }), ...common }),
  z.object({ type: z.literal('contacts'), contacts: z.array(z.looseObject({})).min(1), ...common }),
  z.object({ type: z.literal('reaction'), reaction: z.object({ message_id: z.string(), emoji: z.string() }), ...common }),
  z.object({ type: z.literal('button'), button: z.object({ payload: z.string(), text: z.string() }), ...common }),
  z.object({ type: z.literal('interactive'), interactive: z.looseObject({ type: z.string() }), ...common }),
  z.object({ type: z.literal('order'), order: z.looseObject({}), ...common }),
  /** A kind that WhatsApp does not have, and may one day. */
  z.object({ type: z.literal('hologram'), hologram: z.looseObject({}), ...common }),
  z.object({ type: z.literal('unsupported'), unsupported: z.looseObject({ type: z.string() }).default({ type: 'poll' }), ...common }),
])
type Draft = z.infer<typeof draft>

export function writtenFrom(world: World, line: Line, body: unknown): Written {
  const posted = draft.parse(body)
  const contextId = posted.context?.message_id ?? null
  const quoted = posted.type === 'reaction' ? posted.reaction.message_id : contextId
  if (quoted !== null && !line.account.messages.get(quoted)) throw new Refused(404, 'not_found', 'The message it refers to is not there')
  const { referral = null, clientId = null, forwarded, group, product } = posted
  return { type: posted.type, content: contentOf(world, line, posted), contextId, referral, clientId, marks: { forwarded, group, product } }
}

function contentOf(world: World, line: Line, posted: Draft): Written['content'] {
  switch (posted.type) {
    case 'text':
      return posted.text
    case 'image':
      return stored(world, line, posted.image)
    case 'video':
      return stored(world, line, posted.video)
    case 'audio':
      return { voice: false, ...stored(world, line, posted.audio) }
    case 'document':
      return stored(world, line, posted.document)
    case 'sticker':
      return { animated: false, ...stored(world, line, posted.sticker) }
    case 'location':
      return posted.location
    case 'contacts':
      return posted.contacts
    case 'reaction':
      return posted.reaction
    case 'button':
      return posted.button
    case 'interactive':
      return posted.interactive
    case 'order':
      return posted.order
    case 'hologram':
      return posted.hologram
    case 'unsupported':
      return posted.unsupported
  }
}

const DATA_URL = /^data:([\w.+-]+\/[\w.+-]+(?:;\s*codecs=[\w.]+)?);base64,(.*)$/s

function stored(world: World, { account, number }: Line, { dataUrl, id, ...rest }: z.infer<typeof file>): Record<string, unknown> {
  const match = dataUrl === undefined ? null : DATA_URL.exec(dataUrl)
  const bytes = match ? Buffer.from(match[2] ?? '', 'base64') : null
  const place = { world, account, phoneNumberId: number.id }
  const known = id === undefined ? undefined : account.media.get(id)
  const media = bytes ? keepMedia(place, { filename: rest.filename ?? '', mimeType: match?.[1] ?? '', bytes }, RECEIVED_LIVES) : known
  if (!media) throw new Refused(422, 'invalid', 'A file needs dataUrl (base64), or the id of media of this account')
  const sha256 = Buffer.from(media.sha256Hex, 'hex').toString('base64')
  return { ...rest, id: media.id, mime_type: media.mimeType, sha256, url: mediaAddress(world, account, media) }
}
