import { type AddressInfo, createServer } from 'node:net'
import fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../test/database.ts'
import { refuseWhileSilent } from './http-patience.ts'
import { createPulse } from './pulse.ts'

/** Takes every connection and says nothing, as a frozen PostgreSQL does. */
async function silence(): Promise<string> {
  const server = createServer((socket) => void socket.on('error', () => undefined))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `postgres://someone:secret@127.0.0.1:${(server.address() as AddressInfo).port}/recado`
}

async function slowEdge(isSilent: () => Promise<boolean>) {
  let finish: (answer: string) => void = () => undefined
  const app = fastify()
  refuseWhileSilent(app, isSilent)
  app.get('/slow', () => new Promise((resolve) => (finish = resolve)))
  onTestFinished(async () => {
    finish('')
    await app.close()
  })
  return { app, finish: (answer: string) => finish(answer) }
}

test('a request that waits for a database that says nothing is answered 503, with when to come back', async () => {
  const { app, finish } = await slowEdge(createPulse(await silence()))
  const answer = await app.inject('/slow')
  expect([answer.statusCode, answer.headers['retry-after'], answer.json().code]).toEqual([503, '5', 'unavailable'])
  finish('too late') // and disturbs nobody
  expect((await app.inject('/nothing')).statusCode).toBe(404)
})

test('a request that takes its time while the database is there is waited for', async () => {
  const database = await freshDatabase()
  onTestFinished(database.drop)
  const pulse = createPulse(database.appUrl, 20_000)
  const { app, finish } = await slowEdge(pulse)
  const asked = app.inject('/slow').then((answer) => answer.body)
  await new Promise((resolve) => setTimeout(resolve, 1_200)) // it has been asked about by now
  expect(await pulse()).toBe(false)
  finish('done')
  expect(await asked).toBe('done')
})

test('a process that is itself held up does not take that for silence', async () => {
  const database = await freshDatabase()
  onTestFinished(database.drop)
  const asked = createPulse(database.appUrl)()
  const until = performance.now() + 1_000
  while (performance.now() < until); // as password hashes and pictures do on a small machine
  expect(await asked).toBe(false)
})
