/** An upload becomes the file of one message. */
import type { MediaView } from '@recado/contract/media'
import { OGG } from '@recado/contract/media-rules'
import type { MediaDraft } from '@recado/contract/messages'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'
import { idAtMeta } from './bring-to-meta.ts'
import { copyFile } from './copy.ts'
import { enqueueMediaJobs } from './jobs.ts'
import { type MediaRow, presentMedia } from './present.ts'
import { uploaderOf } from './uploader.ts'

const DAY_MS = 24 * 3600_000

/** A file that nobody else can send any more. */
export interface HeldFile {
  readonly row: MediaRow
  readonly blobKey: string
}

export interface TakenFile extends HeldFile {
  /** What is stored as the message's content: Meta's own object, with our id where Meta's will be. */
  readonly content: Readonly<Record<string, unknown>>
  readonly text: string
  readonly media: MediaView
}

/** The draft's file, and what becomes the message's content. */
export async function takeUpload(scope: TxScope, draft: MediaDraft, conversationId: string): Promise<TakenFile> {
  const { row, blobKey } = await takeFile(scope, { kind: draft.type, id: fileOf(draft).id }, conversationId)
  const blob = await scope.db
    .selectFrom('media_blob')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('key', '=', blobKey)
    .executeTakeFirstOrThrow()
  const { content, text } = contentOf(draft, row)
  return { row, blobKey, content, text, media: presentMedia(row, blob) }
}

/** Locked: nobody else can send it. Somebody else's, one already sent, and a missing one are the same answer. */
export async function takeFile(
  scope: TxScope,
  { kind, id }: { readonly kind: string; readonly id: string },
  conversationId: string,
): Promise<HeldFile> {
  const row = await scope.db
    .selectFrom('media')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .where('message_id', 'is', null)
    .where('uploaded_by', '=', uploaderOf(scope))
    .forUpdate()
    .executeTakeFirst()
  const isHere = row !== undefined && (row.conversation_id === null || row.conversation_id === conversationId)
  if (!isHere || row.blob_key === null) throw new Refusal('not_found', 'No such file: upload it again')
  if (row.kind !== kind) throw new Refusal('file_refused', `This file was uploaded as ${row.kind}`, { problem: 'type' })
  return { row, blobKey: row.blob_key }
}

/** @returns Meta's id of the bytes; null while Meta does not have them, and then somebody is on the way to bring them */
export async function lendToMessage(
  scope: TxScope,
  { row, blobKey }: HeldFile,
  to: { readonly messageId: string; readonly conversationId: string; readonly numberId: string },
): Promise<string | null> {
  await scope.db
    .updateTable('media')
    .set({ message_id: to.messageId, conversation_id: to.conversationId })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', row.id)
    .execute()
  const known = await idAtMeta(scope, { blobKey, mimeType: row.mime_type, numberId: to.numberId })
  if (known !== null) return known
  const expiresAt = new Date(scope.now.getTime() + DAY_MS)
  await enqueueMediaJobs(scope.db, scope.workspaceId, [{ mediaId: row.id, task: 'upload', expiresAt }])
  return null
}

/**
 * A message that failed is sent once more with the same bytes, as a file of its own. What Meta had of them is brought there anew: it may
 * be what failed.
 */
export async function copyForRetry(scope: TxScope, draft: MediaDraft): Promise<MediaDraft> {
  const id = await copyFile(scope, fileOf(draft).id)
  const bytes = scope.db.selectFrom('media').select('blob_key').where('workspace_id', '=', scope.workspaceId).where('id', '=', id)
  await scope.db.deleteFrom('media_at_meta').where('workspace_id', '=', scope.workspaceId).where('blob_key', '=', bytes).execute()
  return withFile(draft, id)
}

function fileOf(draft: MediaDraft): { readonly id: string } {
  switch (draft.type) {
    case 'image':
      return draft.image
    case 'video':
      return draft.video
    case 'audio':
      return draft.audio
    case 'document':
      return draft.document
    case 'sticker':
      return draft.sticker
  }
}

function withFile(draft: MediaDraft, id: string): MediaDraft {
  switch (draft.type) {
    case 'image':
      return { ...draft, image: { ...draft.image, id } }
    case 'video':
      return { ...draft, video: { ...draft.video, id } }
    case 'audio':
      return { ...draft, audio: { ...draft.audio, id } }
    case 'document':
      return { ...draft, document: { ...draft.document, id } }
    case 'sticker':
      return { ...draft, sticker: { ...draft.sticker, id } }
  }
}

function contentOf(draft: MediaDraft, row: MediaRow): Pick<TakenFile, 'content' | 'text'> {
  switch (draft.type) {
    case 'image':
      return captioned(draft.image)
    case 'video':
      return captioned(draft.video)
    case 'sticker':
      return captioned(draft.sticker)
    case 'audio': {
      const isVoice = draft.audio.voice ?? row.is_voice
      if (isVoice && row.mime_type !== OGG) throw new Refusal('file_refused', 'A voice note is Ogg with Opus', { problem: 'type' })
      return { content: { id: draft.audio.id, ...(isVoice && { voice: true }) }, text: '' }
    }
    case 'document': {
      const filename = draft.document.filename ?? row.file_name ?? undefined
      const { content, text } = captioned(draft.document)
      return { content: { ...content, ...(filename !== undefined && { filename }) }, text: text === '' ? (filename ?? '') : text }
    }
  }
}

function captioned({ id, caption }: { readonly id: string; readonly caption?: string | undefined }): Pick<TakenFile, 'content' | 'text'> {
  return caption === undefined || caption === '' ? { content: { id }, text: '' } : { content: { id, caption }, text: caption }
}
