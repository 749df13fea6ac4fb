import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

const MOST = 400
/** A newer program has changed a table under this one: the connection is replaced, and the next request prepares anew. */
const CACHED_PLAN_OUTDATED = '0A000'

/**
 * Statements get a name, so that each connection parses and plans them once instead of every time. What answers people is many small
 * queries whose planning, with row-level security on, costs as much as running them: measured at 200 inbox reads, half of the time.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>()
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()

  /** undefined: not prepared. Texts without end, e.g. lists of varying length, must not fill every connection's memory. */
  function nameOf(text: string): string | undefined {
    const known = names.get(text)
    if (known !== undefined || names.size === MOST) return known
    const name = `s${names.size}`
    names.set(text, name)
    return name
  }

  function wrap(client: pg.PoolClient): PostgresPoolClient {
    let outdated = false
    const query = (text: string, values: readonly unknown[]) => {
      const name = values.length > 0 ? nameOf(text) : undefined
      const result = client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) })
      result.catch((error: unknown) => {
        outdated ||= error instanceof Error && 'code' in error && error.code === CACHED_PLAN_OUTDATED
      })
      return result
    }
    const wrapped: unknown = { query, release: () => client.release(outdated) }
    return wrapped as PostgresPoolClient // which also has an overload for cursors; kysely uses it only where one is configured
  }

  return {
    async connect() {
      const client = await pool.connect()
      const wrapped = clients.get(client) ?? wrap(client)
      clients.set(client, wrapped)
      return wrapped
    },
    end: () => pool.end(),
  }
}
