import type pg from 'pg'
import { failpoint } from '../platform/failpoint.ts'
import { LEASE_SECONDS, type StoredBatch } from './queue.ts'

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

/** Whoever processes what is stored, as far as the mouth has to do with them. */
export interface NextHand {
  /** Something was stored and waits to be claimed. */
  wake(): void
  /** So many deliveries were stored. */
  noteStored(count: number): void
  /**
   * Asks for somebody who has nothing to do; they are engaged by the question and nobody else will be told of them.
   *
   * @returns the holder of what they claim (see Lifeline), or null: all are at work
   */
  engage(): number | null
  /** Gives them what was stored as claimed by `holder`. If it gets lost on the way, it is free as soon as the holder is gone. */
  hand(batch: StoredBatch, holder: number): void
}

export interface DeliveryMouth {
  /** Resolves once the bytes are committed; rejects with CannotStore when they may not be. */
  store(body: Buffer, app: number): Promise<void>
  /** Waits for what is under way; nothing new is taken. */
  close(): Promise<void>
}

/**
 * The mouth of the inbound pipeline. Webhook calls that arrive while a commit is under way share the next one (group commit); an idle
 * mouth commits at once. One row holds the bodies of one commit, end to end, so that fsync, row and index cost are shared too. A worker
 * that has nothing to do is given the batch by hand, stored as claimed by it: looking for it would cost as much as storing it did.
 *
 * @param next who processes, once they are there
 */
export function createDeliveryMouth(pool: pg.Pool, next: () => NextHand | null): DeliveryMouth {
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
    return batch
  }

  async function flush(batch: readonly Waiting[]): Promise<void> {
    inFlight++
    const verdict = await insertBatch(pool, batch, next())
    inFlight--
    for (const waiting of batch) {
      waitingBytes -= waiting.body.length
      if (verdict === null) waiting.stored()
      else waiting.refused(verdict)
    }
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

const INSERT = `insert into delivery_batch (body, lengths, apps, lease_holder, attempts, lease_until)
  values ($1, $2::int[], $3::int[], $4::int, ($4::int is not null)::int, case when $4::int is not null then now() + interval '${LEASE_SECONDS} seconds' end)
  returning id, received_at`

/** @returns why not, or null */
async function insertBatch(pool: pg.Pool, batch: readonly Waiting[], next: NextHand | null): Promise<CannotStore | null> {
  const body = Buffer.concat(batch.map((waiting) => waiting.body))
  const lengths = batch.map((waiting) => waiting.body.length)
  const apps = batch.map((waiting) => waiting.app)
  const holder = next?.engage() ?? null
  failpoint('ingress:before_append')
  try {
    const { rows } = await pool.query<{ id: number; received_at: Date }>({
      name: 'store deliveries',
      text: INSERT,
      values: [body, lengths, apps, holder],
    })
    failpoint('ingress:after_append')
    next?.noteStored(batch.length)
    const [row] = rows
    if (holder === null || row === undefined) next?.wake()
    else next?.hand({ ...row, body, lengths, apps }, holder)
    return null
  } catch (error) {
    return new CannotStore(error instanceof Error ? error.message : 'the database refused')
  }
}
