import type { NewTemplate, TemplateView } from '@recado/contract/numbers'
import type { MetaDeps } from '../../numbers/deps.ts'
import { graphRefusal } from '../../numbers/graph-refusal.ts'
import { createTemplateAtMeta } from '../../outbound/graph-templates.ts'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { knownTemplates } from '../access.ts'
import { recordEntries } from '../history/record.ts'
import { presentTemplate } from '../present.ts'
import { storeTemplates } from '../store-templates.ts'

/** Passes Meta's own create shape on and keeps what Meta made of it, usually PENDING; a webhook tells when it is approved. */
export async function createTemplate(scope: Scope, deps: MetaDeps, wanted: NewTemplate): Promise<TemplateView> {
  requireAbility(scope, 'templates.create')
  const { wabaId, numberId, ...template } = wanted
  const account = await accountOf(scope, { wabaId, numberId })
  const target = await deps.targets.ofWaba(scope.workspaceId, account.waba)
  if (target === null) throw new Refusal('unavailable', 'The sandbox simulator is starting; try again in a moment')

  const made = await createTemplateAtMeta(deps.graph, target, account.wabaId, template)
  if (!made.ok) throw graphRefusal(made, 'create the template')
  const { id, status, category = template.category } = made.value
  return inTransaction({ ...scope, now: new Date() }, async (tx) => {
    const row = {
      id,
      status,
      category,
      name: template.name,
      language: template.language,
      parameter_format: template.parameter_format ?? null,
      components: template.components ?? [],
      rejected_reason: null,
      quality_score: null,
    }
    const written = await storeTemplates(tx, account.waba, [row], tx.now)
    await recordEntries(
      tx,
      written.map(({ id: templateId }) => ({ templateId, kind: 'submitted', to: status })),
    )
    const stored = await knownTemplates(tx)
      .where('template.waba', '=', account.waba)
      .where('template.name', '=', row.name)
      .where('template.language', '=', row.language)
      .executeTakeFirstOrThrow()
    await publish(tx, { event: { type: 'templates.synced', wabaId: account.wabaId }, audience: null })
    return presentTemplate(stored)
  })
}

function accountOf(
  scope: Scope,
  { wabaId, numberId }: Pick<NewTemplate, 'wabaId' | 'numberId'>,
): Promise<{ waba: string; wabaId: string }> {
  const { once: _once, ...reading } = scope
  return inTransaction(reading, async ({ db, workspaceId }) => {
    const accounts = await db
      .selectFrom('waba')
      .leftJoin('phone_number', (join) =>
        join.onRef('phone_number.workspace_id', '=', 'waba.workspace_id').onRef('phone_number.waba', '=', 'waba.id'),
      )
      .select(['waba.id as waba', 'waba.waba_id as wabaId', 'phone_number.id as numberId'])
      .where('waba.workspace_id', '=', workspaceId)
      .where('waba.disconnected_at', 'is', null)
      .execute()
    const found = accounts.find(
      (account) => (wabaId === undefined || account.wabaId === wabaId) && (numberId === undefined || account.numberId === numberId),
    )
    if (!found) throw new Refusal('not_found', 'No such account or number')
    return { waba: found.waba, wabaId: found.wabaId }
  })
}
