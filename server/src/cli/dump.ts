/** What of the database goes into a backup, and in what order it can come back. */
import pg from 'pg'
import { z } from 'zod'
import { Misuse } from './command.ts'

/** Made anew by use, or of no meaning elsewhere: who is signed in, who was too fast, who paces a number. */
const LEFT_OUT = ['schema_migration', 'session', 'rate_limit', 'number_lane']

export const manifest = z.object({
  format: z.literal('recado-backup'),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  /** The last migration of the database it was taken from. */
  schema: z.number().int().positive(),
  /** Those that are referred to come first. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1) })),
  sequences: z.record(z.string(), z.object({ value: z.string(), isCalled: z.boolean() })),
})
export type Manifest = z.infer<typeof manifest>
export type TableOf = Manifest['tables'][number]

/** How many rows each table had; the archive's last entry, so that one cut short is known as such. */
export const counts = z.record(z.string(), z.number().int())

export const columnList = ({ columns }: TableOf): string => columns.map((column) => pg.escapeIdentifier(column)).join(', ')

/** Row-level security would leave rows out without a word. */
export async function refuseBlindOwner(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ sees: boolean }>(
    'select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user',
  )
  if (rows[0]?.sees === true) return
  throw new Misuse('The user of DATABASE_URL does not see past row-level security: use a superuser or one with BYPASSRLS for this command')
}

export async function readManifest(client: pg.ClientBase): Promise<Manifest> {
  const { rows: versions } = await client.query<{ schema: number }>('select max(version) as schema from schema_migration')
  const { rows: columns } = await client.query<{ name: string; columns: string[] }>(
    `select table_name as name, array_agg(column_name::text order by ordinal_position) as columns
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER' and table_name <> all($1)
     group by table_name order by table_name`,
    [LEFT_OUT],
  )
  return {
    format: 'recado-backup',
    version: 1,
    madeAt: new Date().toISOString(),
    schema: versions[0]?.schema ?? 0,
    tables: inOrder(columns, await readReferences(client)),
    sequences: await readSequences(client),
  }
}

/** Of each table, the tables it refers to. */
async function readReferences(client: pg.ClientBase): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await client.query<{ from: string; to: string }>(
    `select a.relname as from, b.relname as to from pg_constraint c join pg_class a on a.oid = c.conrelid join pg_class b on b.oid = c.confrelid
     where c.contype = 'f' and c.connamespace = 'public'::regnamespace and a.oid <> b.oid`,
  )
  const references = new Map<string, Set<string>>()
  for (const { from, to } of rows) references.set(from, (references.get(from) ?? new Set()).add(to))
  return references
}

function inOrder(tables: readonly TableOf[], references: ReadonlyMap<string, ReadonlySet<string>>): TableOf[] {
  const ordered: TableOf[] = []
  const isPlaced = (name: string) => ordered.some((table) => table.name === name) || tables.every((table) => table.name !== name)
  while (ordered.length < tables.length) {
    const next = tables.find((table) => !isPlaced(table.name) && [...(references.get(table.name) ?? [])].every(isPlaced))
    if (next === undefined) throw new Error('tables refer to each other in a circle')
    ordered.push(next)
  }
  return ordered
}

async function readSequences(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>("select sequencename as name from pg_sequences where schemaname = 'public'")
  const states: Manifest['sequences'] = {}
  for (const { name } of rows) {
    const state = await client.query<{ value: string; isCalled: boolean }>(
      `select last_value::text as value, is_called as "isCalled" from ${pg.escapeIdentifier(name)}`,
    )
    if (state.rows[0] !== undefined) states[name] = state.rows[0]
  }
  return states
}
