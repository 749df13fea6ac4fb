import type { NewTemplate, TemplateView } from '@recado/contract/numbers'
import { markTemplatesDue } from '../../numbers/account-due.ts'
import type { MetaDeps } from '../../numbers/deps.ts'
import { graphRefusal } from '../../numbers/graph-refusal.ts'
import { createTemplateAtMeta, readTemplate } from '../../outbound/graph-templates.ts'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { knownTemplates } from '../access.ts'
import { accountOf } from '../account-of.ts'
import { recordEntries } from '../history/record.ts'
import { presentTemplate } from '../present.ts'
import { storeTemplates } from '../store-templates.ts'
import { refuseHeldName } from '../taken-names.ts'

/** Passes Meta's own create shape on and keeps what Meta made of it, usually PENDING; a webhook tells when it is approved. */
export async function createTemplate(scope: Scope, deps: MetaDeps, wanted: NewTemplate): Promise<TemplateView> {
  requireAbility(scope, 'templates.create')
  const { wabaId, numberId, ...template } = wanted
  const account = await accountOf(scope, { wabaId, numberId })
  const target = await deps.targets.ofWaba(scope.workspaceId, account.waba)
  if (target === null) throw new Refusal('unavailable', 'The sandbox simulator is starting; try again in a moment')
  const { once: _once, ...reading } = scope
  await inTransaction(reading, (tx) => refuseHeldName(tx, account.waba, template))

  const made = await createTemplateAtMeta(deps.graph, target, account.wabaId, template)
  if (!made.ok) throw graphRefusal(made, 'create the template')
  const { id, status, category = template.category } = made.value
  // What Meta's library made of it, and the words of a code, only Meta can say.
  const isMetas = template.components === undefined || category === 'AUTHENTICATION'
  const read = isMetas ? await readTemplate(deps.graph, target, id) : null
  return inTransaction({ ...scope, now: new Date() }, async (tx) => {
    const row = {
      id,
      status,
      category,
      name: template.name,
      language: template.language,
      parameter_format: template.parameter_format ?? null,
      components: read?.ok ? read.value.components : (template.components ?? []),
      rejected_reason: null,
      quality_score: null,
    }
    if (read?.ok === false) await markTemplatesDue(tx.db, tx.workspaceId, account.waba)
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
