import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Logger } from '../platform/log.ts'
import type { NextHand } from './deliveries.ts'
import type { StoredBatch } from './queue.ts'

export interface ThreadOrders {
  readonly pipelineUrl: string
  readonly logLevel: string
  readonly referenceKey: string
  /** three Int32, see BEATS, STORED and IDLE */
  readonly shared: SharedArrayBuffer
}

/** The thread counts this up several times a second, for as long as it turns to anything at all. */
export const BEATS = 0
/** How many deliveries this process has stored. Wraps around; only differences count. */
export const STORED = 1
/** The holder of what the thread claims, while it has nothing to do; 0 otherwise. Whoever takes it away has engaged the thread. */
export const IDLE = 2

/** A batch that was stored as claimed by the thread. */
export interface Handed {
  readonly holder: number
  readonly batch: StoredBatch
}

/** What the thread tells: so many messages came in at this number. */
export interface Arrivals {
  readonly numberId: string
  readonly count: number
}

export interface ThreadOptions extends Omit<ThreadOrders, 'shared'> {
  /** the bundle of thread.ts */
  readonly entry: URL | string
  readonly log: Logger
  readonly noteInbound: (numberId: string, count: number) => void
  /** in place of STUCK_MS and MAX_HEAP_MB; for tests */
  readonly stuckMs?: number
  readonly maxHeapMb?: number
}

/**
 * Without a beat for so long it spins. Waiting for the database is no spinning, and reading the largest delivery takes a tenth of a
 * second. Others wait this long for a delivery that spins.
 */
const STUCK_MS = 5_000
const LOOKS = 10
const MAX_HEAP_MB = 512
/** A batch's objects die with its transaction: with room for one, they are not carried over to the old heap first. */
const YOUNG_HEAP_MB = 128
const AFTER_DEATH_MS = 200
const STOP_PATIENCE_MS = 10_000

export interface InboundThread extends NextHand {
  /** Resolves when the piece of work under way is done. */
  stop(): Promise<void>
}

/** Keeps one inbound thread alive: one that dies is started again, one that is stuck is ended first. What it was at work on is isolated by the queue. */
export function keepInboundThread(options: ThreadOptions): InboundThread {
  const { entry, log, noteInbound, stuckMs = STUCK_MS, maxHeapMb = MAX_HEAP_MB, ...orders } = options
  const shared = new Int32Array(new SharedArrayBuffer(12))
  const stopping = new AbortController()
  let worker: Worker | null = null
  let lastBeat = 0
  /** null until the thread's first beat: starting up may take as long as it takes */
  let silentLooks: number | null = null

  /** Resolves when the thread has ended, however it did. */
  function run(): Promise<void> {
    const next = new Worker(entry, {
      workerData: { ...orders, shared: shared.buffer },
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
    })
    silentLooks = null
    worker = next
    next.on('error', (err) => log.error({ outcome: 'inbound_thread_died', err }, 'inbound thread'))
    next.on('message', ({ numberId, count }: Arrivals) => noteInbound(numberId, count))
    return new Promise((resolve) => next.once('exit', () => resolve()))
  }

  async function keep(): Promise<void> {
    while (!stopping.signal.aborted) {
      await run()
      worker = null
      Atomics.store(shared, IDLE, 0)
      await pause(AFTER_DEATH_MS, undefined, { signal: stopping.signal }).catch(() => undefined) // stopped meanwhile
    }
  }

  // Looks are counted, not time: a process that was stopped and goes on has missed one.
  const watchdog = setInterval(() => {
    const beat = Atomics.load(shared, BEATS)
    if (beat !== lastBeat) silentLooks = 0
    else if (silentLooks !== null) silentLooks++
    lastBeat = beat
    if (worker === null || silentLooks === null || silentLooks < LOOKS) return
    log.error({ outcome: 'inbound_thread_stuck' }, 'inbound thread ended')
    silentLooks = null
    void worker.terminate()
  }, stuckMs / LOOKS)
  watchdog.unref()

  const keeping = keep()
  return {
    wake: () => worker?.postMessage('wake'),
    noteStored: (count) => void Atomics.add(shared, STORED, count),
    engage: () => Atomics.exchange(shared, IDLE, 0) || null,
    hand: (batch, holder) => worker?.postMessage({ holder, batch } satisfies Handed),
    async stop() {
      stopping.abort()
      worker?.postMessage('stop')
      const patience = setTimeout(() => void worker?.terminate(), STOP_PATIENCE_MS)
      await keeping
      clearTimeout(patience)
      clearInterval(watchdog)
    },
  }
}
