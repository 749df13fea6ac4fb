/** A person or a program uploads a file that is to be sent. */
import { rm } from 'node:fs/promises'
import type { MediaUploadQuery, MediaView } from '@recado/contract/media'
import { MEDIA_RULES, type MediaProblem, mediaProblem, OGG, STILL_STICKER_BYTES } from '@recado/contract/media-rules'
import { accessConversation } from '../conversations/access.ts'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import { keepBlob } from './blobs.ts'
import { isAnimatedWebp, opusChannels, typeOfBytes } from './file-type.ts'
import type { MediaFiles } from './files.ts'
import { presentMedia } from './present.ts'
import { FileTooLarge, type Spooled, StorageFull, spoolFile } from './spool.ts'
import { uploaderOf } from './uploader.ts'

export interface Upload extends MediaUploadQuery {
  /** The Content-Type of the request. */
  readonly declared: string
  /** Content-Length, where the client said it. */
  readonly announced: number | null
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Who may write in the conversation may upload for it; so much, of such kinds, as WhatsApp carries. Not one byte is read before that is clear. */
export async function receiveUpload(scope: Scope, files: MediaFiles, upload: Upload): Promise<MediaView> {
  const { kind, conversationId } = upload
  requireAbility(scope, 'conversations.reply')
  const { once: _later, ...looking } = scope
  if (conversationId !== undefined) await inTransaction(looking, (tx) => accessConversation(tx, conversationId, 'read'))
  if (upload.announced !== null && upload.announced > MEDIA_RULES[kind].maxBytes) throw refused(upload, 'size')
  const file = await spooledOrRefused(files, upload)
  const mimeType = await typeOfBytes(file.head, { declared: upload.declared, fileName: upload.fileName ?? null })
  const problem = problemOf(upload, file, mimeType)
  if (problem !== null) {
    await rm(file.path, { force: true })
    throw refused(upload, problem, mimeType)
  }
  const blob = await keepBlob(looking, files, file, mimeType)
  const row = await inTransaction(scope, (tx) =>
    tx.db
      .insertInto('media')
      .values({
        workspace_id: tx.workspaceId,
        id: newId(),
        kind,
        state: 'ready',
        conversation_id: conversationId ?? null,
        uploaded_by: uploaderOf(tx),
        mime_type: mimeType,
        size: blob.size,
        file_name: upload.fileName === undefined ? null : shownName(upload.fileName),
        is_voice: upload.voice === true,
        blob_key: blob.key,
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
  return presentMedia(row, blob)
}

async function spooledOrRefused(files: MediaFiles, upload: Upload): Promise<Spooled> {
  try {
    return await spoolFile(files.spool, upload.bytes, MEDIA_RULES[upload.kind].maxBytes)
  } catch (error) {
    if (error instanceof FileTooLarge) throw refused(upload, 'size')
    if (error instanceof StorageFull) throw new Refusal('storage_full', 'There is too little room on the disk')
    if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') throw new Refusal('invalid', 'The upload was cut off')
    throw error
  }
}

function problemOf(upload: Upload, file: Spooled, mimeType: string): MediaProblem | null {
  const { kind } = upload
  const problem = mediaProblem(kind, { mimeType, size: file.size })
  if (problem !== null) return problem
  if (kind === 'sticker' && file.size > STILL_STICKER_BYTES && !isAnimatedWebp(file.head)) return 'size'
  if (kind !== 'audio' || (mimeType !== OGG && upload.voice !== true)) return null
  return opusChannels(file.head, mimeType) === 1 ? null : 'type' // Ogg goes with Opus, mono; a voice note is nothing else
}

function refused({ kind }: Upload, problem: MediaProblem, mimeType?: string): Refusal {
  const { maxBytes, types } = MEDIA_RULES[kind]
  const details = { problem, kind, maxBytes, types, ...(mimeType !== undefined && { mimeType }) }
  if (problem === 'size') return new Refusal('payload_too_large', `WhatsApp carries up to ${maxBytes} bytes as ${kind}`, details)
  if (problem === 'empty') return new Refusal('file_refused', 'The file is empty', details)
  return new Refusal('file_refused', `WhatsApp does not carry ${mimeType ?? 'this'} as ${kind}`, details)
}

/** Data, never a path: but folders and control characters in a name serve only to deceive. */
function shownName(name: string): string | null {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')
    .toWellFormed()
    .trim()
  return plain === '' || /^\.+$/.test(plain) ? null : plain
}
