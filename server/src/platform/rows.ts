import { type RawBuilder, sql } from 'kysely'

/**
 * Many rows in one parameter: `from ${rows(items)} as d(id uuid, body json, …)`. One JSON text costs the driver a fraction of one array per
 * column, and a nested object arrives in a json or jsonb column without being escaped twice. Keys are the column names.
 */
export function rows(items: readonly object[]): RawBuilder<unknown> {
  return sql`json_to_recordset(${JSON.stringify(items)}::json)`
}
