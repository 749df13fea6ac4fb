import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../test/database.ts'
import { keepConnection } from './kept-connection.ts'

test('is there again after it was cut, made ready as the first time', async () => {
  const database = await freshDatabase()
  const backends: number[] = []
  const kept = await keepConnection({
    connectionString: database.ownerUrl,
    name: 'recado kept',
    prepare: async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      backends.push(rows[0]?.pid ?? 0)
    },
  })
  onTestFinished(async () => {
    await kept.close()
    await database.drop()
  })
  const other = new pg.Client(database.ownerUrl)
  await other.connect()
  await other.query('select pg_terminate_backend($1)', [backends[0]])
  await other.end()
  await expect.poll(() => backends.length).toBe(2)
  await expect.poll(async () => (await kept.client?.query('select 1 as one'))?.rows).toEqual([{ one: 1 }])
})

test('a database that hangs up on everyone is asked by one attempt at a time, however long', async () => {
  let [attempts, open, most] = [0, 0, 0]
  const database = createServer((socket) => {
    attempts++
    most = Math.max(most, ++open)
    socket.on('error', () => undefined)
    socket.once('close', () => open--)
    void pause(30).then(() => socket.destroy())
  })
  await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', resolve))
  const { port } = database.address() as AddressInfo
  const kept = await keepConnection({
    connectionString: `postgres://someone:secret@127.0.0.1:${port}/recado`,
    name: 'recado kept',
    prepare: async () => undefined,
  })
  expect(kept.client).toBeNull()
  await expect.poll(() => attempts).toBeGreaterThan(3)
  await kept.close()
  expect(most).toBe(1)
  database.close()
})
