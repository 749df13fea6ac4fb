import type { Listener } from '../platform/listener.ts'
import type { Logger } from '../platform/log.ts'

export interface DueWork {
  /** the notification that says that something became due */
  readonly channel: string
  /** What waits for its next try, and what a process that died left behind, is found by looking this often. */
  readonly lookEveryMs: number
  /** @returns whether there was something to do */
  next(): Promise<boolean>
  /** what the log calls it when the next one could not even be read */
  readonly outcome: string
}

/** Works through what becomes due, one after the other. */
export async function startDueLoop(work: DueWork, listener: Listener, log: Logger): Promise<{ stop(): Promise<void> }> {
  let stopped = false
  let again = false
  let running: Promise<void> | null = null

  function wake(): void {
    again = true
    if (!stopped) running ??= drain().finally(() => (running = null))
  }

  async function drain(): Promise<void> {
    while (again && !stopped) {
      again = false
      again ||= await work.next().catch((err: unknown) => {
        log.error({ outcome: work.outcome, err }, 'due work')
        return false
      })
    }
  }

  await listener.on(work.channel, wake, wake)
  const clock = setInterval(wake, work.lookEveryMs)
  wake()
  return {
    async stop() {
      stopped = true
      clearInterval(clock)
      await running
    },
  }
}
