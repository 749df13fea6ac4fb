/** A second simulator that plays Meta itself, for stories in which something happens at Meta. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { startSimulator } from '../../../simulator/src/simulator.ts'

const CONTROL = 'control token of the story'

export interface Meta {
  /** for META_GRAPH_URL */
  readonly graphUrl: string
  /** The simulator's own door: accounts, tokens, apps. */
  control<T>(path: string, body?: object): Promise<T>
  change<T>(path: string, body: object): Promise<T>
}

/** Runs until the file's stories are over. */
export async function playedMeta(): Promise<Meta> {
  const dataDir = mkdtempSync(join(tmpdir(), 'recado-meta-'))
  const meta = await startSimulator({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    app: { id: '700000000000001', secret: 'c0ffee00c0ffee00c0ffee00c0ffee00', verifyToken: 'verify', callbackUrl: null },
    controlToken: CONTROL,
    publicUrl: null,
  })
  afterAll(async () => {
    await meta.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  async function ask<T>(method: string, path: string, body: object): Promise<T> {
    const answer = await fetch(`${meta.url}/control${path}`, {
      method,
      headers: { authorization: `Bearer ${CONTROL}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`control ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  return {
    graphUrl: `${meta.url}/graph`,
    control: (path, body = {}) => ask('POST', path, body),
    change: (path, body) => ask('PATCH', path, body),
  }
}
