/**
 * Brake on guessing. Keyed by account and address together, so that a stranger guessing at somebody's password does not lock that
 * person out; and by address alone, so that one address cannot try many accounts. Kept in the database: every process counts together.
 */
import { type RawBuilder, sql } from 'kysely'
import { Refusal } from '../platform/errors.ts'
import type { Db } from '../platform/scope.ts'
import { hashSecret } from './tokens.ts'

interface Brake {
  readonly key: string
  /** Attempts before the first wait. */
  readonly free: number
  /** What is left of the count by now. */
  readonly left: (now: number) => RawBuilder<number>
  /** How long after the last attempt the next one may come, once the free ones are spent. */
  readonly wait: RawBuilder<number>
}

const FORGET_MS = 3600_000
const FIRST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 15 * 60_000
const ACCOUNT_FREE = 5

/** Each attempt beyond the free ones doubles the wait; an hour of silence forgets. */
export function brakeOnAccount(email: string, ip: string): Brake {
  return {
    key: `account ${hashSecret(`${email} ${ip}`)}`,
    free: ACCOUNT_FREE,
    left: (now) => sql`case when kept.last_request < ${now - FORGET_MS} then 0 else kept.count end`,
    wait: sql`least(${FIRST_WAIT_MS} * power(2, least(kept.count - ${ACCOUNT_FREE}, 10)), ${LONGEST_WAIT_MS})`,
  }
}

const ADDRESS_FREE = 60
const ADDRESS_REFILL_MS = 2_000

/** An office shares one address: a wrong attempt comes free again every two seconds, and right ones do not count. */
export function brakeOnAddress(ip: string): Brake {
  return {
    key: `address ${hashSecret(ip)}`,
    free: ADDRESS_FREE,
    left: (now) => sql`greatest(0, kept.count - floor(greatest(0, ${now} - kept.last_request)::numeric / ${ADDRESS_REFILL_MS}))::int`,
    wait: sql`${ADDRESS_REFILL_MS}`,
  }
}

/** Counts the attempt before it is made, in one statement, so that attempts at the same moment cannot slip past together. */
export async function takeAttempt(db: Db, brake: Brake, now: number): Promise<void> {
  const taken = await sql<{ count: number }>`
    insert into rate_limit as kept (id, count, last_request) values (${brake.key}, 1, ${now})
    on conflict (id) do update set last_request = greatest(kept.last_request, ${now}), count = ${brake.left(now)} + 1
    where ${brake.left(now)} < ${brake.free} or kept.last_request + ${brake.wait} <= ${now}
    returning count`.execute(db)
  const count = taken.rows[0]?.count
  if (count === undefined) throw await mustWait(db, brake, now)
  if (count === 1) await sql`delete from rate_limit where last_request < ${now - FORGET_MS}`.execute(db)
}

async function mustWait(db: Db, brake: Brake, now: number): Promise<Refusal> {
  const until = await sql<{ at: number }>`
    select (kept.last_request + ${brake.wait})::bigint as at from rate_limit kept where id = ${brake.key}`.execute(db)
  const seconds = Math.max(1, Math.ceil(((until.rows[0]?.at ?? now) - now) / 1000))
  return new Refusal('rate_limited', `Too many attempts; wait ${seconds} s`, { retryAfterSeconds: seconds })
}

/** It was the right password: what came before no longer counts for the account, nor this attempt for the address. */
export async function forgiveAttempts(db: Db, account: Brake, address: Brake): Promise<void> {
  await db.deleteFrom('rate_limit').where('id', '=', account.key).execute()
  await db
    .updateTable('rate_limit')
    .set((eb) => ({ count: eb('count', '-', 1) }))
    .where('id', '=', address.key)
    .where('count', '>', 0)
    .execute()
}
