/** What a file is. Its bytes decide; what somebody called it only chooses among what the bytes allow. */
import { type MediaKind, OGG, plainType } from '@recado/contract/media-rules'
import { fileTypeFromBuffer } from 'file-type'

export const UNKNOWN_TYPE = 'application/octet-stream'

/** Names of one format under which the bytes alone cannot tell them apart: containers, and what carries no mark at all. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  'audio/x-m4a': ['audio/mp4'],
  'audio/aac': ['audio/aac'],
  'video/mp4': ['video/mp4', 'audio/mp4', 'video/3gpp'],
  'video/3gpp': ['video/3gpp', 'video/mp4'],
  'application/x-cfb': ['application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint'],
  'application/zip': [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ],
}
const PLAIN_NAMES: Readonly<Record<string, string>> = { 'audio/x-m4a': 'audio/mp4' }
const OFFICE_NAMES: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

export interface Claims {
  readonly declared: string
  readonly fileName: string | null
}

/** @param head the first bytes of the file, the whole of a small one @returns a MIME type without parameters; UNKNOWN_TYPE for what we do not know */
export async function typeOfBytes(head: Buffer, { declared, fileName }: Claims): Promise<string> {
  const found = await recognise(head)
  if (found === null) return isText(head) ? 'text/plain' : UNKNOWN_TYPE
  const claimed = [plainType(declared), OFFICE_NAMES[/\.(\w{3,4})$/.exec(fileName ?? '')?.[1]?.toLowerCase() ?? '']]
  const allowed = ALSO[found] ?? []
  return claimed.find((type) => type !== undefined && allowed.includes(type)) ?? PLAIN_NAMES[found] ?? found
}

/** The recogniser reads untrusted bytes: what it stumbles over is unknown. */
async function recognise(head: Buffer): Promise<string | null> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  if (found === undefined || /xml|html/.test(found.mime)) return null
  return plainType(found.mime)
}

/** UTF-8 without control characters; a head may end within a character. */
function isText(head: Buffer): boolean {
  if (head.length === 0) return false
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return !/\p{Cc}/u.test(text.replace(/\s/g, ''))
  } catch {
    return false
  }
}

/** The kinds of file that a browser shows within a page; anything else is only ever saved. */
const SHOWN = /^(image\/(png|jpeg|webp|gif)|audio\/(aac|amr|mpeg|mp4|ogg)|video\/(mp4|3gpp)|application\/pdf)$/
export const mayBeShown = (mimeType: string): boolean => SHOWN.test(mimeType)

/** A customer's file that is not of the kind the message says (an HTML page called a picture) is kept, and only saved, never shown. */
export function agrees(kind: MediaKind, mimeType: string): boolean {
  if (kind === 'document') return true
  if (kind === 'sticker') return mimeType === 'image/webp' || mimeType === 'image/png'
  return mimeType.startsWith(`${kind}/`)
}

const OPUS_HEAD = Buffer.from('OpusHead')

/** Channels of Ogg with Opus (RFC 7845, 5.1); null for any other content: WhatsApp carries Ogg with nothing else in it. */
export function opusChannels(head: Buffer, mimeType: string): number | null {
  if (mimeType !== OGG) return null
  const at = head.indexOf(OPUS_HEAD)
  return at < 0 ? null : (head[at + 9] ?? null)
}

/** WebP with the animation flag of its extended header (RFC 9649, 2.7). */
export const isAnimatedWebp = (head: Buffer): boolean => head.toString('latin1', 8, 16) === 'WEBPVP8X' && ((head[20] ?? 0) & 0b10) !== 0
