import type { MediaView } from '@recado/contract/media'
import type { MediaDraft } from '@recado/contract/messages'

/** The message that carries an upload. */
export function draftOfMedia(media: MediaView, caption: string): MediaDraft {
  const { id } = media
  const words = caption.trim() === '' ? {} : { caption: caption.trim() }
  switch (media.kind) {
    case 'image':
      return { type: 'image', image: { id, ...words } }
    case 'video':
      return { type: 'video', video: { id, ...words } }
    case 'audio':
      return { type: 'audio', audio: { id, ...(media.isVoice && { voice: true }) } }
    case 'document':
      return { type: 'document', document: { id, ...words, ...(media.fileName !== null && { filename: media.fileName }) } }
    case 'sticker':
      return { type: 'sticker', sticker: { id } }
  }
}

/** Kinds that carry words beside the file. */
export const takesCaption = (kind: MediaView['kind'] | null): boolean => kind === 'image' || kind === 'video' || kind === 'document'
