import pg from 'pg'

const ANSWER_WITHIN_MS = 600

/**
 * Whether the database says anything at all, to somebody new: frozen, or behind a line that swallows what is sent, it refuses nobody
 * and answers nobody. Calls made while one asks share its answer.
 */
export function createPulse(connectionString: string): () => Promise<boolean> {
  let asking: Promise<boolean> | null = null
  return () => {
    asking ??= isSilent(connectionString).finally(() => {
      asking = null
    })
    return asking
  }
}

async function isSilent(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, application_name: 'recado pulse', connectionTimeoutMillis: ANSWER_WITHIN_MS })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return false
  } catch (error) {
    return !(error instanceof pg.DatabaseError) // a refusal is an answer
  } finally {
    void client.end().catch(() => undefined)
  }
}
