/** An account with its numbers and subscriptions, in as few calls as Meta lets it be. */
import {
  ACCOUNT_FIELDS,
  type AccountNode,
  accountNode,
  NUMBER_IN_ACCOUNT_FIELDS,
  type NumberInAccount,
  type NumbersPage,
  numbersOfAccount,
  wholeAccount,
  wholeAccountFields,
} from '@recado/cloud-api/accounts'
import { errorRule } from '@recado/cloud-api/errors'
import type { CallResult, GraphClient, GraphTarget } from './graph-client.ts'
import { readSubscribedApps } from './graph-webhooks.ts'

export interface AccountReading {
  readonly account: AccountNode
  readonly numbers: readonly NumberInAccount[]
  /** Meta's ids of the apps that get its webhooks */
  readonly subscribed: readonly string[]
}

type Failed = Extract<CallResult<unknown>, { ok: false }>

/** Numbers of one answer; an account has a handful, the largest are paged. */
const PAGE = 100
const MOST_PAGES = 50

/**
 * One call, where Meta expands the fields; where it refuses to (an older version of Graph, a permission that one field wants), what is
 * documented is asked for piece by piece.
 */
export async function readAccount(graph: GraphClient, target: GraphTarget, wabaId: string): Promise<CallResult<AccountReading>> {
  const whole = await graph.call(target, { method: 'GET', path: [wabaId], query: { fields: wholeAccountFields(PAGE) } }, wholeAccount)
  if (!whole.ok) return mayBePieces(whole) ? readPieces(graph, target, wabaId) : whole
  const { phone_numbers: first, subscribed_apps: apps, ...account } = whole.value
  // Left out, the list is asked for by itself: that an account has lost its numbers is believed only of a list that says so.
  const numbers = await readRest(graph, target, wabaId, first ?? null)
  if (!numbers.ok) return numbers
  return { ok: true, value: { account, numbers: numbers.value, subscribed: apps?.data.map(({ id }) => id) ?? [] } }
}

/** The question was not to Meta's liking, and not the token, the account or the pace of asking. */
function mayBePieces(failed: Failed): boolean {
  if (failed.error === null) return failed.cause.endsWith('_unreadable')
  return failed.error.httpStatus < 500 && ['invalid_parameter', 'unknown'].includes(errorRule(failed.error.code).reason)
}

async function readPieces(graph: GraphClient, target: GraphTarget, wabaId: string): Promise<CallResult<AccountReading>> {
  const account = await graph.call(target, { method: 'GET', path: [wabaId], query: { fields: ACCOUNT_FIELDS } }, accountNode)
  if (!account.ok) return account
  const apps = await readSubscribedApps(graph, target, wabaId)
  if (!apps.ok) return apps
  const numbers = await readRest(graph, target, wabaId, null)
  if (!numbers.ok) return numbers
  return { ok: true, value: { account: account.value, numbers: numbers.value, subscribed: apps.value.map(({ id }) => id) } }
}

/** @param first what is there already; null: nothing */
async function readRest(
  graph: GraphClient,
  target: GraphTarget,
  wabaId: string,
  first: NumbersPage | null,
): Promise<CallResult<NumberInAccount[]>> {
  const numbers = [...(first?.data ?? [])]
  let last = first
  for (let call = 0; call < MOST_PAGES; call++) {
    const after = last === null ? undefined : nextOf(last)
    if (last !== null && after === undefined) break
    const query = { fields: NUMBER_IN_ACCOUNT_FIELDS, limit: PAGE, after }
    const result = await graph.call(target, { method: 'GET', path: [wabaId, 'phone_numbers'], query }, numbersOfAccount)
    if (!result.ok) return result
    numbers.push(...result.value.data)
    last = result.value
  }
  return { ok: true, value: numbers }
}

const nextOf = ({ paging }: NumbersPage): string | undefined => (paging?.next && paging.cursors?.after) || undefined
