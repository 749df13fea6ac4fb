/** Puts what a phone handed over where it belongs, one piece of bounded size after the other, each in one transaction with its end. */
import type { Json, JsonObject } from '@recado/cloud-api/json'
import { isObject, list } from '@recado/cloud-api/json'
import { sql } from 'kysely'
import { contactsOfNow } from '../contacts/contacts-of-now.ts'
import { connectedNumbers } from '../numbers/access.ts'
import type { References } from '../outbound/reference.ts'
import { isCollision } from '../platform/collision.ts'
import { databaseTrouble } from '../platform/database-trouble.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Logger } from '../platform/log.ts'
import { type Db, inTransaction, type Scope, type TxScope } from '../platform/scope.ts'
import { type Publication, publishAll } from '../realtime/event-log.ts'
import { completeFiles } from './complete-files.ts'
import { importThreads } from './import-threads.ts'
import { keepNames } from './keep-names.ts'
import { finishIfWhole, type What } from './store.ts'

const LEASE_SECONDS = 60
const MAX_ATTEMPTS = 5
/** A file may come before the message that it belongs to. */
const FILE_AGAIN_SECONDS = 60
const MAX_FILE_ATTEMPTS = 60

export interface PartDeps {
  /** as recado_pipeline */
  readonly pipeline: Db
  readonly log: Logger
  readonly references: References
}

interface Part {
  readonly id: string
  readonly number_id: string
  readonly kind: 'contacts' | 'messages' | 'files'
  readonly body: Json
  readonly attempts: number
}

/** What one piece came to. */
export interface PartOutcome {
  /** new contacts or messages */
  readonly items: number
  readonly publications: readonly Publication[]
  /** Cannot be placed yet: tried again a little later. */
  readonly left: readonly JsonObject[]
}

export interface PartWork {
  readonly deps: PartDeps
  readonly numberId: string
  readonly place: { readonly wabaId: string; readonly phoneNumberId: string; readonly businessPhone: string }
  readonly items: readonly JsonObject[]
}

const WORK: Readonly<Record<Part['kind'], (scope: TxScope, work: PartWork) => Promise<PartOutcome>>> = {
  contacts: keepNames,
  messages: importThreads,
  files: completeFiles,
}

/** Does the piece that is due first. @returns whether there was one */
export async function runNextPart(deps: PartDeps): Promise<boolean> {
  const { rows: due } = await sql<{ workspace_id: string; id: string }>`
    select workspace_id, id from phone_sync_part
    where given_up_at is null and due_at <= now() and (lease_until is null or lease_until < now())
    order by rank, due_at limit 1`.execute(deps.pipeline)
  const [next] = due
  if (next === undefined) return false
  const scope: Scope = {
    db: deps.pipeline,
    workspaceId: next.workspace_id,
    actor: { kind: 'system', name: 'phone history' },
    now: new Date(),
  }
  const part = await inTransaction(scope, (tx) => claim(tx, next.id))
  if (part === null) return true
  failpoint('phone_history:after_claim')
  try {
    await perform(scope, deps, part)
    failpoint('phone_history:after_commit')
  } catch (error) {
    if (databaseTrouble(error) !== null) throw error
    await setAside(scope, part, error)
    deps.log.warn(
      { workspace: scope.workspaceId, number: part.number_id, attempts: part.attempts, outcome: 'part_failed', err: error },
      'phone history',
    )
  }
  return true
}

/** The attempt is counted and committed before the work. */
async function claim(tx: TxScope, id: string): Promise<Part | null> {
  const { rows } = await sql<Part>`
    update phone_sync_part p set attempts = p.attempts + 1, lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
    where p.workspace_id = ${tx.workspaceId} and p.id = (
      select q.id from phone_sync_part q where q.workspace_id = ${tx.workspaceId} and q.id = ${id} and q.given_up_at is null
        and (q.lease_until is null or q.lease_until < now()) for update skip locked)
    returning p.id, p.number_id, p.kind, p.body, p.attempts`.execute(tx.db)
  return rows[0] ?? null
}

async function perform(scope: Scope, deps: PartDeps, part: Part): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await inTransaction({ ...scope, now: new Date() }, async (tx) => {
        const outcome = await workOn(tx, deps, part)
        failpoint('phone_history:mid_part')
        await conclude(tx, part, outcome)
        failpoint('phone_history:before_commit')
        // Last: it holds up the workspace's other writers until the commit.
        await publishAll(tx.db, tx.workspaceId, outcome.publications, contactsOfNow(tx.db, tx.workspaceId))
      })
    } catch (error) {
      if (tries < 4 && isCollision(error)) continue // the live traffic told the same at the same moment: look again
      throw error
    }
  }
}

async function workOn(tx: TxScope, deps: PartDeps, part: Part): Promise<PartOutcome> {
  const number = await connectedNumbers(tx).where('phone_number.id', '=', part.number_id).executeTakeFirst()
  if (number === undefined) return { items: 0, publications: [], left: [] } // disconnected meanwhile
  const businessPhone = number.display_phone_number.replace(/\D/g, '')
  const place = { wabaId: number.waba_id, phoneNumberId: number.phone_number_id, businessPhone }
  return WORK[part.kind](tx, { deps, numberId: number.id, place, items: list(part.body).filter(isObject) })
}

async function conclude(tx: TxScope, part: Part, { items, left }: PartOutcome): Promise<void> {
  if (left.length > 0 && part.attempts < MAX_FILE_ATTEMPTS) {
    await sql`
      update phone_sync_part set body = ${JSON.stringify(left)}::jsonb, lease_until = null, due_at = now() + make_interval(secs => ${FILE_AGAIN_SECONDS})
      where workspace_id = ${tx.workspaceId} and id = ${part.id}`.execute(tx.db)
  } else {
    await tx.db.deleteFrom('phone_sync_part').where('workspace_id', '=', tx.workspaceId).where('id', '=', part.id).execute()
  }
  const what: What = part.kind === 'contacts' ? 'contacts' : 'history'
  await sql`
    update phone_sync set items = items + ${items}
    where workspace_id = ${tx.workspaceId} and number_id = ${part.number_id} and what = ${what}`.execute(tx.db)
  await finishIfWhole(tx, part.number_id, what)
}

/** Tried again later, each time a little later; then set aside, so that it blocks nothing, and shown as that. */
async function setAside(scope: Scope, { id, attempts, number_id, kind }: Part, error: unknown): Promise<void> {
  const problem = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500).replaceAll('\u0000', '\ufffd')
  await inTransaction({ ...scope, now: new Date() }, async (tx) => {
    await sql`
      update phone_sync_part set lease_until = null, due_at = now() + make_interval(secs => ${2 ** attempts}), problem = ${problem},
        given_up_at = case when ${attempts} >= ${MAX_ATTEMPTS} then now() end
      where workspace_id = ${tx.workspaceId} and id = ${id}`.execute(tx.db)
    if (attempts >= MAX_ATTEMPTS) await finishIfWhole(tx, number_id, kind === 'contacts' ? 'contacts' : 'history')
  })
}
