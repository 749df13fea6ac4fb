import type { TemplateEntryDetail, TemplateEntryKind } from '@recado/contract/template-life'
import { newId } from '../../platform/ids.ts'
import type { Scope, Tx, TxScope } from '../../platform/scope.ts'

export interface NewEntry {
  readonly templateId: string
  readonly kind: TemplateEntryKind
  /** Meta's words: a status, a category, a quality. */
  readonly from?: string | null
  readonly to?: string | null
  readonly detail?: TemplateEntryDetail
}

interface Teller {
  readonly source: 'person' | 'api_key' | 'meta' | 'reading'
  readonly byId?: string
  readonly byName?: string
  /** Meta's own second. */
  readonly toldAt?: Date
  readonly at: Date
}

/** On behalf of whoever acts in the scope; the system itself reads Meta's list. */
export function recordEntries(scope: TxScope, entries: readonly NewEntry[]): Promise<number> {
  return insertEntries(scope.db, scope.workspaceId, tellerOf(scope), entries)
}

/** @returns how many were new: what a webhook tells twice is one line */
export async function insertEntries(tx: Tx, workspaceId: string, teller: Teller, entries: readonly NewEntry[]): Promise<number> {
  if (entries.length === 0) return 0
  const stored = await tx
    .insertInto('template_entry')
    .values(
      entries.map((entry) => ({
        workspace_id: workspaceId,
        id: newId(),
        template_id: entry.templateId,
        kind: entry.kind,
        from_word: entry.from ?? null,
        to_word: entry.to ?? null,
        detail: JSON.stringify(entry.detail ?? {}),
        source: teller.source,
        by_id: teller.byId ?? null,
        by_name: teller.byName ?? null,
        told_at: teller.toldAt ?? null,
        at: teller.at,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .execute()
  return stored.length
}

function tellerOf({ actor, now }: Scope): Teller {
  switch (actor.kind) {
    case 'person':
      return { source: 'person', byId: actor.userId, at: now }
    case 'api_key':
      return { source: 'api_key', byName: actor.name, at: now }
    case 'system':
      return { source: 'reading', at: now }
  }
}
