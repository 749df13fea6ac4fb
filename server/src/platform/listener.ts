import pg from 'pg'
import { type KeptConnection, keepConnection } from './kept-connection.ts'
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

/**
 * One connection for all LISTENs of the process. Notifications only wake: whoever listens also looks by itself now and then, so losing
 * them costs time, never data.
 */
export function openListener(connectionString: string, log: Logger): Listener {
  const ears: Ear[] = []
  let connection: Promise<KeptConnection> | null = null

  const connect = () =>
    keepConnection({
      connectionString,
      name: 'recado listener',
      prepare: async (client) => {
        client.on('notification', ({ channel, payload }) => {
          for (const ear of ears) if (ear.channel === channel) ear.heard(payload ?? '')
        })
        for (const { channel } of ears) await client.query(`listen ${pg.escapeIdentifier(channel)}`) // those that come meanwhile too
        for (const ear of ears) ear.missed()
      },
      lost: (retryMs) => log.warn({ outcome: 'listener_lost', retryMs }, 'database notifications lost'),
    })

  return {
    async on(channel, heard, missed) {
      ears.push({ channel, heard, missed })
      connection ??= connect()
      const { client } = await connection
      await client?.query(`listen ${pg.escapeIdentifier(channel)}`) // while it is away: when it is back
    },
    async close() {
      await (await connection)?.close()
    },
  }
}
