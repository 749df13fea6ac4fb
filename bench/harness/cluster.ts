import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../server/src/embedded/supervisor.ts'

export interface Cluster {
  /** A superuser's connection string to a database of that name, made when it is not there. */
  database(name: string): Promise<string>
  stop(): Promise<void>
}

/** The embedded PostgreSQL exactly as the product runs it: fsync on, synchronous_commit on. Floors and product share it. */
export async function startCluster(): Promise<Cluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'recado-bench-'))
  const embedded = await startEmbedded({ dataDir, superuserPassword: 'only-for-this-run', onRestart: () => undefined })
  return {
    async database(name) {
      const admin = new pg.Client({ connectionString: embedded.ownerUrl })
      await admin.connect()
      const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name])
      if (rowCount === 0) await admin.query(`create database ${name}`)
      await admin.end()
      return withDatabase(embedded.ownerUrl, name)
    },
    async stop() {
      await embedded.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function withDatabase(url: string, name: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`)
}
