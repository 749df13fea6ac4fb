/** Addresses of files, asked for together: everything that is drawn in one moment is one request. */
import type { MediaLink, MediaView } from '@recado/contract/media'
import { useCallback, useEffect, useState } from 'react'
import { api, onSignedOut } from '../api.ts'

const MOST_AT_ONCE = 100
/** An address that is nearly over may be over when it is used. */
const MARGIN_MS = 30_000

const known = new Map<string, MediaLink>()
onSignedOut(() => known.clear())

const stillGood = (id: string): MediaLink | null => {
  const link = known.get(id)
  return link && Date.parse(link.expiresAt) - MARGIN_MS > Date.now() ? link : null
}

let batch: { ids: Set<string>; answer: Promise<void> } | null = null

/** null where the file is out of reach, or not there yet. */
export async function linkOf(id: string): Promise<MediaLink | null> {
  if (!stillGood(id)) await ask(id)
  return stillGood(id)
}

function ask(id: string): Promise<void> {
  if (!batch || batch.ids.size >= MOST_AT_ONCE) {
    const ids = new Set<string>()
    const answer = Promise.resolve()
      .then(() => {
        if (batch?.ids === ids) batch = null
        return api.get<{ items: MediaLink[] }>('/media', { query: { ids: [...ids].join(',') } })
      })
      .then(({ items }) => {
        for (const link of items) known.set(link.id, link)
      })
    batch = { ids, answer }
  }
  batch.ids.add(id)
  return batch.answer
}

export interface LinkedFile {
  link: MediaLink | null
  /** The address did not work: it may be over. */
  renew(): void
  /** Nor did a new one: this browser cannot show the file. */
  isUnshowable: boolean
}

const MOST_TIMES = 3

/** A file's address while it is on the screen. */
export function useLink(media: MediaView): LinkedFile {
  const { id, state, hasPreview } = media
  const [link, setLink] = useState<MediaLink | null>(() => stillGood(id))
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the file came, and when its address did not work
  useEffect(() => {
    if (state !== 'ready') return
    let isCurrent = true
    linkOf(id).then(
      (found) => isCurrent && setLink(found),
      () => undefined, // what stands in the file's place says what it is; the next look asks again
    )
    return () => {
      isCurrent = false
    }
  }, [id, state, hasPreview, round])
  const renew = useCallback(() => {
    known.delete(id)
    setRound((times) => Math.min(times + 1, MOST_TIMES))
  }, [id])
  return { link, renew, isUnshowable: round === MOST_TIMES }
}

/** Saves the file under its name. */
export async function saveFile(id: string): Promise<void> {
  const link = await linkOf(id)
  if (!link?.downloadUrl) return
  const anchor = document.createElement('a')
  anchor.href = link.downloadUrl
  anchor.download = ''
  anchor.click()
}
