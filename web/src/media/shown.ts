import type { MediaView } from '@recado/contract/media'

/** A file as the lightbox shows it. */
export interface Shown {
  readonly media: MediaView
  readonly caption: string
  readonly at: string
}

const PICTURES: ReadonlySet<string> = new Set(['image', 'sticker', 'video'])

/** What the lightbox can show: pictures, films, and documents that a browser has a viewer for. */
export function isViewable({ state, kind, mimeType }: MediaView): boolean {
  return state === 'ready' && (PICTURES.has(kind) || mimeType === 'application/pdf')
}

interface Carrier {
  readonly media: MediaView | null
  readonly text: string
  readonly at: string
}

export function shownOf(messages: readonly Carrier[]): Shown[] {
  return messages.flatMap(({ media, text, at }) => (media && isViewable(media) ? [{ media, caption: text, at }] : []))
}
