/** The attack on status reports, small and with a fixed seed; the whole one is `npm run chaos -- statuses`. */
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import type { Person } from '../chaos/harness/person.ts'
import { startMeta } from '../chaos/harness/simulator.ts'
import { APP, hearFrom } from '../chaos/outbound-run.ts'
import { attackStatuses } from '../chaos/statuses-run.ts'
import { startInboundLoop } from '../server/src/inbound/loop.ts'
import { startSenderLoop } from '../server/src/outbound/sender-loop.ts'
import { edge } from '../server/src/test/edge.ts'
import { signedIn } from '../server/src/test/sign-in.ts'

test('whatever order reports come in, before the answer or after it, a message ends at the highest and never goes back', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'recado-chaos-meta-'))
  const meta = await startMeta({ dataDir, app: APP })
  const product = await edge({ META_GRAPH_URL: `${meta.url}/graph`, META_APP_ID: APP.id })
  const { pipeline, log, references } = product.deps
  await product.app.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(product.app.server.address() as AddressInfo).port}`
  const sender = await startSenderLoop({ ...product.deps, pipelineUrl: product.pipelineUrl })
  const inbound = [1, 2].map(() => startInboundLoop({ pipeline, log, references }))
  const db = new pg.Pool({ connectionString: product.ownerUrl, max: 1 })
  onTestFinished(async () => {
    await sender.stop()
    await Promise.all(inbound.map((loop) => loop.stop()))
    await meta.close()
    await db.end()
    await product.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  await hearFrom(meta, url)
  const browser = await signedIn(product.app, product.owner)
  const person: Person = {
    cookie: browser.cookie,
    async call(method, path, body) {
      const answer = await (method === 'GET' ? browser.get(path) : browser.send(method as 'POST', path, body))
      if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
      return answer.body
    },
  }
  const report = await attackStatuses({ url, secret: APP.secret, meta, person, db }, { seed: 7, conversations: 20, messages: 10 })
  const clean = { statusWrong: 0, timesWrong: 0, backwards: 0, screensWrong: 0, stillWaiting: 0, foreignLost: 0, deadLetters: 0 }
  expect(report).toMatchObject({ messages: 200, ...clean })
})
