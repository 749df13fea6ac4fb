import pg from 'pg'
import type { Logger } from './log.ts'

export interface Listener {
  /** @param heard called with each payload; @param missed called after the connection was away, when anything may have been said */
  on(channel: string, heard: (payload: string) => void, missed: () => void): Promise<void>
  close(): Promise<void>
}

interface Ear {
  readonly channel: string
  readonly heard: (payload: string) => void
  readonly missed: () => void
}

const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 2_000

/**
 * One connection for all LISTENs of the process. Notifications only wake: whoever listens also looks by itself now and then, so losing
 * them costs time, never data.
 */
export function openListener(connectionString: string, log: Logger): Listener {
  const ears: Ear[] = []
  let client: pg.Client | null = null
  let closed = false
  let retry: NodeJS.Timeout | null = null
  let delay = FIRST_RETRY_MS

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString, application_name: 'recado listener', keepAlive: true, connectionTimeoutMillis: 2_000 })
    next.on('error', () => undefined) // 'end' follows
    next.on('end', () => void lost(next))
    next.on('notification', ({ channel, payload }) => {
      for (const ear of ears) if (ear.channel === channel) ear.heard(payload ?? '')
    })
    await next.connect()
    if (closed) return next.end()
    client = next
    for (const channel of new Set(ears.map((ear) => ear.channel))) await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    delay = FIRST_RETRY_MS
    for (const ear of ears) ear.missed()
  }

  function lost(which: pg.Client): void {
    if (closed || (client !== null && client !== which)) return
    client = null
    log.warn({ outcome: 'listener_lost', retryMs: delay }, 'database notifications lost')
    retry = setTimeout(() => void connect().catch(() => lost(which)), delay)
    delay = Math.min(delay * 2, LAST_RETRY_MS)
  }

  return {
    async on(channel, heard, missed) {
      ears.push({ channel, heard, missed })
      if (client === null) await connect()
      else await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    },
    async close() {
      closed = true
      if (retry !== null) clearTimeout(retry)
      await client?.end()
    },
  }
}
