import type { MediaView } from '@recado/contract/media'
import type { Selectable } from 'kysely'
import type { Schema } from '../platform/schema.ts'

export type MediaRow = Selectable<Schema['media']>
export type BlobRow = Selectable<Schema['media_blob']>
export type BlobFacts = Pick<BlobRow, 'preview_key' | 'width' | 'height' | 'duration_ms' | 'waveform'>

/** @param blob null while there are no bytes */
export function presentMedia(row: MediaRow, blob: BlobFacts | null): MediaView {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    mimeType: row.mime_type,
    size: row.size,
    fileName: row.file_name,
    isVoice: row.is_voice,
    width: blob?.width ?? null,
    height: blob?.height ?? null,
    durationMs: blob?.duration_ms ?? null,
    waveform: (blob?.waveform ?? null) as number[] | null, // jsonb written by us
    hasPreview: blob !== null && blob.preview_key !== null,
    error: row.error as MediaView['error'], // written by us, from the same words
  }
}
