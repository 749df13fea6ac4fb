/** What a number does with those who write to it. */
import type { OpeningHours } from '@recado/contract/opening-hours'
import { sql } from 'kysely'
import type { Tx } from '../platform/scope.ts'

export interface NumberRules {
  readonly default_team_id: string | null
  readonly hours: OpeningHours | null
  readonly away_text: string | null
}

/** Of numbers, those that have rules at all. */
export async function numberRules(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, NumberRules>> {
  const { rows } = await sql<NumberRules & { id: string }>`
    select id, default_team_id, hours, away_text from phone_number
    where workspace_id = ${workspaceId} and id = any(${[...new Set(ids)]}::uuid[])
      and (default_team_id is not null or (hours is not null and away_text is not null))`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}
