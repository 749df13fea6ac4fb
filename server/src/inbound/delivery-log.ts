/**
 * The calls Meta made about one number, read from where they are stored anyway. Raw deliveries belong to no workspace: what one may see
 * of a call is decided here, by what is in it and by the app that signed it, as processing does.
 */
import type { DeliveryBody, DeliveryLine, DeliveryQuery } from '@recado/contract/deliveries'
import { sql } from 'kysely'
import { accessNumber } from '../numbers/access.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import { Refusal } from '../platform/errors.ts'
import { type Db, inTransaction, type Scope, seesPhones } from '../platform/scope.ts'
import { masked, type OwnPart, ownPart, type Whose } from './own-part.ts'
import { isTestDelivery } from './test-delivery.ts'

/** Group commits looked through for one page: a quiet number of a busy installation is looked for in parts. */
const BATCHES_A_PAGE = 2_000

interface Found {
  readonly id: number
  readonly receivedAt: Date
  readonly body: Buffer
  readonly lengths: number[]
  readonly apps: number[]
  readonly isDone: boolean
  readonly failures: { place: number; dead: boolean; code: string }[] | null
}

interface Owner extends Whose {
  readonly app: number
}

async function ownerOf(scope: Scope, number: string): Promise<Owner> {
  const { once: _once, ...looking } = scope
  return inTransaction(looking, async (tx) => {
    const row = await accessNumber(tx, number, 'numbers.read')
    const { app_id: app } = await tx.db
      .selectFrom('waba')
      .select('app_id')
      .where('workspace_id', '=', tx.workspaceId)
      .where('id', '=', row.waba)
      .executeTakeFirstOrThrow()
    return { app, wabaId: row.waba_id, phoneNumberId: row.phone_number_id }
  })
}

export async function listDeliveries(scope: Scope, pipeline: Db, number: string, query: DeliveryQuery) {
  const owner = await ownerOf(scope, number)
  const [batch, place] =
    query.cursor === undefined ? [Number.MAX_SAFE_INTEGER, 0] : decodeCursor(query.cursor, 'count', 'count').map(Number)
  const { found, lastLooked } = await look(pipeline, owner, batch ?? 0)
  const items: DeliveryLine[] = []
  for (const row of found) {
    const calls = split(row).filter((call) => row.id < (batch ?? 0) || call.place < (place ?? 0))
    for (const call of calls.toReversed()) {
      const own = call.app === owner.app ? ownPart(call.text, owner) : null
      if (own === null || (query.field !== undefined && !own.fields.includes(query.field))) continue
      if (items.length === query.limit) return { items, nextCursor: cursorAfter(items) }
      items.push(present(row, call, own))
    }
  }
  return { items, nextCursor: lastLooked === null ? null : encodeCursor(lastLooked, 0) }
}

const cursorAfter = (items: readonly DeliveryLine[]): string => {
  const [batch = '0', place = '0'] = (items.at(-1)?.id ?? '0.0').split('.')
  return encodeCursor(Number(batch), Number(place))
}

/** PostgreSQL looks for the ids in the bytes, so that only batches that may hold something travel. */
async function look(pipeline: Db, { wabaId, phoneNumberId }: Whose, from: number): Promise<{ found: Found[]; lastLooked: number | null }> {
  const { rows: window } = await sql<{ low: number | null; count: number }>`
    select min(id) as low, count(*)::int as count
    from (select id from delivery_batch where id <= ${from} order by id desc limit ${BATCHES_A_PAGE}) w`.execute(pipeline)
  const { low = null, count = 0 } = window[0] ?? {}
  if (low === null) return { found: [], lastLooked: null }
  const { rows: found } = await sql<Found>`
    select b.id, b.received_at as "receivedAt", b.body, b.lengths, b.apps, b.done_at is not null as "isDone",
      (select json_agg(json_build_object('place', f.place, 'dead', f.dead_at is not null, 'code', f.code)) from delivery_failure f where f.batch_id = b.id) as failures
    from delivery_batch b
    where b.id between ${low} and ${from}
      and (position(convert_to(${wabaId}, 'UTF8') in b.body) > 0 or position(convert_to(${phoneNumberId}, 'UTF8') in b.body) > 0)
    order by b.id desc`.execute(pipeline)
  return { found, lastLooked: count < BATCHES_A_PAGE ? null : low - 1 }
}

function split({ body, lengths, apps }: Found) {
  let offset = 0
  return lengths.map((bytes, place) => {
    const own = body.subarray(offset, offset + bytes)
    offset += bytes
    return { place, app: apps[place], bytes, text: own.toString('utf8'), isTest: isTestDelivery(own) }
  })
}

function present(
  { id, receivedAt, isDone, failures }: Found,
  call: { readonly place: number; readonly bytes: number; readonly isTest: boolean },
  own: OwnPart,
): DeliveryLine {
  const failure = failures?.find(({ place }) => place === call.place)
  return {
    id: `${id}.${call.place}`,
    receivedAt: receivedAt.toISOString(),
    fields: [...own.fields],
    bytes: call.bytes,
    state: failure?.dead === true ? 'given_up' : failure !== undefined || !isDone ? 'waiting' : 'processed',
    problem: failure?.code ?? null,
    isTest: call.isTest,
  }
}

/** As Meta sent it, byte for byte, to whoever may connect numbers and see phone numbers; covered to anybody else. */
export async function readDeliveryBody(scope: Scope, pipeline: Db, number: string, id: string): Promise<DeliveryBody> {
  const owner = await ownerOf(scope, number)
  const found = await oneOf(pipeline, owner, id)
  if (found === null) throw new Refusal('not_found', 'No such delivery')
  const { own, text, receivedAt } = found
  const { actor } = scope
  const mayRead = (actor.kind === 'system' || actor.abilities.has('numbers.connect')) && seesPhones(scope)
  const shown = mayRead ? own.body : masked(own.body)
  return {
    id,
    receivedAt: receivedAt.toISOString(),
    body: mayRead && !own.isPart ? text : JSON.stringify(shown, null, 2),
    isMasked: !mayRead,
    isPart: own.isPart,
  }
}

async function oneOf(pipeline: Db, owner: Owner, id: string) {
  const [batch = 0, place = 0] = id.split('.').map(Number)
  const { rows } = await sql<Found>`
    select id, received_at as "receivedAt", body, lengths, apps, true as "isDone", null as failures from delivery_batch where id = ${batch}`.execute(
    pipeline,
  )
  const call = rows[0] && split(rows[0])[place]
  const own = call === undefined || call.app !== owner.app ? null : ownPart(call.text, owner)
  return rows[0] && call && own ? { own, text: call.text, receivedAt: rows[0].receivedAt } : null
}

/** Another try for each of them, alone, by the worker that processes what failed: effects are the same however often they are had. */
export async function replayDeliveries(scope: Scope, pipeline: Db, number: string, ids: readonly string[]): Promise<number> {
  const owner = await ownerOf(scope, number)
  let queued = 0
  for (const id of new Set(ids)) {
    if ((await oneOf(pipeline, owner, id)) === null) throw new Refusal('not_found', 'No such delivery')
    const [batch = 0, place = 0] = id.split('.').map(Number)
    await sql`
      insert into delivery_failure (batch_id, place, attempts, code, error) values (${batch}, ${place}, 0, 'replayed', 'asked for by hand')
      on conflict (batch_id, place) do update set dead_at = null, attempts = 0, run_at = now(), lease_until = null`.execute(pipeline)
    queued++
  }
  return queued
}
