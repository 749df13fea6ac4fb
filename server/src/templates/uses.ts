import { sql } from 'kysely'
import type { TxScope } from '../platform/scope.ts'

const SHARDS = 16

/** One more time sent. In the transaction of the send, so that it counts exactly what was queued. */
export async function countUse(scope: TxScope, templateId: string): Promise<void> {
  const shard = Math.floor(Math.random() * SHARDS)
  await sql`
    insert into template_use (workspace_id, template_id, shard, count, last_at)
    values (${scope.workspaceId}, ${templateId}, ${shard}, 1, ${scope.now})
    on conflict (workspace_id, template_id, shard)
    do update set count = template_use.count + 1, last_at = greatest(template_use.last_at, excluded.last_at)`.execute(scope.db)
}
