import type { NumberInAccount } from '@recado/cloud-api/accounts'
import type { HealthFacts } from '@recado/cloud-api/numbers'
import { alertLimit } from '../alerts/limit.ts'
import type { Config } from '../config.ts'
import { columnsOf } from '../numbers/commands/number-columns.ts'
import { announceNumbers } from '../numbers/commands/pause-number.ts'
import { WATCHED_COLUMNS } from '../numbers/history/differences.ts'
import { type Line, type Moved, recordDifferences, recordLines } from '../numbers/history/record.ts'
import { callbackOf } from '../numbers/queries.ts'
import { judgeWebhooks, listensAt } from '../numbers/webhook-levels.ts'
import type { AccountReading } from '../outbound/graph-accounts.ts'
import type { TxScope } from '../platform/scope.ts'

interface Account {
  /** waba.id */
  readonly id: string
  readonly name: string
  readonly kind: 'meta' | 'sandbox'
  /** Meta's id of the app that is to get the webhooks; null where nobody told us. */
  readonly appId: string | null
}

export interface KeptNumber {
  readonly id: string
  readonly blocksReadAt: Date | null
}

/** Writes what Meta showed; what is different from before becomes lines of the history and alerts. @returns the connected numbers */
export async function keepReading(
  scope: TxScope,
  config: Pick<Config, 'PUBLIC_URL'>,
  account: Account,
  { account: facts, numbers, subscribed }: AccountReading,
): Promise<KeptNumber[]> {
  const isSubscribed = account.appId === null ? null : subscribed.includes(account.appId)
  await scope.db
    .updateTable('waba')
    .set({
      name: facts.name,
      meta_read_at: scope.now,
      meta_problem: null,
      ...(facts.currency !== null && { currency: facts.currency }),
      ...(facts.timezone_id !== null && { timezone_id: facts.timezone_id }),
      ...(facts.account_review_status !== null && { review_status: facts.account_review_status }),
      ...(facts.owner_business_info && { business_id: facts.owner_business_info.id, business_name: facts.owner_business_info.name }),
      ...(facts.health_status && { can_send: facts.health_status.can_send_message }),
      ...(isSubscribed !== null && { is_subscribed: isSubscribed }),
    })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', account.id)
    .execute()

  const ours = await scope.db
    .selectFrom('phone_number')
    .select(['id', 'phone_number_id', 'blocks_read_at', 'missing_since', ...WATCHED_COLUMNS])
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba', '=', account.id)
    .where('disconnected_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  const moves: Moved[] = []
  const listings: Line[] = []
  const isHere = listensAt(callbackOf(config).callbackUrl, account.kind)
  for (const row of ours) {
    const found = numbers.find(({ id }) => id === row.phone_number_id)
    if ((found === undefined) !== (row.missing_since !== null)) listings.push(listing(row.id, found !== undefined))
    if (found === undefined) continue // it keeps what it was
    const columns = { ...columnsOf(found), ...health(found.health_status ?? null), ...webhooks(found, isSubscribed, isHere) }
    moves.push({ numberId: row.id, before: row, after: columns })
    await scope.db
      .updateTable('phone_number')
      .set({ ...columns, meta_read_at: scope.now, missing_since: null })
      .where('workspace_id', '=', scope.workspaceId)
      .where('id', '=', row.id)
      .execute()
    const limit = columns.messaging_limit ?? row.messaging_limit
    await alertLimit(scope, { waba: account.id, account: facts.name, from: row.messaging_limit, to: limit })
  }
  const gone = listings.filter(({ to }) => to === 'missing').flatMap(({ numberId }) => numberId ?? [])
  if (gone.length > 0) {
    await scope.db
      .updateTable('phone_number')
      .set({ missing_since: scope.now })
      .where('workspace_id', '=', scope.workspaceId)
      .where('id', 'in', gone)
      .execute()
  }
  await recordLines(scope, account.id, 'reading', listings)
  await recordDifferences(scope, account.id, 'reading', moves)
  await announceNumbers(scope, { waba: account.id })
  return ours.filter(({ id }) => !gone.includes(id)).map((row) => ({ id: row.id, blocksReadAt: row.blocks_read_at }))
}

const listing = (numberId: string, isListed: boolean): Line =>
  isListed ? { numberId, what: 'listed', from: 'missing', to: 'listed' } : { numberId, what: 'listed', from: 'listed', to: 'missing' }

function webhooks({ webhook_configuration: levels }: NumberInAccount, isSubscribed: boolean | null, isHere: (url: string) => boolean) {
  return { webhook_state: judgeWebhooks(levels, isSubscribed ?? true, isHere).state }
}

/** The codes of what stands in the way, and our word where it is money: Meta gives that several codes, and always names it. */
export function health(facts: HealthFacts | null): { readonly can_send?: string; readonly health_codes?: string[] } {
  if (facts === null) return {}
  const problems = facts.entities.flatMap((entity) => entity.errors ?? [])
  const codes = problems.flatMap((problem) => [
    ...(problem.error_code == null ? [] : [String(problem.error_code)]),
    ...(/payment/i.test(`${problem.error_description} ${problem.possible_solution ?? ''}`) ? ['payment'] : []),
  ])
  return { can_send: facts.can_send_message, health_codes: [...new Set(codes)].sort() }
}
