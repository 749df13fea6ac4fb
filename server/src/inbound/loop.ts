import type { InboundDeps } from './worker.ts'
import { processDue } from './worker.ts'

/** Deliveries are taken up as soon as they are stored here; what other processes stored, or failed, is looked for this often. */
const LOOK_EVERY_MS = 500
const AFTER_TROUBLE_MS = 1_000

export interface InboundLoop {
  wake(): void
  /** Resolves when the piece of work under way is done. */
  stop(): Promise<void>
}

/** Works while there is work, sleeps otherwise. Trouble (the database is away) is logged and waited out; it never ends the loop. */
export function startInboundLoop(deps: InboundDeps): InboundLoop {
  let stopped = false
  let woken = false
  let rouse: (() => void) | null = null

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      rouse = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  async function step(): Promise<number> {
    try {
      woken = false
      return (await processDue(deps)) || woken ? 0 : LOOK_EVERY_MS
    } catch (error) {
      deps.log.error({ outcome: 'inbound_trouble', err: error }, 'deliveries not processed')
      return AFTER_TROUBLE_MS
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const pause = await step()
      if (pause > 0 && !stopped && !woken) await sleep(pause)
    }
  }

  const running = run()
  return {
    wake() {
      woken = true
      rouse?.()
    },
    async stop() {
      stopped = true
      rouse?.()
      await running
    },
  }
}
