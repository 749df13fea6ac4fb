/** The HTTP edge over a database of its own. What belongs to a story (customers, the simulator) is world.ts's business. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '../app.ts'
import { readConfig } from '../config.ts'
import { assemble, type Foundations } from '../installation.ts'
import { openDb, openPool } from '../platform/database.ts'
import { createLog } from '../platform/log.ts'
import type { Db } from '../platform/scope.ts'
import type { KeyEncryptionKey } from '../platform/secrets.ts'
import { freshDatabase } from './database.ts'

/** Tests run several at a time on small machines. */
const PATIENCE_MS = 60_000

export interface Edge {
  readonly app: FastifyInstance
  readonly deps: AppDeps
  /** The schema's owner, past row-level security: for looking at what was stored. */
  readonly owner: Db
  readonly appUrl: string
  /** as the schema's owner */
  readonly ownerUrl: string
  readonly pipelineUrl: string
  close(): Promise<void>
}

/** @param settings environment variables, e.g. `{ PUBLIC_URL: 'https://recado.example' }` */
export async function edge(
  settings: Readonly<Record<string, string>> = {},
  parts: Partial<Pick<AppDeps, 'sandbox' | 'log'> & Pick<Foundations, 'inbound'>> & { readonly keys?: readonly KeyEncryptionKey[] } = {},
): Promise<Edge> {
  const database = await freshDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'recado-edge-'))
  const config = readConfig({ LOG_LEVEL: 'silent', DATA_DIR: dataDir, ...settings })
  const { appUrl, pipelineUrl } = database
  const keys = parts.keys ?? [{ id: 'k-test', key: randomBytes(32).toString('base64url') }]
  const log = parts.log ?? createLog(config.LOG_LEVEL)
  const recado = await assemble({
    config,
    log,
    appUrl,
    pipelineUrl,
    keyring: () => keys,
    sandbox: parts.sandbox ?? null,
    inbound: parts.inbound ?? (() => null),
    patienceMs: PATIENCE_MS,
  })
  const owner = openDb(openPool({ connectionString: database.ownerUrl, max: 2, name: 'owner', patienceMs: PATIENCE_MS }))
  await recado.app.ready()
  const close = async () => {
    await recado.close()
    await owner.destroy()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { app: recado.app, deps: recado.deps, owner, appUrl, ownerUrl: database.ownerUrl, pipelineUrl, close }
}
