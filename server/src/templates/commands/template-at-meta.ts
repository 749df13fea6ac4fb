import type { MetaDeps } from '../../numbers/deps.ts'
import type { GraphTarget } from '../../outbound/graph-client.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import { knownTemplate, type TemplateRow } from '../access.ts'

/** The template, and where its account is reached. The transaction is over before Meta is asked. */
export async function templateAtMeta(
  scope: Scope,
  deps: MetaDeps,
  id: string,
): Promise<{ readonly template: TemplateRow; readonly target: GraphTarget }> {
  const { once: _once, ...reading } = scope
  const template = await inTransaction(reading, (tx) => knownTemplate(tx, id))
  const target = await deps.targets.ofWaba(scope.workspaceId, template.waba)
  if (target === null) throw new Refusal('unavailable', 'The sandbox simulator is starting; try again in a moment')
  return { template, target }
}
