/** What files WhatsApp carries: one table for the browser before an upload and the server after it. Without schemas, which a browser need not load. */

export const MEDIA_KINDS = ['image', 'video', 'audio', 'document', 'sticker'] as const
export type MediaKind = (typeof MEDIA_KINDS)[number]

interface MediaRule {
  /** As the bytes say, without parameters. */
  readonly types: readonly string[]
  readonly maxBytes: number
}

const KB = 1024
const MB = 1024 * KB
const OFFICE = 'application/vnd.openxmlformats-officedocument.'
export const OGG = 'audio/ogg'

/** Source: Cloud API reference, "Supported media types". A sticker's limit is that of an animated one; a still one has `STILL_STICKER`. */
export const MEDIA_RULES: Readonly<Record<MediaKind, MediaRule>> = {
  image: { types: ['image/jpeg', 'image/png'], maxBytes: 5 * MB },
  video: { types: ['video/mp4', 'video/3gpp'], maxBytes: 16 * MB },
  audio: { types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', OGG], maxBytes: 16 * MB },
  document: {
    types: [
      'application/pdf',
      'text/plain',
      'application/msword',
      'application/vnd.ms-excel',
      'application/vnd.ms-powerpoint',
      `${OFFICE}wordprocessingml.document`,
      `${OFFICE}spreadsheetml.sheet`,
      `${OFFICE}presentationml.presentation`,
    ],
    maxBytes: 100 * MB,
  },
  sticker: { types: ['image/webp'], maxBytes: 500 * KB },
}
export const STILL_STICKER_BYTES = 100 * KB
/** The largest file of any kind. */
export const LARGEST_FILE = MEDIA_RULES.document.maxBytes
export const CAPTION_LENGTH = 1024

export type MediaProblem = 'type' | 'size' | 'empty'

/** Why WhatsApp would not take such a file as this kind; null when it would. */
export function mediaProblem(kind: MediaKind, file: { readonly mimeType: string; readonly size: number }): MediaProblem | null {
  const rule = MEDIA_RULES[kind]
  if (!rule.types.includes(plainType(file.mimeType))) return 'type'
  if (file.size === 0) return 'empty'
  return file.size > rule.maxBytes ? 'size' : null
}

/** `audio/ogg; codecs=opus` → `audio/ogg` */
export const plainType = (mimeType: string): string => (mimeType.split(';')[0] ?? '').trim().toLowerCase()

/** What a chosen file is sent as unless its sender says otherwise; null when WhatsApp carries it as nothing. */
export function kindOfFile(mimeType: string): MediaKind | null {
  return MEDIA_KINDS.find((kind) => MEDIA_RULES[kind].types.includes(plainType(mimeType))) ?? null
}
