import pg from 'pg'

/**
 * One idle connection whose backend lives exactly as long as this process: its number, written beside a lease, lets others see at once
 * that the holder is gone, instead of waiting for the lease to run out. (PostgreSQL notices a killed process by its closed socket.)
 */
export interface Lifeline {
  /** the backend's process id, or null while there is no connection */
  readonly holder: number | null
  close(): Promise<void>
}

const RETRY_MS = 1_000

export async function openLifeline(connectionString: string): Promise<Lifeline> {
  let client: pg.Client | null = null
  let holder: number | null = null
  let timer: NodeJS.Timeout | null = null
  let closed = false

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString, application_name: 'recado lifeline', keepAlive: true, connectionTimeoutMillis: 2_000 })
    next.on('error', () => undefined) // 'end' follows
    next.on('end', () => lost(next))
    client = next
    await next.connect()
    const { rows } = await next.query<{ pid: number }>('select pg_backend_pid() as pid')
    holder = rows[0]?.pid ?? null
  }

  function lost(which: pg.Client): void {
    if (closed || client !== which) return
    holder = null
    timer = setTimeout(() => void connect().catch(() => client !== null && lost(client)), RETRY_MS)
  }

  await connect()
  return {
    get holder() {
      return holder
    },
    async close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
      await client?.end()
    },
  }
}
