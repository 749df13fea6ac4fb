/** The calls about whom a number blocks, as values (cloud-api: block list). */
import { blockAnswer, blockedPage } from '@recado/cloud-api/blocks'
import type { CallResult, GraphClient, GraphTarget } from './graph-client.ts'

export type BlockOutcome = 'done' | { readonly code: number; readonly title: string }

/**
 * @param change `users`: phone numbers with +, or BSUIDs
 * @returns what became of each user, by the word it was named with; those not in the map were done
 */
export async function changeBlocked(
  graph: GraphClient,
  target: GraphTarget,
  change: { readonly phoneNumberId: string; readonly block: boolean; readonly users: readonly string[] },
): Promise<CallResult<ReadonlyMap<string, BlockOutcome>>> {
  const block_users = change.users.map((user) => (user.startsWith('+') ? { user } : { user_id: user }))
  const call = {
    method: change.block ? 'POST' : 'DELETE',
    path: [change.phoneNumberId, 'block_users'],
    body: { messaging_product: 'whatsapp', block_users },
  } as const
  const result = await graph.call(target, call, blockAnswer)
  if (result.ok) return { ok: true, value: failuresIn(result.value) }
  // "Some could not be": an error that carries the whole answer beside it.
  const partly = result.error === null ? undefined : blockAnswer.safeParse(result.beside)
  return partly?.success && partly.data.block_users.failed_users.length > 0 ? { ok: true, value: failuresIn(partly.data) } : result
}

function failuresIn(answer: ReturnType<typeof blockAnswer.parse>): ReadonlyMap<string, BlockOutcome> {
  return new Map(
    answer.block_users.failed_users.map(({ input, errors: [error] }) => [
      input,
      { code: error?.code ?? 0, title: error?.error_data.details || error?.message || '' },
    ]),
  )
}

export interface BlockedUser {
  readonly waId: string | null
  readonly userId: string | null
}

export interface BlockedUsers {
  readonly users: readonly BlockedUser[]
  /** Meta's cursor; null where this is the end of the list. */
  readonly after: string | null
}

const MOST_PAGES = 200
const LONGEST_PAGE = 500

export async function readBlockedPage(
  graph: GraphClient,
  target: GraphTarget,
  page: { readonly phoneNumberId: string; readonly limit: number; readonly after: string | undefined },
): Promise<CallResult<BlockedUsers>> {
  const { phoneNumberId, limit, after } = page
  const result = await graph.call(target, { method: 'GET', path: [phoneNumberId, 'block_users'], query: { limit, after } }, blockedPage)
  if (!result.ok) return result
  const { data, paging } = result.value
  const users = data.map(({ wa_id, user_id }) => ({ waId: wa_id, userId: user_id }))
  return { ok: true, value: { users, after: (paging?.next && paging.cursors?.after) || null } }
}

/** The whole list, to make ours equal to it. */
export async function readBlocked(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Promise<CallResult<BlockedUser[]>> {
  const users: BlockedUser[] = []
  let after: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const result = await readBlockedPage(graph, target, { phoneNumberId, limit: LONGEST_PAGE, after })
    if (!result.ok) return result
    users.push(...result.value.users)
    after = result.value.after ?? undefined
    if (after === undefined) break
  }
  return { ok: true, value: users }
}
