/** A clock that a test moves: the database's and, handed to whoever takes a clock, the program's. Nobody sleeps. */
import pg from 'pg'

export interface VirtualTime {
  /** milliseconds that only count up */
  readonly ms: () => number
  readonly date: () => Date
  /** Moves it on. */
  pass(ms: number): Promise<void>
  /** @param query one value, a moment @returns milliseconds until then, null when there is none */
  until(query: string): Promise<number | null>
  close(): Promise<void>
}

/**
 * Puts a `now()` of its own in front of PostgreSQL's, for every connection made from now on, and under every column's default. Whole
 * moments: between two moves the time stands still.
 */
const TAKE_OVER = `
  create schema virtual;
  create table virtual.clock (at timestamptz not null);
  insert into virtual.clock values (date_trunc('milliseconds', pg_catalog.now()));
  create function virtual.now() returns timestamptz language sql stable as 'select at from virtual.clock';
  grant usage on schema virtual to public;
  grant select on virtual.clock to public;
  do $$
  declare c record;
  begin
    for c in select table_name, column_name from information_schema.columns where table_schema = 'public' and column_default = 'now()' loop
      execute format('alter table public.%I alter column %I set default virtual.now()', c.table_name, c.column_name);
    end loop;
    execute format('alter database %I set search_path = virtual, public, pg_catalog', current_database());
  end $$`

export async function virtualTime(ownerUrl: string): Promise<VirtualTime> {
  const first = new pg.Client({ connectionString: ownerUrl })
  await first.connect()
  await first.query(TAKE_OVER)
  await first.end()
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ at: Date }>('select at from virtual.clock')
  let at = rows[0]?.at.getTime() ?? 0
  return {
    ms: () => at,
    date: () => new Date(at),
    async pass(ms) {
      at += Math.ceil(ms)
      await client.query('update virtual.clock set at = $1', [new Date(at)])
    },
    async until(query) {
      const { rows: found } = await client.query<{ moment: Date | null }>(`select (${query}) as moment`)
      const moment = found[0]?.moment ?? null
      return moment === null ? null : moment.getTime() - at
    },
    close: () => client.end(),
  }
}
