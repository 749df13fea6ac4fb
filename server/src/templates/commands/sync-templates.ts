import type { TemplateSync } from '@recado/contract/numbers'
import type { MetaDeps } from '../../numbers/deps.ts'
import { problemOf } from '../../numbers/graph-refusal.ts'
import type { CallResult, GraphTarget } from '../../outbound/graph-client.ts'
import { readTemplatePage } from '../../outbound/graph-templates.ts'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { differences } from '../history/differences.ts'
import { recordEntries } from '../history/record.ts'
import { removeVanished, storeTemplates } from '../store-templates.ts'

type Outcome = TemplateSync['accounts'][number]
type Failed = Extract<CallResult<unknown>, { ok: false }>

interface Account {
  /** waba.id */
  readonly waba: string
  /** Meta's */
  readonly wabaId: string
}

/** The button: one account, or all of the workspace. What fails for one does not hide the others. @param wabaId Meta's */
export async function syncTemplates(scope: Scope, deps: MetaDeps, wabaId: string | undefined): Promise<TemplateSync> {
  requireAbility(scope, 'templates.sync')
  const accounts = await connectedAccounts(scope)
  const chosen = accounts.filter((account) => wabaId === undefined || account.wabaId === wabaId)
  if (wabaId !== undefined && chosen.length === 0) throw new Refusal('not_found', 'No such WhatsApp Business Account')
  return { accounts: await Promise.all(chosen.map((account) => syncAccount(scope, deps, account))) }
}

function connectedAccounts(scope: Scope): Promise<Account[]> {
  const { once: _once, ...reading } = scope // the work is in the transactions that follow
  return inTransaction(reading, ({ db, workspaceId }) =>
    db
      .selectFrom('waba')
      .select(['id as waba', 'waba_id as wabaId'])
      .where('workspace_id', '=', workspaceId)
      .where('disconnected_at', 'is', null)
      .orderBy('created_at')
      .execute(),
  )
}

/** What a reading finds is Meta's doing, whoever asked for it. */
const READER: Scope['actor'] = { kind: 'system', name: 'reading' }
const MOST_CALLS = 200
const BAD_CURSOR = 131059
/** Meta counts calls, not templates. A list that is too much for one answer is asked for in smaller pages. */
const LARGEST_PAGE = 500
const SMALLEST_PAGE = 50
/** Graph's own "reduce the amount of data you are asking for". */
const TOO_MUCH = 1

/** Reads Meta's list page by page; each page is stored in a short transaction of its own, so a send never waits for Meta here. */
export async function syncAccount(scope: Scope, deps: MetaDeps, account: Account): Promise<Outcome> {
  const { once: _once, ...own } = scope
  const target = await deps.targets.ofWaba(scope.workspaceId, account.waba)
  if (target === null) return { wabaId: account.wabaId, state: 'failed', templates: 0, removed: 0, problem: 'graph_unreachable' }
  const first = await readAll(own, deps, account, target)
  // A cursor lives shortly; starting again is Meta's own advice.
  const list = !first.ok && first.error?.code === BAD_CURSOR ? await readAll(own, deps, account, target) : first
  if (!list.ok) return { wabaId: account.wabaId, state: 'failed', templates: 0, removed: 0, problem: problemOf(list) }

  const removed = await inTransaction({ ...own, actor: READER, now: new Date() }, async (tx) => {
    const gone = list.isWhole ? await removeVanished(tx, account.waba, list.since) : 0
    await tx.db
      .updateTable('waba')
      .set({ templates_synced_at: tx.now })
      .where('workspace_id', '=', tx.workspaceId)
      .where('id', '=', account.waba)
      .execute()
    await publish(tx, { event: { type: 'templates.synced', wabaId: account.wabaId }, audience: null })
    return gone
  })
  return { wabaId: account.wabaId, state: 'ok', templates: list.count, removed, problem: null }
}

type Listing = { readonly ok: true; readonly count: number; readonly isWhole: boolean; readonly since: Date } | Failed

async function readAll(scope: Scope, deps: MetaDeps, account: Account, target: GraphTarget): Promise<Listing> {
  const since = new Date()
  let after: string | null = null
  let count = 0
  let isWhole = true
  let limit = LARGEST_PAGE
  for (let call = 0; call < MOST_CALLS; call++) {
    const readAt = new Date()
    const result: Awaited<ReturnType<typeof readTemplatePage>> = await readTemplatePage(deps.graph, target, {
      wabaId: account.wabaId,
      after,
      limit,
    })
    if (!result.ok && result.error?.code === TOO_MUCH && limit > SMALLEST_PAGE) {
      limit = Math.max(SMALLEST_PAGE, Math.floor(limit / 4))
      continue
    }
    if (!result.ok) return result
    const { templates, isPartial } = result.value
    await inTransaction({ ...scope, actor: READER, now: readAt }, async (tx) => {
      const stored = await storeTemplates(tx, account.waba, templates, readAt)
      await recordEntries(
        tx,
        stored.flatMap(({ id, before, after }) => differences(id, before, after)),
      )
    })
    count += templates.length
    isWhole &&= !isPartial
    if (result.value.after === null || result.value.after === after) return { ok: true, count, isWhole, since }
    after = result.value.after
  }
  return { ok: true, count, isWhole: false, since }
}
