import type { NumberFacts, TokenFacts, WabaFacts } from '@recado/cloud-api/numbers'
import type { NumberView } from '@recado/contract/numbers'
import { sql } from 'kysely'
import { reviewAccount } from '../../alerts/review.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { TxScope } from '../../platform/scope.ts'
import type { Vault } from '../../platform/vault.ts'
import { publish } from '../../realtime/event-log.ts'
import { accessNumber } from '../access.ts'
import { markTemplatesDue } from '../account-due.ts'
import { tokenPlace } from '../graph-target.ts'
import { WATCHED_COLUMNS } from '../history/differences.ts'
import { recordDifferences, recordLines } from '../history/record.ts'
import { presentNumber } from '../present.ts'
import { tokenColumns } from '../token-facts.ts'
import { columnsOf } from './number-columns.ts'

/** What has been found out about a number, ready to be kept. */
export interface Connection {
  readonly kind: 'meta' | 'sandbox'
  /** meta_app.id */
  readonly appId: number
  readonly graphUrl: string | null
  readonly token: string
  readonly waba: WabaFacts
  readonly number: NumberFacts
  /** What Meta says of the token; null where it did not. */
  readonly tokenFacts: TokenFacts | null
}

export type AccountConnection = Omit<Connection, 'number'>

/** Writes an account and the route that leads its webhooks here. @returns waba.id */
export async function storeAccount(scope: TxScope, vault: Vault, account: AccountConnection): Promise<string> {
  await routeAccountToHere(scope, account)
  return keepWaba(scope, vault, account)
}

/** Writes account, number and the two routes that lead webhooks here. Connecting again renews the token and keeps the history. */
export async function storeConnection(scope: TxScope, vault: Vault, connection: Connection): Promise<NumberView> {
  await routeAccountToHere(scope, connection)
  await routeNumberToHere(scope, connection)
  const waba = await keepWaba(scope, vault, connection)
  await markTemplatesDue(scope.db, scope.workspaceId, waba)
  return keepRoutedNumber(scope, { ...connection, waba })
}

interface NumberOfAccount extends Pick<Connection, 'appId' | 'number'> {
  /** waba.id */
  readonly waba: string
}

/** One more number of an account that is here already. */
export async function storeNumber(scope: TxScope, given: NumberOfAccount): Promise<NumberView> {
  await routeNumberToHere(scope, given)
  return keepRoutedNumber(scope, given)
}

async function keepRoutedNumber(scope: TxScope, given: NumberOfAccount): Promise<NumberView> {
  const numberId = await keepNumber(scope, given)
  await scope.db
    .updateTable('number_route')
    .set({ number_id: numberId, app_id: given.appId })
    .where('phone_number_id', '=', given.number.id)
    .where('workspace_id', '=', scope.workspaceId)
    .execute()
  await sql`select pg_notify('outbox', ${numberId})`.execute(scope.db) // what waited for a good token may go

  const number = presentNumber(await accessNumber(scope, numberId, 'numbers.connect'))
  await publish(scope, { event: { type: 'number.updated', number }, audience: null }, ...(await reviewAccount(scope, given.waba)))
  return number
}

/** The primary keys decide who has an account and a number, so two workspaces that ask at once cannot both have it. */
async function routeAccountToHere(scope: TxScope, { waba, appId }: AccountConnection): Promise<void> {
  const own = { workspace_id: scope.workspaceId, app_id: appId }
  const ofWaba = await scope.db
    .insertInto('waba_route')
    .values({ waba_id: waba.id, ...own })
    .onConflict((oc) => oc.column('waba_id').doUpdateSet({ app_id: appId }).where('waba_route.workspace_id', '=', scope.workspaceId))
    .returning('waba_id')
    .executeTakeFirst()
  if (!ofWaba) throw new Refusal('already_taken', 'This WhatsApp Business Account is connected in another workspace', { field: 'wabaId' })
  // The other numbers of this account are heard through the app that is subscribed now.
  await scope.db
    .updateTable('number_route')
    .set({ app_id: appId })
    .where('workspace_id', '=', scope.workspaceId)
    .where('number_id', 'in', (eb) =>
      eb
        .selectFrom('phone_number')
        .innerJoin('waba', (join) =>
          join.onRef('waba.workspace_id', '=', 'phone_number.workspace_id').onRef('waba.id', '=', 'phone_number.waba'),
        )
        .select('phone_number.id')
        .where('phone_number.workspace_id', '=', scope.workspaceId)
        .where('waba.waba_id', '=', waba.id),
    )
    .execute()
}

