import type { Presence } from '@recado/contract/events'
import { sql } from 'kysely'
import type { TxScope } from '../platform/scope.ts'

/** Tells everyone who listens, in whatever process, who is looking or typing. Not kept: the next word replaces it, silence ends it. */
export async function whisper(scope: TxScope, presence: Presence): Promise<void> {
  await sql`select pg_notify('presence', ${JSON.stringify({ workspaceId: scope.workspaceId, presence })})`.execute(scope.db)
}
