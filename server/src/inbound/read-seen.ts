import type { WebhooksSeen } from '@recado/contract/deliveries'
import { sql } from 'kysely'
import { accessNumber } from '../numbers/access.ts'
import type { TxScope } from '../platform/scope.ts'
import { refusedSignatures } from './refused-signatures.ts'

/** Of the number, and of its account where a field names no number. */
export async function readSeen(scope: TxScope, number: string): Promise<WebhooksSeen> {
  const { id, waba_id: wabaId } = await accessNumber(scope, number, 'numbers.read')
  const { rows } = await sql<{ field: string; lastAt: Date; lastDay: number }>`
    select field, max(last_at) as "lastAt", coalesce(sum(count) filter (where hour > now() - interval '24 hours'), 0)::int as "lastDay"
    from webhook_tally where workspace_id = ${scope.workspaceId} and subject = any(${[id, wabaId]}::text[])
    group by field order by max(last_at) desc, field`.execute(scope.db)
  const { count, lastAt } = refusedSignatures()
  return {
    fields: rows.map((row) => ({ ...row, lastAt: row.lastAt.toISOString() })),
    refused: { count, lastAt: lastAt?.toISOString() ?? null },
  }
}
