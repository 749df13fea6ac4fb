import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { Refusal } from './errors.ts'
import type { Db } from './scope.ts'

/** Liveness asks only whether the process answers; readiness asks whether the database takes a write. */
export function answerHealth(app: FastifyInstance, db: Db): void {
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async () => {
    await writeSomething(db)
    return { status: 'ok' }
  })
}

async function writeSomething(db: Db): Promise<void> {
  await sql`insert into rate_limit (id, last_request) values ('ready', 0) on conflict (id) do update set last_request = excluded.last_request`
    .execute(db)
    .catch((cause: unknown) => {
      throw new Refusal('unavailable', 'The database does not take writes', { cause: cause instanceof Error ? cause.name : 'unknown' })
    })
}
