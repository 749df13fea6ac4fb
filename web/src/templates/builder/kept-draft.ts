/** What is being written survives a reload and a closed tab, in this browser, apart for every workspace and template. */
import type { TemplateDraft } from '@recado/contract/template-draft/draft'

const PREFIX = 'recado-template-draft'
/** Of another version of the builder: not worth guessing at. */
const VERSION = 4

export const draftKey = (workspaceId: string, what: string) => `${PREFIX}:${workspaceId}:${what}`

export function readKept(storage: Storage, key: string): TemplateDraft[] | null {
  try {
    const { version, drafts } = JSON.parse(storage.getItem(key) ?? 'null') ?? {}
    return version === VERSION ? drafts : null
  } catch {
    return null
  }
}

export function keepDrafts(storage: Storage, key: string, drafts: readonly TemplateDraft[]): void {
  try {
    storage.setItem(key, JSON.stringify({ version: VERSION, drafts }))
  } catch {
    // A full storage loses the safety net, never the writing itself.
  }
}

export function forgetKept(storage: Storage, key: string): void {
  storage.removeItem(key)
}
