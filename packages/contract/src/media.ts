/** Files in messages: how one is uploaded and shown. What WhatsApp carries is in media-rules.ts. */
import { z } from 'zod'
import { MEDIA_KINDS } from './media-rules.ts'

export const mediaKind = z.enum(MEDIA_KINDS)

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
