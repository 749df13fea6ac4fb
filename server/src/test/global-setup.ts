import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { environment } from '../config.ts'
import { startEmbedded } from '../embedded/supervisor.ts'
import { dropAbandoned } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser of the PostgreSQL cluster that the tests of this run share. */
    adminUrl: string
  }
}

/** Once per run: the cluster of TEST_DATABASE_URL, or an embedded one that goes when the run ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = environment().TEST_DATABASE_URL
  if (given !== undefined && given !== '') {
    await dropAbandoned(given)
    project.provide('adminUrl', given)
    return async () => undefined
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'recado-test-'))
  const database = await startEmbedded({
    dataDir,
    superuserPassword: 'only-for-tests',
    // Nobody misses this data, and a hundred databases are made and dropped.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
    onRestart: (why) => console.error(`the tests' PostgreSQL died (${why}) and is started again`),
  })
  project.provide('adminUrl', database.ownerUrl)
  return async () => {
    await database.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
