import { startInboundLoop } from '../../server/src/inbound/loop.ts'
import { createReferences } from '../../server/src/outbound/reference.ts'
import { openDb, openPool } from '../../server/src/platform/database.ts'
import { createLog } from '../../server/src/platform/log.ts'

/** More inbound workers on the product's database, as further processes of the same installation would be. @param databaseUrl of a superuser */
export function startWorkers(databaseUrl: string, count: number): { stop(): Promise<void> } {
  const url = new URL(databaseUrl)
  url.searchParams.set('options', '-c role=recado_pipeline')
  const workers = Array.from({ length: count }, () => {
    const pool = openPool({ connectionString: url.href, max: 2, name: 'another worker' })
    const loop = startInboundLoop({ pipeline: openDb(pool), log: createLog('error'), references: createReferences('nobody here sends') })
    return { pool, loop }
  })
  return {
    async stop() {
      await Promise.all(workers.map(({ loop }) => loop.stop()))
      await Promise.all(workers.map(({ pool }) => pool.end()))
    },
  }
}
