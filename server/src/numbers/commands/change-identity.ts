/** Display name, username and official business account. They live at Meta; what the reading finds changed goes into the history. */
import type { NumberIdentity, OfficialWish, UsernameWish } from '@recado/contract/number-identity'
import type { CallResult, GraphClient } from '../../outbound/graph-client.ts'
import {
  askForName,
  askForOfficial,
  askForUsername,
  deleteUsername,
  readName,
  readUsername,
  readUsernameSuggestions,
} from '../../outbound/graph-number-identity.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import { accessNumber, type NumberRow } from '../access.ts'
import { askMeta } from '../ask-meta.ts'
import type { MetaDeps } from '../deps.ts'
import type { NumberTarget } from '../graph-target.ts'
import { recordDifferences } from '../history/record.ts'
import { openPin } from './keep-pin.ts'
import { registerByHand } from './register-number.ts'

export async function readIdentity(scope: Scope, deps: MetaDeps, number: string): Promise<NumberIdentity> {
  const { once: _once, ...own } = scope
  const { facts, username } = await askMeta(own, deps, { number, ability: 'numbers.read', what: 'show its name' }, readBoth)
  const official = facts.official_business_account
  const status = official?.oba_status ?? 'NOT_STARTED'
  return inTransaction(own, async (tx) => {
    const row = await accessNumber(tx, number, 'numbers.read')
    await keepOfficial(tx, row, status)
    return {
      name: {
        current: facts.verified_name,
        status: facts.name_status,
        requested: isNone(facts.new_name_status) ? null : facts.new_display_name,
        requestedStatus: isNone(facts.new_name_status) ? null : facts.new_name_status,
        needsRegistration: facts.new_name_status === 'APPROVED' && facts.new_certificate !== null,
        lastReview: await lastReview(tx, row),
      },
      isPinKept: row.pin !== '',
      username,
      official: { status, message: official?.status_message ?? null },
      readAt: scope.now.toISOString(),
    }
  })
}

/** Usernames are not open to every business yet: that Meta refuses to talk of them is no failure of the rest. */
async function readBoth(graph: GraphClient, { target, phoneNumberId }: NumberTarget) {
  const name = await readName(graph, target, phoneNumberId)
  if (!name.ok) return name
  const found = await readUsername(graph, target, phoneNumberId)
  const username = found.ok
    ? { value: found.value.username, status: found.value.status, refused: null }
    : { value: null, status: null, refused: found.error?.details ?? found.error?.title ?? '' }
  return { ok: true, value: { facts: name.value, username } } as const
}

const isNone = (status: string | null): boolean => status === null || status === 'NONE'

async function keepOfficial(tx: TxScope, row: NumberRow, status: string): Promise<void> {
  if (row.official_status === status) return
  // That there never was an application is no news.
  if (row.official_status !== null || status !== 'NOT_STARTED')
    await recordDifferences(tx, row.waba, 'reading', [{ numberId: row.id, before: row, after: { official_status: status } }])
  await tx.db
    .updateTable('phone_number')
    .set({ official_status: status })
    .where('workspace_id', '=', tx.workspaceId)
    .where('id', '=', row.id)
    .execute()
}

async function lastReview(tx: TxScope, row: NumberRow): Promise<NumberIdentity['name']['lastReview']> {
  const line = await tx.db
    .selectFrom('number_change')
    .select(['to_word', 'facts', 'at'])
    .where('workspace_id', '=', tx.workspaceId)
    .where('number_id', '=', row.id)
    .where('what', '=', 'name_review')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (line === undefined) return null
  const facts = new Map(Object.entries(line.facts ?? {}))
  const said = (name: string) => (typeof facts.get(name) === 'string' ? String(facts.get(name)) : null)
  return { decision: line.to_word, name: said('name'), reason: said('reason'), at: line.at.toISOString() }
}

export async function changeName(scope: Scope, deps: MetaDeps, number: string, name: string): Promise<NumberIdentity> {
  await ask(scope, deps, { number, what: 'change the display name' }, (graph, { target, phoneNumberId }) =>
    askForName(graph, target, phoneNumberId, name),
  )
  return readIdentity(scope, deps, number)
}

/** An approved name is shown to customers once the number was registered again, with its PIN. */
export async function registerName(scope: Scope, deps: MetaDeps, number: string, given: string | undefined): Promise<NumberIdentity> {
  const { once: _once, ...own } = scope
  const row = await inTransaction(own, (tx) => accessNumber(tx, number, 'numbers.connect'))
  const pin = given ?? (await openPin(own, deps.vault, number, row.pin))
  if (pin === null) throw new Refusal('invalid', 'No PIN of this number is kept here; give it', { field: 'pin' })
  await registerByHand(own, deps, number, pin)
  return readIdentity(scope, deps, number)
}

export async function changeUsername(scope: Scope, deps: MetaDeps, number: string, wish: UsernameWish): Promise<NumberIdentity> {
  await ask(scope, deps, { number, what: 'reserve the username' }, (graph, { target, phoneNumberId }) =>
    askForUsername(graph, target, { phoneNumberId, ...wish }),
  )
  return readIdentity(scope, deps, number)
}

export async function removeUsername(scope: Scope, deps: MetaDeps, number: string): Promise<NumberIdentity> {
  await ask(scope, deps, { number, what: 'delete the username' }, (graph, { target, phoneNumberId }) =>
    deleteUsername(graph, target, phoneNumberId),
  )
  return readIdentity(scope, deps, number)
}

export function suggestUsernames(scope: Scope, deps: MetaDeps, number: string): Promise<string[]> {
  return ask(scope, deps, { number, what: 'suggest usernames' }, (graph, { target, phoneNumberId }) =>
    readUsernameSuggestions(graph, target, phoneNumberId),
  )
}

export async function applyForOfficial(scope: Scope, deps: MetaDeps, number: string, wish: OfficialWish): Promise<NumberIdentity> {
  const application = {
    business_website_url: wish.website,
    primary_country_of_operation: wish.country,
    primary_language: wish.language,
    ...(wish.parent !== '' && { parent_business_or_brand: wish.parent }),
    ...(wish.links.length > 0 && { supporting_links: wish.links }),
    ...(wish.more !== '' && { additional_supporting_information: wish.more }),
  }
  await ask(scope, deps, { number, what: 'take the application' }, (graph, { target, phoneNumberId }) =>
    askForOfficial(graph, target, phoneNumberId, application),
  )
  return readIdentity(scope, deps, number)
}

function ask<T>(
  scope: Scope,
  deps: MetaDeps,
  question: { readonly number: string; readonly what: string },
  call: (graph: GraphClient, number: NumberTarget) => Promise<CallResult<T>>,
): Promise<T> {
  return askMeta(scope, deps, { ...question, ability: 'numbers.connect' }, call)
}
