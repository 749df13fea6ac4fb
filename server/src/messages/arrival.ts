import { sql } from 'kysely'
import type { Tx } from '../platform/scope.ts'

/** A place in the order of arrival that deliveries share (see place() in inbound/process.ts). */
export async function nextArrival(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`select nextval('arrival_seq') as n`.execute(tx)
  return (rows[0]?.n ?? 0) * 2 ** 20
}

/** Messages are ordered by whole seconds, as Meta dates them; arrival orders those of one second. */
export function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000)
}
