import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { preparing } from './prepared.ts'
import type { Schema } from './schema.ts'
import type { Db } from './scope.ts'
import { readInstant } from './timestamps.ts'

// bigint arrives as text by default; our counters stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, readInstant)

export interface PoolOptions {
  readonly connectionString: string
  readonly max: number
  /** Shows up in pg_stat_activity. */
  readonly name: string
  /**
   * For workers, which only ever look up what is in their batch: always through an index. Left to its statistics, which lag behind a
   * table that grows by thousands of rows a second, the planner now and then reads the whole table for each batch.
   */
  readonly byKey?: boolean
  /** How long a query waits for a connection, ms; in place of 2 s, for tests on a machine that is busy. */
  readonly patienceMs?: number | undefined
}

const BY_KEY = '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off -c plan_cache_mode=force_generic_plan'

/** A pool on one login role. A statement that takes longer than 30 s is a bug and is cancelled. */
export function openPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.max,
    application_name: `recado ${options.name}`,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    connectionTimeoutMillis: options.patienceMs ?? 2_000,
    keepAlive: true,
    ...(options.byKey === true ? { options: BY_KEY } : {}),
  })
  pool.on('error', () => undefined) // an idle connection died; the pool opens another when asked
  pool.on('connect', (client) => client.on('error', () => undefined)) // one in use died: its next statement fails, which is enough
  return pool
}

/** @param how `prepared`: for many queries of few texts (see prepared.ts); the inbound worker's few large ones are planned each time */
export function openDb(pool: pg.Pool, how: 'plain' | 'prepared' = 'plain'): Db {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: how === 'prepared' ? preparing(pool) : pool }) })
}
