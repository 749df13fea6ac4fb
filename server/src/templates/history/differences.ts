/** What a reading of Meta's list tells that we did not know. Pure. */
import type { NewEntry } from './record.ts'

export interface Known {
  readonly status: string
  readonly category: string
  readonly quality: string | null
  readonly rejected_reason: string | null
  readonly components: unknown
  readonly removed_at: Date | null
}

export function differences(templateId: string, before: Known | undefined, after: Known): NewEntry[] {
  const { status, category, quality, rejected_reason: reason } = after
  const detail = reason === null ? {} : { reason }
  if (before === undefined || before.removed_at !== null) return [{ templateId, kind: 'found', to: status, detail }]
  const entries: NewEntry[] = []
  if (before.status !== status) entries.push({ templateId, kind: 'status', from: before.status, to: status, detail })
  if (before.category !== category) entries.push({ templateId, kind: 'category', from: before.category, to: category })
  if ((before.quality ?? UNSCORED) !== (quality ?? UNSCORED))
    entries.push({ templateId, kind: 'quality', from: before.quality, to: quality })
  if (saidBy(before.components) !== saidBy(after.components)) entries.push({ templateId, kind: 'components' })
  return entries
}

const UNSCORED = 'UNKNOWN'

/** Without the samples: Meta answers with addresses of its own for files, and others at every reading. */
function saidBy(value: unknown): string {
  return JSON.stringify(value, (key, held: unknown) => {
    if (key === 'example') return undefined
    if (typeof held !== 'object' || held === null || Array.isArray(held)) return held
    return Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
