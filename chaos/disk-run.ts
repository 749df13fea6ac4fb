/** One run of the attack on the disk, for `npm run chaos` and for the smaller one in the tests. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { connectNumber } from '../bench/harness/connect-number.ts'
import { SUPERUSER } from '../server/src/embedded/cluster.ts'
import { openDoor } from '../server/src/embedded/socket.ts'
import { checkIngress, drained, type IngressVerdict } from './harness/check-ingress.ts'
import { bodyOf, makeDeliveries, makeItems, post } from './harness/meta.ts'
import { superviseProduct } from './harness/product.ts'
import { Random } from './harness/random.ts'
import type { SmallDisk } from './harness/small-disk.ts'

export interface DiskOrder {
  readonly seed: number
  readonly items: number
  /** how often the disk fills up */
  readonly times: number
  /** how long it stays full after the first call that was refused */
  readonly fullMs: number
  readonly callsPerSecond: number
  /** the built server */
  readonly entry: string
  readonly disk: SmallDisk
}

export interface DiskReport extends IngressVerdict {
  readonly seed: number
  readonly items: number
  readonly deliveries: number
  readonly refused: number
  /** calls without any answer, or with another one than 200 and 503 */
  readonly wrong: number
  /** of the product: there may be none */
  readonly restarts: number
  readonly seconds: number
}

const PLACE = { wabaId: '102290129340398', phoneNumberId: '106540352242922' }

export async function attackDisk(order: DiskOrder): Promise<DiskReport> {
  const started = performance.now()
  const random = new Random(order.seed)
  const items = makeItems(random, order.items, 200)
  const calls = makeDeliveries(random, items)
  const dataDir = join(order.disk.path, 'data')
  const product = await superviseProduct({ entry: order.entry, env: { DATA_DIR: dataDir } })
  const door = openDoor(dataDir)
  const { database } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as { database: { superuser: string } } // the product's own
  const look = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client(door.url(SUPERUSER, database.superuser))
    await client.connect()
    return work(client).finally(() => client.end())
  }
  let [refused, wrong, isOver] = [0, 0, false]
  try {
    const { workspaceId } = await look((client) => connectNumber(client, PLACE))
    const nemesis = (async () => {
      for (let n = 0; n < order.times; n++) {
        await pause(1_000)
        const before = refused
        order.disk.fill()
        while (refused === before) await pause(20)
        await pause(order.fullMs)
        order.disk.free()
      }
      isOver = true
    })()
    let next = 0
    const lane = async (): Promise<void> => {
      // Until the disk was full as often as ordered, what is known comes again: it is stored all the same, and takes room.
      for (let nth = next++; nth < calls.length || !isOver; nth = next++) {
        await pause(Math.max(0, started + (nth * 1000) / order.callsPerSecond - performance.now()))
        await post(product.url, PLACE, bodyOf(PLACE, calls[nth % calls.length] ?? []), ({ status }) => {
          if (status === 503) refused++
          else if (status !== 200) wrong++
        })
      }
    }
    await Promise.all([...Array.from({ length: 16 }, lane), nemesis])
    const verdict = await look(async (client) => {
      await drained(client)
      return checkIngress(client, workspaceId, items)
    })
    return {
      seed: order.seed,
      items: items.length,
      deliveries: calls.length,
      refused,
      wrong,
      restarts: product.starts - 1,
      ...verdict,
      seconds: Math.round((performance.now() - started) / 1000),
    }
  } finally {
    order.disk.free()
    door.close()
    await product.stop()
  }
}
