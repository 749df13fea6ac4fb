import { keepConnection } from './kept-connection.ts'

/**
 * One idle connection whose backend lives exactly as long as this process: its number, written beside a lease, lets others see at once
 * that the holder is gone, instead of waiting for the lease to run out. (PostgreSQL notices a killed process by its closed socket.)
 */
export interface Lifeline {
  /** the backend's process id, or null while there is no connection */
  readonly holder: number | null
  close(): Promise<void>
}

export async function openLifeline(connectionString: string): Promise<Lifeline> {
  let backend: number | null = null
  const connection = await keepConnection({
    connectionString,
    name: 'recado lifeline',
    prepare: async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      backend = rows[0]?.pid ?? null
    },
  })
  return {
    get holder() {
      return connection.client === null ? null : backend
    },
    close: () => connection.close(),
  }
}
