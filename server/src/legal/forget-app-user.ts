/**
 * Somebody who signed in at Meta to connect an account takes that back. All that we hold of such a person is the id Meta gave them and
 * the tokens they granted, so that is what goes: wherever it is, in whatever workspace.
 */
import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { announceNumbers, destroyToken } from '../numbers/commands/pause-number.ts'
import type { GraphTargets } from '../numbers/graph-target.ts'
import { newId } from '../platform/ids.ts'
import { type Db, inTransaction, type TxScope } from '../platform/scope.ts'
import type { Vault } from '../platform/vault.ts'
import type { SignedRequest } from './signed-request.ts'

export type RequestKind = 'deletion' | 'deauthorization'

/** What there was of the person, in numbers; the same numbers are on the status page. */
export interface Found {
  readonly tokens: number
  readonly workspaces: number
}

export interface ForgetDeps {
  /** as recado_pipeline, which may visit each workspace in turn */
  readonly pipeline: Db
  readonly vault: Vault
  readonly targets: Pick<GraphTargets, 'forget'>
}

/** The same signed request again changes nothing and gets the same code: it cannot end a consent that was given anew since. */
export async function forgetAppUser(deps: ForgetDeps, kind: RequestKind, request: SignedRequest): Promise<{ confirmationCode: string }> {
  const print = deps.vault.fingerprint('app_user_request', `${kind} ${request.app} ${request.userId} ${request.issuedAt}`)
  const known = await requestBy(deps.pipeline, print)
  if (known) return known
  const workspaces = await deps.pipeline.selectFrom('workspace').select('id').orderBy('id').execute()
  let found: Found = { tokens: 0, workspaces: 0 }
  for (const { id } of workspaces) {
    const scope = { db: deps.pipeline, workspaceId: id, actor: { kind: 'system', name: 'app user request' }, now: new Date() } as const
    const tokens = await inTransaction(scope, (tx) => destroyTokens(tx, request))
    if (tokens > 0) found = { tokens: found.tokens + tokens, workspaces: found.workspaces + 1 }
  }
  deps.targets.forget()
  const row = await deps.pipeline
    .insertInto('app_user_request')
    .values({ id: newId(), kind, print, confirmation_code: newCode(), found: JSON.stringify(found) })
    .onConflict((oc) => oc.column('print').doUpdateSet({ print })) // two at once: the first one's code counts
    .returning('confirmation_code')
    .executeTakeFirstOrThrow()
  return { confirmationCode: row.confirmation_code }
}

async function requestBy(db: Db, print: string): Promise<{ confirmationCode: string } | null> {
  const row = await db.selectFrom('app_user_request').select('confirmation_code').where('print', '=', print).executeTakeFirst()
  return row ? { confirmationCode: row.confirmation_code } : null
}

/** A token that is gone cannot be used even by us; its numbers ask to be connected again. */
async function destroyTokens(scope: TxScope, { app, userId }: SignedRequest): Promise<number> {
  const wabas = await scope.db
    .selectFrom('waba')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('app_id', '=', app)
    .where('granted_by', '=', userId)
    .forUpdate()
    .execute()
  if (wabas.length === 0) return 0
  for (const { id } of wabas) await destroyToken(scope, id)
  for (const { id } of wabas) await announceNumbers(scope, { waba: id })
  return wabas.length
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** 80 random bits, to be read out on the telephone. */
const newCode = (): string => Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('')

export interface RequestStatus {
  readonly kind: RequestKind
  readonly found: Found
  readonly receivedAt: Date
}

export async function requestStatus(db: Db, code: string): Promise<RequestStatus | null> {
  const { rows } = await sql<{ kind: RequestKind; tokens: number; workspaces: number; receivedAt: Date }>`
    select kind, (found->>'tokens')::int as tokens, (found->>'workspaces')::int as workspaces, received_at as "receivedAt"
    from app_user_request where confirmation_code = ${code}`.execute(db)
  const [row] = rows
  return row ? { kind: row.kind, found: { tokens: row.tokens, workspaces: row.workspaces }, receivedAt: row.receivedAt } : null
}
