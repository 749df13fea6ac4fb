import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Logger } from '../platform/log.ts'
import type { InboundLoop } from './loop.ts'

export interface ThreadOrders {
  readonly pipelineUrl: string
  readonly logLevel: string
  readonly referenceKey: string
  /** one Int32 that the thread counts up whenever it turns to a piece of work, and at least every half second */
  readonly beats: SharedArrayBuffer
}

/** What the thread tells: so many messages came in at this number. */
export interface Arrivals {
  readonly numberId: string
  readonly count: number
}

export interface ThreadOptions extends Omit<ThreadOrders, 'beats'> {
  /** the bundle of thread.ts */
  readonly entry: URL | string
  readonly log: Logger
  readonly noteInbound: (numberId: string, count: number) => void
}

/** Well above the largest honest piece of work, and short enough that others wait less than half a minute for one that spins. */
const STUCK_MS = 15_000
const LOOK_MS = 1_000
const MAX_HEAP_MB = 512
const AFTER_DEATH_MS = 200

/** Keeps one inbound thread alive: one that dies is started again, one that is stuck is ended first. What it was at work on is isolated by the queue. */
export function keepInboundThread(options: ThreadOptions): InboundLoop {
  const { entry, log, noteInbound, ...orders } = options
  const beats = new Int32Array(new SharedArrayBuffer(4))
  let stopping = false
  let worker = launch()
  let lastBeat = 0
  let beatAt = Date.now()

  function launch(): Worker {
    const next = new Worker(entry, {
      workerData: { ...orders, beats: beats.buffer },
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    })
    next.on('error', (err) => log.error({ outcome: 'inbound_thread_died', err }, 'inbound thread'))
    next.on('message', ({ numberId, count }: Arrivals) => noteInbound(numberId, count))
    next.on('exit', () => void relaunch())
    return next
  }

  async function relaunch(): Promise<void> {
    if (stopping) return
    await pause(AFTER_DEATH_MS)
    if (stopping) return
    beatAt = Date.now()
    worker = launch()
  }

  const watchdog = setInterval(() => {
    const beat = Atomics.load(beats, 0)
    if (beat !== lastBeat) {
      lastBeat = beat
      beatAt = Date.now()
    } else if (Date.now() - beatAt > STUCK_MS) {
      log.error({ outcome: 'inbound_thread_stuck' }, 'inbound thread ended')
      beatAt = Date.now()
      void worker.terminate()
    }
  }, LOOK_MS)
  watchdog.unref()

  return {
    wake: () => worker.postMessage('wake'),
    async stop() {
      stopping = true
      clearInterval(watchdog)
      const ended = once(worker, 'exit')
      worker.postMessage('stop')
      await ended
    },
  }
}
