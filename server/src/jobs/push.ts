import { ALERT_OPENED } from '../alerts/open.ts'
import type { Listener } from '../platform/listener.ts'
import { pushKeys } from '../push/push-keys.ts'
import { type PushDeps, pushRound } from '../push/push-round.ts'
import { createPushTransport, type PushHosts } from '../push/push-transport.ts'

/** Messages that come together are one call per conversation. */
const GATHER_MS = 1_000
/** Notifications only wake; this is how late a lost one is at most. */
const LOOK_EVERY_MS = 60_000

type Deps = Omit<PushDeps, 'keys' | 'transport' | 'config'> & { readonly config: PushDeps['config'] & PushHosts }

/** Follows the event log of every workspace in which somebody wants to be called. Of several processes one does it. */
export async function startPush(deps: Deps, listener: Listener): Promise<{ stop(): Promise<void> }> {
  const transport = createPushTransport(deps.config)
  const told = { ...deps, keys: await pushKeys(deps.pipeline, deps.vault), transport }
  const due = new Set<string>()
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  const wake = (...workspaceIds: readonly string[]) => {
    for (const id of workspaceIds) due.add(id)
    if (!stopped && due.size > 0) timer ??= setTimeout(run, GATHER_MS)
  }
  const run = () => {
    timer = undefined
    running = running.then(round)
  }
  const round = async () => {
    for (const id of due) {
      due.delete(id)
      if (stopped) return
      const hasMore = await pushRound(told, id).catch((err: unknown) => {
        deps.log.warn({ workspace: id, outcome: 'push_failed', err }, 'push')
        return false
      })
      if (hasMore) wake(id)
    }
  }
  const look = async () => {
    const workspaces = await deps.pipeline.selectFrom('workspace').select('id').execute()
    wake(...workspaces.map(({ id }) => id))
  }
  const lookSafely = () => void look().catch((err: unknown) => deps.log.warn({ outcome: 'push_failed', err }, 'push'))
  await listener.on('event', wake, lookSafely)
  await listener.on(ALERT_OPENED, wake, lookSafely)
  const clock = setInterval(lookSafely, LOOK_EVERY_MS)
  lookSafely()
  return {
    async stop() {
      stopped = true
      clearInterval(clock)
      clearTimeout(timer)
      await running
      await transport.close()
    },
  }
}
