import type { NumberToken } from '@recado/contract/number-token'
import type { GraphTarget } from '../../outbound/graph-client.ts'
import { readToken, subscribeApp } from '../../outbound/graph-numbers.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import type { Vault } from '../../platform/vault.ts'
import { accessNumber, type NumberRow } from '../access.ts'
import { markTemplatesDue } from '../account-due.ts'
import type { MetaDeps } from '../deps.ts'
import { graphRefusal } from '../graph-refusal.ts'
import { tokenPlace } from '../graph-target.ts'
import { readNumberToken } from '../queries.ts'
import { tokenColumns } from '../token-facts.ts'
import { checkCredentials } from './check-credentials.ts'
import { refuseUnlessGood } from './connect-number.ts'
import { announceNumbers, resumeAccount } from './pause-number.ts'

/**
 * A new token for an account that is connected already. Meta confirms first that it is the same app's, may do what we need and sees this
 * very number; only then does it replace the old one, and what was held because of that one goes out in its order.
 */
export async function renewToken(scope: Scope, deps: MetaDeps, number: string, accessToken: string): Promise<NumberToken> {
  const { once: _once, ...looking } = scope // the work is in the last transaction
  const row = await inTransaction(looking, (tx) => accessNumber(tx, number, 'numbers.connect'))
  const { graphUrl, appSecret } = await accountOf(looking, deps, row)
  const { checks } = await checkCredentials(
    looking,
    deps,
    { accessToken, wabaId: row.waba_id, phoneNumberId: row.phone_number_id, verifyToken: 'as it was' },
    { kind: row.kind, graphUrl, appSecret },
  )
  refuseUnlessGood(checks)
  const baseUrl = deps.targets.baseUrl(row.kind, graphUrl)
  if (baseUrl === null) throw new Refusal('unavailable', 'The sandbox simulator is starting; try again in a moment')
  const facts = await welcome(deps, { baseUrl, token: accessToken, appSecret, operatorHost: graphUrl !== null }, row.waba_id)
  const view = await inTransaction(scope, (tx) => keepToken(tx, deps.vault, { row, accessToken, facts }))
  deps.targets.forget()
  // After the old token is forgotten, so that whoever reads now reads with the new one.
  await inTransaction(looking, (tx) => markTemplatesDue(tx.db, tx.workspaceId, row.waba))
  return view
}

async function accountOf(scope: Scope, deps: MetaDeps, row: NumberRow): Promise<{ graphUrl: string | null; appSecret: string }> {
  const account = await inTransaction(scope, ({ db, workspaceId }) =>
    db
      .selectFrom('waba')
      .select(['graph_url', 'app_id'])
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', row.waba)
      .executeTakeFirstOrThrow(),
  )
  const app = (await deps.metaApps.activeApps()).find(({ id }) => id === account.app_id)
  if (!app) throw new Refusal('conflict', 'The Meta app of this account is not in use any more; connect the number again')
  return { graphUrl: account.graph_url, appSecret: app.secret }
}

/** Whoever took its permission back ended the subscription, too. @returns what Meta says of the token */
async function welcome(deps: MetaDeps, target: GraphTarget, wabaId: string) {
  const subscribed = await subscribeApp(deps.graph, target, wabaId)
  if (!subscribed.ok) throw graphRefusal(subscribed, 'send us the webhooks of the account')
  const facts = await readToken(deps.graph, target, null)
  if (!facts.ok) throw graphRefusal(facts, 'show the token')
  return facts.value
}

interface Renewal {
  readonly row: NumberRow
  readonly accessToken: string
  readonly facts: Awaited<ReturnType<typeof welcome>>
}

async function keepToken(tx: TxScope, vault: Vault, { row, accessToken, facts }: Renewal): Promise<NumberToken> {
  await tx.db
    .updateTable('waba')
    .set({
      token: await vault.seal(tokenPlace(tx.workspaceId, row.waba), accessToken),
      token_hint: accessToken.slice(-4),
      granted_by: facts.user_id,
      ...tokenColumns(facts, tx.now),
    })
    .where('workspace_id', '=', tx.workspaceId)
    .where('id', '=', row.waba)
    .where('disconnected_at', 'is', null)
    .execute()
  await resumeAccount(tx, row.waba)
  const view = await readNumberToken(tx, row.id)
  await announceNumbers(tx, { waba: row.waba })
  return view
}
