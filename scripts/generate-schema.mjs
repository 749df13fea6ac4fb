// Writes server/src/platform/schema.ts from a migrated database: `npm run schema -- postgres://…`.
// Row types are never typed by hand; a test migrates an empty database and compares.
import { writeFileSync } from 'node:fs'
import pg from 'pg'

const BASE = {
  uuid: 'string',
  text: 'string',
  int2: 'number',
  int4: 'number',
  bool: 'boolean',
  jsonb: 'Json',
  timestamptz: 'Timestamp',
  bytea: 'Buffer',
  int8: 'Int8',
  _int4: 'number[]',
  _text: 'string[]',
  _uuid: 'string[]',
}

/** @param {pg.ClientBase} client connected to a migrated database @returns {Promise<string>} the source of schema.ts */
export async function schemaSource(client) {
  const { rows } = await client.query(`
    select c.table_name, c.column_name, c.udt_name, c.is_nullable = 'YES' as nullable,
           c.column_default is not null or c.is_identity = 'YES' as has_default, c.is_identity = 'YES' as identity
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> 'schema_migration' order by c.table_name, c.ordinal_position`)
  const checks = await client.query(`
    select rel.relname as table_name, att.attname as column_name, pg_get_constraintdef(con.oid) as def
    from pg_constraint con join pg_class rel on rel.oid = con.conrelid join pg_attribute att on att.attrelid = rel.oid and att.attnum = con.conkey[1]
    where con.contype = 'c' and array_length(con.conkey, 1) = 1 and con.connamespace = 'public'::regnamespace`)
  const unions = new Map()
  for (const { table_name, column_name, def } of checks.rows) {
    const list = /= ANY \(+ARRAY\[(.*?)\]/.exec(def)?.[1]
    if (list) unions.set(`${table_name}.${column_name}`, [...list.matchAll(/'([^']*)'/g)].map((m) => `'${m[1]}'`).join(' | '))
  }
  const tables = new Map()
  for (const row of rows) {
    const base = unions.get(`${row.table_name}.${row.column_name}`) ?? BASE[row.udt_name]
    if (!base) throw new Error(`no type for ${row.table_name}.${row.column_name}: ${row.udt_name}`)
    const type = row.nullable ? `${base} | null` : base
    const lines = tables.get(row.table_name) ?? []
    lines.push(`    ${row.column_name}: ${row.identity ? `GeneratedAlways<${type}>` : row.has_default ? `Generated<${type}>` : type}`)
    tables.set(row.table_name, lines)
  }
  const body = [...tables].map(([name, lines]) => `  ${name}: {\n${lines.join('\n')}\n  }`).join('\n')
  return `// Generated from the migrated database by scripts/generate-schema.mjs. Never edited.
import type { ColumnType, Generated as KyselyGenerated } from 'kysely'

type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : KyselyGenerated<T>
type GeneratedAlways<T> = ColumnType<T, never, never>
type Timestamp = ColumnType<Date, Date | string, Date | string>
/** bigint: read as a number (we never pass 2^53), written as a number. */
type Int8 = number
/** Read as parsed JSON, written as its text. */
type Json = ColumnType<unknown, string, string>

export interface Schema {
${body}
}
`
}

if (process.argv[1]?.endsWith('generate-schema.mjs')) {
  const client = new pg.Client(process.argv[2])
  await client.connect()
  writeFileSync(new URL('../server/src/platform/schema.ts', import.meta.url), await schemaSource(client))
  await client.end()
}
