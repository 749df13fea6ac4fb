import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

export interface KeptConnection {
  /** null while there is none */
  readonly client: pg.Client | null
  close(): Promise<void>
}

export interface KeptOptions {
  readonly connectionString: string
  /** Shows up in pg_stat_activity. */
  readonly name: string
  /** Makes each new connection ready for what it is for; when that fails, the next one is tried. */
  readonly prepare: (client: pg.Client) => Promise<void>
  /** Told each time it is away and will be tried again. */
  readonly lost?: (retryMs: number) => void
}

const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 2_000

/**
 * One connection that is there whenever the database is. One attempt at a time, however the last one ended and however long the database
 * is away. Resolves after the first attempt, whether it succeeded or not.
 */
export async function keepConnection(options: KeptOptions): Promise<KeptConnection> {
  const { connectionString, name, prepare, lost } = options
  const closing = new AbortController()
  let current: pg.Client | null = null
  let gone: Promise<void> = Promise.resolve()

  async function connect(): Promise<boolean> {
    const client = new pg.Client({ connectionString, application_name: name, keepAlive: true, connectionTimeoutMillis: LAST_RETRY_MS })
    client.on('error', () => undefined) // 'end' follows
    const ended = new Promise<void>((resolve) => client.once('end', resolve))
    try {
      await client.connect()
      await prepare(client)
    } catch {
      void client.end().catch(() => undefined)
      return false
    }
    current = client
    gone = ended.then(() => {
      current = null
    })
    return true
  }

  async function keep(isUp: boolean): Promise<void> {
    let delay = FIRST_RETRY_MS
    for (let up = isUp; !closing.signal.aborted; up = await connect()) {
      if (up) {
        delay = FIRST_RETRY_MS
        await gone
      }
      if (closing.signal.aborted) return
      lost?.(delay)
      await pause(delay, undefined, { signal: closing.signal }).catch(() => undefined) // closed meanwhile
      delay = Math.min(delay * 2, LAST_RETRY_MS)
    }
  }

  const keeping = keep(await connect())
  return {
    get client() {
      return current
    },
    async close() {
      closing.abort()
      await current?.end()
      await keeping
      await current?.end() // an attempt was under way
    },
  }
}
