import type { Config } from '../config.ts'
import { joinGround, openGround } from '../ground.ts'
import { prepareDataDir } from '../platform/data-dir.ts'
import { openDb, openPool } from '../platform/database.ts'
import { createLog } from '../platform/log.ts'
import { lockHolder } from '../platform/process-lock.ts'
import { openVault } from '../platform/sealed-vault.ts'
import { readKeys } from '../platform/secrets.ts'
import type { Context, Parts } from './command.ts'

/** What commands run with: the settings, where to write, and the installation once they ask for it. */
export function contextOf(config: Config, print: Context['print'], note: Context['note']): Context {
  return {
    config,
    log: createLog('error'),
    print,
    note,
    withParts: async (work) => {
      const isServed = lockHolder(prepareDataDir(config.DATA_DIR)) !== null
      const ground = isServed ? joinGround(config) : await openGround(config, { what: 'recado', progress: () => undefined })
      const db = openDb(openPool({ connectionString: ground.appUrl, max: 5, name: 'cli' }))
      const pipeline = openDb(openPool({ connectionString: ground.pipelineUrl, max: 5, name: 'cli' }))
      try {
        const parts: Parts = { ground, isServed, db, pipeline, vault: await openVault(pipeline, () => readKeys(ground.dataDir)) }
        return await work(parts)
      } finally {
        await Promise.all([db.destroy(), pipeline.destroy()])
        await ground.close()
      }
    },
  }
}
