import type { Page } from '@recado/contract/conversations'
import { type NumberChangeLine, type NumberHistoryQuery, numberChangeLine } from '@recado/contract/number-history'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import type { TxScope } from '../../platform/scope.ts'
import { accessNumber } from '../access.ts'

/** Newest first, keyset-paged: the number's own lines and those of its account, or all lines of the account. */
export async function numberHistory(scope: TxScope, id: string, query: NumberHistoryQuery): Promise<Page<NumberChangeLine>> {
  const { waba } = await accessNumber(scope, id, 'numbers.read')
  return readLines(scope, waba, query.of === 'number' ? id : null, query)
}

/** Everything of an account and its numbers. @param waba waba.id, of the scope's workspace */
export function accountHistory(scope: TxScope, waba: string, query: Paging): Promise<Page<NumberChangeLine>> {
  return readLines(scope, waba, null, query)
}

type Paging = Pick<NumberHistoryQuery, 'limit' | 'cursor'>

async function readLines(scope: TxScope, waba: string, only: string | null, query: Paging): Promise<Page<NumberChangeLine>> {
  let lines = scope.db
    .selectFrom('number_change as change')
    .leftJoin('phone_number as number', (join) =>
      join.onRef('number.workspace_id', '=', 'change.workspace_id').onRef('number.id', '=', 'change.number_id'),
    )
    .select(['change.seq', 'change.number_id', 'number.display_phone_number', 'change.what', 'change.from_word', 'change.to_word'])
    .select(['change.facts', 'change.source', 'change.at'])
    .where('change.workspace_id', '=', scope.workspaceId)
    .where('change.waba', '=', waba)
  if (only !== null) lines = lines.where((eb) => eb.or([eb('change.number_id', 'is', null), eb('change.number_id', '=', only)]))
  if (query.cursor !== undefined) lines = lines.where('change.seq', '<', Number(decodeCursor(query.cursor, 'count')[0]))
  const found = await lines
    .orderBy('change.seq', 'desc')
    .limit(query.limit + 1)
    .execute()
  const last = found.length > query.limit ? found[query.limit - 1] : undefined
  return {
    items: found.slice(0, query.limit).map((row) =>
      numberChangeLine.parse({
        id: String(row.seq),
        number: row.number_id === null ? null : { id: row.number_id, displayPhoneNumber: row.display_phone_number },
        what: row.what,
        from: row.from_word,
        to: row.to_word,
        facts: row.facts,
        source: row.source,
        at: row.at.toISOString(),
      }),
    ),
    nextCursor: last ? encodeCursor(last.seq) : null,
  }
}
