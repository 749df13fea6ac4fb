/** The attack on order, small and with a fixed seed; the whole one, with kills, is `npm run chaos -- order`. */
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { attackOrder } from '../chaos/order-run.ts'
import { startInboundLoop } from '../server/src/inbound/loop.ts'
import { SECRET, world } from '../server/src/test/world.ts'

test('first messages that come all at once make one conversation, and every message stands in its order, whoever works on it', async () => {
  const w = await world()
  await w.app.listen({ port: 0, host: '127.0.0.1' })
  const workers = Array.from({ length: 4 }, () => startInboundLoop(w.inbound))
  const db = new pg.Pool({ connectionString: w.ownerUrl, max: 1 })
  onTestFinished(async () => {
    await Promise.all(workers.map((worker) => worker.stop()))
    await db.end()
    await w.close()
  })
  const { wabaId, phoneNumberId, workspaceId } = w.home
  const report = await attackOrder(
    {
      url: `http://127.0.0.1:${(w.app.server.address() as AddressInfo).port}`,
      place: { wabaId, phoneNumberId, secret: SECRET },
      workspaceId,
      db,
    },
    { seed: 7, conversations: 20, messages: 40, albums: 15, callsPerSecond: 1_000 },
  )
  const clean = { lost: 0, doubled: 0, inversions: 0, split: 0, cardsWrong: 0, deadLetters: 0 }
  expect(report).toMatchObject({ items: 950, ...clean })
})
