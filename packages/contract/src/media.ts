/** Files in messages: what WhatsApp carries, checked by the same table before an upload and after it, and how a file is shown. */
import { z } from 'zod'

/** Listed apart from the schema: a browser that asks for the list would load all of zod with it. */
const MEDIA_KINDS = ['image', 'video', 'audio', 'document', 'sticker'] as const
export const mediaKind = z.enum(MEDIA_KINDS)
export type MediaKind = z.infer<typeof mediaKind>

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

/**
 * waiting: on its way from Meta · ready: stored here · failed: it did not come, see `error`. While `failed`, Recado goes on trying by
 * itself for as long as Meta keeps the file, unless `error` is final.
 */
export const mediaView = z.object({
  id: z.uuid(),
  kind: mediaKind,
  state: z.enum(['waiting', 'ready', 'failed']),
  mimeType: z.string(),
  size: z.number().nullable(),
  fileName: z.string().nullable(),
  isVoice: z.boolean(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  durationMs: z.number().nullable(),
  /** 64 levels from 0 to 100; only of voice notes and other Ogg files. */
  waveform: z.array(z.number()).nullable(),
  hasPreview: z.boolean(),
  error: z.enum(['gone', 'refused', 'altered', 'too_large', 'unreachable', 'storage_full']).nullable(),
})
export type MediaView = z.infer<typeof mediaView>

/** A file with addresses that anybody may open until `expiresAt`. Ask again for new ones. */
export const mediaLink = mediaView.extend({
  url: z.string().nullable(),
  previewUrl: z.string().nullable(),
  downloadUrl: z.string().nullable(),
  expiresAt: z.iso.datetime(),
})
export type MediaLink = z.infer<typeof mediaLink>

/** POST /api/v1/media. The body is the file itself, its Content-Type the file's. */
export const mediaUploadQuery = z.object({
  kind: mediaKind,
  conversationId: z.uuid().optional().describe('the conversation it is for; without it, any that the caller may answer'),
  fileName: z.string().max(240).optional(),
  voice: z.stringbool().optional().describe('a voice note: Ogg with Opus'),
})
export type MediaUploadQuery = z.infer<typeof mediaUploadQuery>

/** What a contact and we have exchanged, newest first. */
export const sharedQuery = z.object({
  what: z.enum(['media', 'documents', 'links']),
  limit: z.coerce.number().int().min(1).max(60).default(24),
  cursor: z.string().max(300).optional(),
})
export type SharedQuery = z.infer<typeof sharedQuery>

export const sharedItem = z.object({
  messageId: z.uuid(),
  conversationId: z.uuid(),
  direction: z.enum(['in', 'out']),
  at: z.iso.datetime(),
  text: z.string(),
  media: mediaLink.nullable(),
})
export type SharedItem = z.infer<typeof sharedItem>
