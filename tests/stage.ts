/** Our server and the simulator, two programs on one stage: the simulator plays the sandbox, and Meta itself where a test says so. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processDue } from '../server/src/inbound/worker.ts'
import { edge } from '../server/src/test/edge.ts'
import { metaJson, signatureOf } from '../server/src/test/meta-webhooks.ts'
import { signedIn } from '../server/src/test/sign-in.ts'
import { startSimulator } from '../simulator/src/simulator.ts'

export const SANDBOX_APP = {
  appId: '700000000000001',
  appSecret: 'c0ffee00c0ffee00c0ffee00c0ffee00',
  verifyToken: 'verify token of the stage',
}
const CONTROL_TOKEN = 'control token of the stage'

export type Stage = Awaited<ReturnType<typeof stage>>

/** @param settings environment variables of our server; META_GRAPH_URL is the simulator unless given */
export async function stage(settings: Readonly<Record<string, string>> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'recado-stage-'))
  const { appId: id, appSecret: secret, verifyToken } = SANDBOX_APP
  const simulator = await startSimulator({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    app: { id, secret, verifyToken, callbackUrl: null },
    controlToken: CONTROL_TOKEN,
    publicUrl: null,
  })
  const sandbox = { ...SANDBOX_APP, baseUrl: simulator.url, controlToken: CONTROL_TOKEN, stop: async () => undefined }
  const server = await edge({ META_GRAPH_URL: `${simulator.url}/graph`, ...settings }, { sandbox })
  const admin = await signedIn(server.app, server.owner, 'owner')

  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  async function control(path: string, body: unknown = {}): Promise<any> {
    return atControl(path, { method: 'POST', body: JSON.stringify(body) })
  }
  async function atControl(path: string, request: RequestInit, door = '/control') {
    const answer = await fetch(`${simulator.url}${door}${path}`, {
      ...request,
      headers: { authorization: `Bearer ${CONTROL_TOKEN}`, 'content-type': 'application/json' },
    })
    if (!answer.ok) throw new Error(`${door}${path} answered ${answer.status} ${await answer.text()}`)
    return answer.json()
  }

  return {
    ...server,
    simulator,
    admin,
    /** The simulator's own door: accounts, tokens, apps. */
    control,
    /** The same door, looking only. */
    read: (path: string) => atControl(path, { method: 'GET' }),
    /** The account's clock, to so many minutes past the hour: Meta counts calls by the hour. */
    minutesPastHour: (wabaId: string, minutes: number) => {
      const hours = (((minutes * 60_000 - (Date.now() % 3600_000)) / 3600_000 + 1) % 1) + 1
      return atControl(`/wabas/${wabaId}/clock`, { method: 'POST', body: JSON.stringify({ hours }) }, '/api')
    },
    patch: (path: string, body: unknown) => atControl(path, { method: 'PATCH', body: JSON.stringify(body) }),
    remove: (path: string) => atControl(path, { method: 'DELETE', body: '{}' }),
    /** A webhook about an account, delivered and processed. @param how Meta's second, and the secret of another app than the sandbox's */
    async changed(wabaId: string, field: string, value: unknown, how: { time?: number; secret?: string } = {}): Promise<void> {
      const { time = 1_763_800_000, secret = SANDBOX_APP.appSecret } = how
      const bytes = metaJson({
        object: 'whatsapp_business_account',
        entry: [{ id: wabaId, time, changes: [{ field, value }] }],
      })
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(bytes, secret) }
      const post = async () => (await server.app.inject({ method: 'POST', url: '/webhooks/whatsapp', headers, payload: bytes })).statusCode
      let statusCode = await post()
      while (statusCode === 503) statusCode = await post() // as Meta does, where a database that is busy did not take it in time
      if (statusCode !== 200) throw new Error(`the webhook was answered ${statusCode}`)
      const { pipeline, log, references } = server.deps
      while (await processDue({ pipeline, log, references }));
    },
    /** What the event log holds for the admin's workspace, oldest first. */
    async events() {
      const rows = await server.owner
        .selectFrom('event')
        .select('body')
        .where('workspace_id', '=', admin.workspaceId)
        .orderBy('seq')
        .execute()
      return rows.map((row) => JSON.parse(row.body))
    },
    async close() {
      await server.close()
      await simulator.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
