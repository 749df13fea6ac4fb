import type pg from 'pg'
import { failpoint } from '../platform/failpoint.ts'

/** The most deliveries one group commit takes; part of how messages are ordered (see place arithmetic in process.ts). */
export const MAX_PER_BATCH = 256
const MAX_BATCH_BYTES = 8 * 1024 * 1024
const MAX_WAITING_BYTES = 64 * 1024 * 1024
const FLUSHES_IN_FLIGHT = 2
/** Meta retries what we refuse, so a database that does not answer is said at once rather than waited for. */
const STORE_DEADLINE_MS = 1_500

export class CannotStore extends Error {
  override readonly name = 'CannotStore'
}

interface Waiting {
  readonly body: Buffer
  readonly app: number
  readonly stored: () => void
  readonly refused: (why: CannotStore) => void
}

export interface DeliveryMouth {
  /** Resolves once the bytes are committed; rejects with CannotStore when they may not be. */
  store(body: Buffer, app: number): Promise<void>
  /** Waits for what is under way; nothing new is taken. */
  close(): Promise<void>
}

/**
 * The mouth of the inbound pipeline. Webhook calls that arrive while a commit is under way share the next one (group commit); an idle
 * mouth commits at once. One row holds the bodies of one commit, end to end, so that fsync, row and index cost are shared too.
 *
 * @param onStored called after each commit, to wake the worker
 * @param onLine told how many deliveries wait to be stored, whenever that changes
 */
export function createDeliveryMouth(pool: pg.Pool, onStored: () => void, onLine: (count: number) => void = () => undefined): DeliveryMouth {
  let queue: Waiting[] = []
  let waitingBytes = 0
  let inFlight = 0
  let closed = false
  let idle: (() => void) | null = null

  function store(body: Buffer, app: number): Promise<void> {
    if (closed || waitingBytes + body.length > MAX_WAITING_BYTES)
      return Promise.reject(new CannotStore(closed ? 'shutting down' : 'too much is waiting to be stored'))
    waitingBytes += body.length
    return new Promise((resolve, reject) => {
      const settle =
        <A extends unknown[]>(answer: (...args: A) => void) =>
        (...args: A) => {
          clearTimeout(deadline)
          answer(...args)
        }
      const deadline = setTimeout(() => reject(new CannotStore('the database did not confirm in time')), STORE_DEADLINE_MS)
      queue.push({ body, app, stored: settle(resolve), refused: settle(reject) })
      onLine(queue.length)
      if (queue.length === 1 && inFlight < FLUSHES_IN_FLIGHT) setImmediate(flushDue) // what else arrived in this turn joins it
    })
  }

  function flushDue(): void {
    while (inFlight < FLUSHES_IN_FLIGHT && queue.length > 0) void flush(take())
  }

  function take(): Waiting[] {
    let count = 0
    let bytes = 0
    for (const { body } of queue) {
      if (count === MAX_PER_BATCH || (count > 0 && bytes + body.length > MAX_BATCH_BYTES)) break
      count++
      bytes += body.length
    }
    const batch = count === queue.length ? queue : queue.slice(0, count)
    queue = count === queue.length ? [] : queue.slice(count)
    onLine(queue.length)
    return batch
  }

  async function flush(batch: readonly Waiting[]): Promise<void> {
    inFlight++
    const verdict = await insertBatch(pool, batch)
    inFlight--
    for (const waiting of batch) {
      waitingBytes -= waiting.body.length
      if (verdict === null) waiting.stored()
      else waiting.refused(verdict)
    }
    if (verdict === null) onStored()
    flushDue()
    if (inFlight === 0) idle?.()
  }

  return {
    store,
    async close() {
      closed = true
      if (inFlight > 0) await new Promise<void>((resolve) => (idle = resolve))
    },
  }
}

const INSERT = 'insert into delivery_batch (body, lengths, apps) values ($1, $2::int[], $3::int[])'

async function insertBatch(pool: pg.Pool, batch: readonly Waiting[]): Promise<CannotStore | null> {
  const bodies = batch.map((waiting) => waiting.body)
  const values = [Buffer.concat(bodies), bodies.map((body) => body.length), batch.map((waiting) => waiting.app)]
  failpoint('ingress:before_append')
  return pool.query({ name: 'store deliveries', text: INSERT, values }).then(
    () => {
      failpoint('ingress:after_append')
      return null
    },
    (error: unknown) => new CannotStore(error instanceof Error ? error.message : 'the database refused'),
  )
}
