import type { MediaLink, MediaView } from '@recado/contract/media'
import { expiryOf, type LinkedPart, type Links } from './links.ts'

/** A file with addresses, for somebody who may see it. */
export function withLinks(links: Links, workspaceId: string, media: MediaView, now: Date): MediaLink {
  const address = (part: LinkedPart) => links.write({ workspaceId, mediaId: media.id, part }, now)
  const isReady = media.state === 'ready'
  return {
    ...media,
    url: isReady ? address('file') : null,
    previewUrl: isReady && media.hasPreview ? address('preview') : null,
    downloadUrl: isReady ? address('save') : null,
    expiresAt: new Date(expiryOf(now) * 1000).toISOString(),
  }
}