async function routeNumberToHere(scope: TxScope, { number, appId }: Pick<Connection, 'number' | 'appId'>): Promise<void> {
  const routed = await scope.db
    .insertInto('number_route')
    .values({ phone_number_id: number.id, number_id: newId(), workspace_id: scope.workspaceId, app_id: appId })
    .onConflict((oc) =>
      oc.column('phone_number_id').doUpdateSet({ app_id: appId }).where('number_route.workspace_id', '=', scope.workspaceId),
    )
    .returning('phone_number_id')
    .executeTakeFirst()
  if (!routed) throw new Refusal('already_taken', 'This number is connected in another workspace', { field: 'phoneNumberId' })
}

const NOT_LOOKED_AT = { token_scopes: [], token_expires_at: null, token_checked_at: null }

/** @returns waba.id. The route row of the account is locked by now, so nobody else makes it meanwhile. */
async function keepWaba(scope: TxScope, vault: Vault, connection: AccountConnection): Promise<string> {
  const { waba, kind, appId, graphUrl, token, tokenFacts } = connection
  const existing = await scope.db
    .selectFrom('waba')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba_id', '=', waba.id)
    .executeTakeFirst()
  const id = existing?.id ?? newId()
  const values = {
    name: waba.name,
    kind,
    app_id: appId,
    graph_url: graphUrl,
    token: await vault.seal(tokenPlace(scope.workspaceId, id), token),
    token_hint: token.slice(-4),
    token_state: 'ok' as const,
    // Who granted it, where Meta says so: their word ends it (legal/forget-app-user.ts).
    granted_by: tokenFacts?.user_id ?? null,
    ...(tokenFacts === null ? NOT_LOOKED_AT : tokenColumns(tokenFacts, scope.now)),
    currency: waba.currency,
    disconnected_at: null,
  }
  await scope.db
    .insertInto('waba')
    .values({ workspace_id: scope.workspaceId, id, waba_id: waba.id, ...values })
    .onConflict((oc) => oc.columns(['workspace_id', 'id']).doUpdateSet(values))
    .execute()
  // Whatever held the account's numbers because of the old token holds them no longer.
  await scope.db
    .updateTable('phone_number')
    .set({ paused_until: null, paused_because: null })
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba', '=', id)
    .execute()
  return id
}

/** @returns phone_number.id */
async function keepNumber(scope: TxScope, { waba, number }: NumberOfAccount): Promise<string> {
  const columns = columnsOf(number)
  const values = {
    waba,
    ...columns,
    meta_read_at: scope.now,
    missing_since: null,
    disconnected_at: null,
    paused_until: null,
    paused_because: null,
  }
  const before = await scope.db
    .selectFrom('phone_number')
    .select(['disconnected_at', ...WATCHED_COLUMNS])
    .where('workspace_id', '=', scope.workspaceId)
    .where('phone_number_id', '=', number.id)
    .forUpdate()
    .executeTakeFirst()
  const row = await scope.db
    .insertInto('phone_number')
    .values({ workspace_id: scope.workspaceId, id: newId(), phone_number_id: number.id, ...values })
    .onConflict((oc) => oc.columns(['workspace_id', 'phone_number_id']).doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow()
  if (before?.disconnected_at) {
    await recordLines(scope, waba, 'here', [{ numberId: row.id, what: 'connection', from: 'disconnected', to: 'connected' }])
    await recordDifferences(scope, waba, 'reading', [{ numberId: row.id, before, after: columns }])
  }
  return row.id
}
