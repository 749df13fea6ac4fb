/** The message kinds that are one object: what Meta accepts in each. Returns what the customer's phone will show. */
import type { Account } from '../../world/account.ts'
import type { Json } from '../../world/records.ts'
import { missing, wrong } from '../refusal.ts'
import { coordinate, type Fields, list, maybeWords, object, url, words } from './check.ts'
import { interactive } from './interactive.ts'

type Check = (content: Fields, account: Account) => Json

const CAPTION = 1024
const REACTION_MS = 30 * 24 * 3600 * 1000
const ALLOWED_MEDIA: Readonly<Record<string, RegExp>> = {
  image: /^image\/(jpeg|png)$/,
  video: /^video\/(mp4|3gpp)$/,
  audio: /^audio\/(aac|amr|mpeg|mp4|ogg)/,
  sticker: /^image\/webp$/,
  document: /./,
}

function media(kind: string, extra: (content: Fields) => Json): Check {
  return (content, account) => {
    const { id, link } = content
    if ((id === undefined) === (link === undefined)) {
      throw id === undefined ? missing(`${kind}.id or ${kind}.link`) : wrong(`Only one of '${kind}.id' and '${kind}.link' may be given`)
    }
    return { ...(id === undefined ? { link: url(link, `${kind}.link`) } : uploaded(kind, id, account)), ...extra(content) }
  }
}

function uploaded(kind: string, id: unknown, account: Account): Json {
  const written = typeof id === 'number' ? String(id) : words(id, `${kind}.id`, 64)
  const file = account.media.get(written)
  if (!file || account.now() >= file.expiresAt) throw wrong(`Media with ID '${written}' does not exist or has expired`)
  if (!ALLOWED_MEDIA[kind]?.test(file.mimeType)) throw wrong(`Media of type ${file.mimeType} cannot be sent as ${kind}`)
  return { id: written, mime_type: file.mimeType }
}

function caption(kind: string): (content: Fields) => Json {
  return (content) => (content.caption === undefined ? {} : { caption: words(content.caption, `${kind}.caption`, CAPTION) })
}

const CHECKS: Readonly<Record<string, Check>> = {
  text: (content) => ({
    body: words(content.body, 'text.body', 4096),
    ...(content.preview_url === true ? { preview_url: true } : {}),
  }),
  image: media('image', caption('image')),
  video: media('video', caption('video')),
  sticker: media('sticker', () => ({})),
  audio: media('audio', (content) => {
    if (content.caption !== undefined) throw wrong("Parameter 'audio.caption' is not supported")
    return content.voice === true ? { voice: true } : {}
  }),
  document: media('document', (content) => ({
    ...caption('document')(content),
    ...(content.filename === undefined ? {} : { filename: words(content.filename, 'document.filename', 240) }),
  })),
  location: (content) => {
    const name = maybeWords(content.name, 'location.name', 1000)
    const address = maybeWords(content.address, 'location.address', 1000)
    return {
      latitude: coordinate(content.latitude, 'location.latitude', 90),
      longitude: coordinate(content.longitude, 'location.longitude', 180),
      ...(name === undefined ? {} : { name }),
      ...(address === undefined ? {} : { address }),
    }
  },
  reaction: (content, account) => {
    const target = words(content.message_id, 'reaction.message_id', 256)
    const { emoji } = content
    if (typeof emoji !== 'string') throw missing('reaction.emoji')
    if (emoji !== '' && !isOneEmoji(emoji)) throw wrong("Parameter 'reaction.emoji' must be one emoji")
    const message = account.messages.get(target)
    if (!message) throw wrong("Parameter 'reaction.message_id' is not a message of this number")
    if (message.type === 'reaction' || message.revoked) throw wrong("Parameter 'reaction.message_id' is a reaction or was deleted")
    if (Date.now() - message.timestamp > REACTION_MS) throw wrong("Parameter 'reaction.message_id' is older than 30 days")
    return { message_id: target, emoji }
  },
  interactive,
}

const graphemes = new Intl.Segmenter()
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u

/** Skin tones, flags and families are several code points and one picture. */
function isOneEmoji(text: string): boolean {
  return PICTURE.test(text) && [...graphemes.segment(text)].length === 1
}

const NAME_PARTS = ['first_name', 'last_name', 'middle_name', 'prefix', 'suffix']

function contactCards(cards: unknown): Json {
  const checked = list(cards, 'contacts', { min: 1, max: 257 }).map((card, index) => {
    const contact = object(card, `contacts[${index}]`)
    const name = object(contact.name, `contacts[${index}].name`)
    words(name.formatted_name, `contacts[${index}].name.formatted_name`, 1000)
    if (!NAME_PARTS.some((part) => typeof name[part] === 'string' && name[part] !== '')) {
      throw wrong(`Parameter 'contacts[${index}].name' needs formatted_name and one more part of the name`)
    }
    return contact
  })
  return { contacts: checked }
}

export const CONTENT_TYPES: readonly string[] = [...Object.keys(CHECKS), 'contacts', 'template']

export function checkContent(type: string, value: unknown, account: Account): Json {
  if (type === 'contacts') return contactCards(value)
  const check = CHECKS[type]
  if (!check) throw wrong(`Parameter 'type' must be one of ${CONTENT_TYPES.join(', ')}`)
  return check(object(value, type), account)
}
