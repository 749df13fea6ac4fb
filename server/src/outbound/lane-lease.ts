/** The rows of number_lane: which process speaks for a number. The database's clock decides; nobody compares their own with another's. */
import { sql } from 'kysely'
import type { Db } from '../platform/scope.ts'
import { MARGIN_MS, WINDOW_MS } from './pace.ts'

export const LEASE_MS = 4_000
/** Given up this much before the lease ends, so that two processes never both believe. */
export const GIVE_UP_MS = 1_000

export interface Lease {
  /** How long to keep silent first: until what the former owner may have sent is out of the window. */
  readonly silenceMs: number
}

/** Who takes a lane, and the backend of its lifeline by which others see that it is alive. */
export interface Owner {
  readonly id: string
  readonly holder: number | null
}

/** null while another process has the lane: its lease is running and, as far as one can see, it is alive. */
export async function takeLane(db: Db, numberId: string, owner: Owner): Promise<Lease | null> {
  const { rows } = await sql<{ silenceMs: number }>`
    with before as (select owner, lease_until from number_lane where number_id = ${numberId}),
    taken as (
      insert into number_lane (number_id, owner, holder, lease_until)
      values (${numberId}, ${owner.id}, ${owner.holder}, now() + ${LEASE_MS} * interval '1 millisecond')
      on conflict (number_id) do update set owner = excluded.owner, holder = excluded.holder, lease_until = excluded.lease_until
      where number_lane.owner = excluded.owner or number_lane.lease_until <= now()
        or number_lane.holder is not null and not exists (select from pg_stat_activity a where a.pid = number_lane.holder)
      returning number_id
    )
    select coalesce((
      select greatest(0, extract(epoch from least(lease_until, now()) - now()) * 1000 + ${WINDOW_MS + MARGIN_MS})::float8
      from before where owner <> ${owner.id}
    ), 0) as "silenceMs" from taken`.execute(db)
  return rows[0] ?? null
}

/** @returns the lanes that are still ours */
export async function renewLanes(db: Db, numberIds: readonly string[], owner: string): Promise<Set<string>> {
  if (numberIds.length === 0) return new Set()
  const { rows } = await sql<{ number_id: string }>`
    update number_lane set lease_until = now() + ${LEASE_MS} * interval '1 millisecond'
    where number_id = any(${numberIds}::uuid[]) and owner = ${owner} and lease_until > now() returning number_id`.execute(db)
  return new Set(rows.map((row) => row.number_id))
}

export async function releaseLanes(db: Db, numberIds: readonly string[], owner: string): Promise<void> {
  if (numberIds.length === 0) return
  await sql`update number_lane set lease_until = now() where number_id = any(${numberIds}::uuid[]) and owner = ${owner}`.execute(db)
}

/** Numbers another process speaks for just now. */
export async function foreignLanes(db: Db, owner: string): Promise<Set<string>> {
  const { rows } = await sql<{ number_id: string }>`
    select number_id from number_lane where owner <> ${owner} and lease_until > now()`.execute(db)
  return new Set(rows.map((row) => row.number_id))
}
