/**
 * The inbound worker as a thread: reading and storing a 3 MB delivery does not hold up those who answer people, and a delivery that
 * spins or eats memory takes this thread with it and nothing else. Started by thread-keeper.ts.
 */
import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { createReferences } from '../outbound/reference.ts'
import { openDb, openPool } from '../platform/database.ts'
import { openLifeline } from '../platform/lifeline.ts'
import { createLog } from '../platform/log.ts'
import { startInboundLoop } from './loop.ts'
import { split } from './queue.ts'
import { startWebhookTally } from './tally.ts'
import { type Arrivals, BEATS, type Handed, IDLE, STORED, type ThreadOrders } from './thread-keeper.ts'

const BEAT_MS = 200

// Where the machine is short, webhooks are acknowledged and people answered first; what is stored can wait. (Linux: this thread alone.)
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

const orders = workerData as ThreadOrders // given by thread-keeper.ts
const shared = new Int32Array(orders.shared)
const beat = () => Atomics.add(shared, BEATS, 1)
beat() // from here on it may be found stuck
const beating = setInterval(beat, BEAT_MS)
const pool = openPool({ connectionString: orders.pipelineUrl, max: 2, name: 'inbound', byKey: true })
const lifeline = await openLifeline(orders.pipelineUrl)
const [pipeline, log] = [openDb(pool, 'prepared'), createLog(orders.logLevel)]
const tally = startWebhookTally(pipeline, log)
const loop = startInboundLoop(
  {
    pipeline,
    log,
    references: createReferences(orders.referenceKey),
    lifeline,
    noteSeen: tally.note,
    noteInbound: (numberId, count) => parentPort?.postMessage({ numberId, count } satisfies Arrivals),
  },
  {
    stored: () => Atomics.load(shared, STORED),
    offer: (isIdle) => Atomics.store(shared, IDLE, isIdle ? (lifeline.holder ?? 0) : 0),
  },
)

/** What another's lifeline holds is left to whoever claims it: it is free when that one is gone. */
function take({ holder, batch }: Handed): void {
  if (holder !== lifeline.holder) {
    loop.wake()
    return
  }
  const body = Buffer.from(batch.body.buffer, batch.body.byteOffset, batch.body.byteLength) // a Buffer arrives as plain bytes
  loop.take({ id: batch.id, attempts: 1, deliveries: split({ ...batch, body }) })
}

parentPort?.on('message', (word: 'wake' | 'stop' | Handed) => {
  if (typeof word === 'object') return take(word)
  if (word === 'wake') return loop.wake()
  void loop.stop().then(async () => {
    await tally.stop()
    await Promise.all([pool.end(), lifeline.close()])
    clearInterval(beating)
    parentPort?.close()
  })
})
