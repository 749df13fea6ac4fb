/** Where a webhook's telling goes among those before it: Meta delivers late, twice and out of order. */
import type { TemplateEntryKind } from '@recado/contract/template-life'
import { sql } from 'kysely'
import type { Tx } from '../../platform/scope.ts'
import { insertEntries, type NewEntry } from './record.ts'

/** What later lines about the same thing overrule. */
const ABOUT: Readonly<Record<TemplateEntryKind, readonly TemplateEntryKind[]>> = (() => {
  const state: TemplateEntryKind[] = ['found', 'submitted', 'edited', 'status', 'deleted', 'vanished']
  return {
    found: state,
    submitted: state,
    edited: state,
    status: state,
    deleted: state,
    vanished: state,
    flagged: ['flagged'],
    category: ['category'],
    category_announced: ['category_announced'],
    category_suggested: ['category_suggested'],
    quality: ['quality'],
    components: ['components'],
    migrated: ['migrated'],
  }
})()

/** `stale`: something newer was told before; the line is kept, the template stays as it is. */
export type Verdict = 'new' | 'known' | 'stale'

export interface Before {
  /** The newest line about the same thing. */
  readonly newest: { readonly to: string | null } | undefined
  /** Meta's second of the newest that Meta told about it. */
  readonly toldAt: Date | null
}

/** Only Meta's clock is compared with Meta's clock: ours may be ahead of it. */
export function verdictOf(before: Before, told: { readonly to: string | null; readonly toldAt: Date | null }): Verdict {
  if (told.toldAt !== null && before.toldAt !== null && told.toldAt < before.toldAt) return 'stale'
  return before.newest !== undefined && told.to !== null && before.newest.to === told.to ? 'known' : 'new'
}

/** How long a webhook may be under way and still count as told now. */
const LATE_MS = 60_000

interface Telling {
  readonly workspaceId: string
  readonly entry: NewEntry
  readonly toldAt: Date | null
  readonly now: Date
}

/** Writes the line, or completes the one that says the same. */
export async function recordTelling(tx: Tx, { workspaceId, entry, toldAt, now }: Telling): Promise<Verdict> {
  const about = tx
    .selectFrom('template_entry')
    .where('workspace_id', '=', workspaceId)
    .where('template_id', '=', entry.templateId)
    .where('kind', 'in', [...ABOUT[entry.kind]])
  const newest = await about.select(['id', 'to_word as to']).orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  const { last } = await about.select(({ fn }) => fn.max('told_at').as('last')).executeTakeFirstOrThrow()
  const verdict = verdictOf({ newest, toldAt: last }, { to: entry.to ?? null, toldAt })
  if (verdict === 'known' && newest) {
    await tx
      .updateTable('template_entry')
      .set({
        detail: sql`${JSON.stringify(entry.detail ?? {})}::jsonb || detail`,
        told_at: sql`greatest(told_at, ${toldAt}::timestamptz)`,
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', newest.id)
      .execute()
    return 'known'
  }
  const isLate = toldAt !== null && toldAt < now && now.getTime() - toldAt.getTime() > LATE_MS
  const teller = { source: 'meta' as const, ...(toldAt && { toldAt }), at: isLate && verdict === 'stale' ? toldAt : now }
  const isNew = (await insertEntries(tx, workspaceId, teller, [entry])) > 0
  return isNew ? verdict : 'stale'
}
