import type { Page } from '@recado/contract/conversations'
import type { LibraryQuery, LibraryTemplate } from '@recado/contract/template-library'
import type { MetaDeps } from '../../numbers/deps.ts'
import { graphRefusal } from '../../numbers/graph-refusal.ts'
import { readLibraryPage } from '../../outbound/graph-templates.ts'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import type { Scope } from '../../platform/scope.ts'
import { accountOf } from '../account-of.ts'
import { presentEntry } from './present-entry.ts'

/** A page of Meta's library, as Meta filters and orders it. Nothing of it is kept here. */
export async function readLibrary(scope: Scope, deps: MetaDeps, query: LibraryQuery): Promise<Page<LibraryTemplate>> {
  requireAbility(scope, 'templates.create')
  const { waba } = await accountOf(scope, query)
  const target = await deps.targets.ofWaba(scope.workspaceId, waba)
  if (target === null) throw new Refusal('unavailable', 'The sandbox simulator is starting; try again in a moment')
  const { q: search, topic, useCase: usecase, industry, language, limit, cursor: after } = query
  const found = await readLibraryPage(deps.graph, target, { search, topic, usecase, industry, language, limit, after })
  if (!found.ok) throw graphRefusal(found, 'show its template library')
  return { items: found.value.entries.map(presentEntry), nextCursor: found.value.after }
}
