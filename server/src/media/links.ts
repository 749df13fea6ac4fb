/** Addresses of files: signed, for minutes, and needing nothing else, so that a page can show a file without carrying a credential there. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** file: as it is · preview: the small picture · save: as it is, to be saved under its name */
export type LinkedPart = 'file' | 'preview' | 'save'

export interface LinkTarget {
  readonly workspaceId: string
  readonly mediaId: string
  readonly part: LinkedPart
}

export interface Links {
  /** @returns a path; the same for a minute, so that a browser asks once */
  write(target: LinkTarget, now: Date): string
  /** null: altered, or its time is over */
  read(
    parts: {
      readonly workspaceId: string
      readonly mediaId: string
      readonly part: string
      readonly expires: string
      readonly signature: string
    },
    now: Date,
  ): LinkTarget | null
}

const STEP_SECONDS = 60
/** Lives between four and five minutes. */
const STEPS = 5

const isPart = (word: string): word is LinkedPart => word === 'file' || word === 'preview' || word === 'save'

export const expiryOf = (now: Date): number => (Math.floor(now.getTime() / 1000 / STEP_SECONDS) + STEPS) * STEP_SECONDS

/** @param key a secret of this installation */
export function createLinks(key: string): Links {
  const mac = (words: readonly string[]) => createHmac('sha256', key).update(words.join('\n')).digest()
  return {
    write({ workspaceId, mediaId, part }, now) {
      const words = [workspaceId, mediaId, part, String(expiryOf(now))]
      return `/media/${words.join('/')}/${mac(words).toString('base64url')}`
    },
    read({ workspaceId, mediaId, part, expires, signature }, now) {
      const right = mac([workspaceId, mediaId, part, expires])
      const given = Buffer.from(signature, 'base64url')
      if (given.length !== right.length || !timingSafeEqual(given, right) || !isPart(part)) return null
      return Number(expires) * 1000 > now.getTime() ? { workspaceId, mediaId, part } : null
    },
  }
}
