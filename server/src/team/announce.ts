import { sql } from 'kysely'
import type { Tx } from '../platform/scope.ts'

/**
 * Tells every process, when the transaction commits, that what a person (or an API key) may see has changed: open event streams check
 * again at once. Requests need no telling; they read it from the database each time.
 */
export async function announceAccessChange(db: Tx, userOrKeyId: string): Promise<void> {
  await sql`select pg_notify('access', ${userOrKeyId})`.execute(db)
}
