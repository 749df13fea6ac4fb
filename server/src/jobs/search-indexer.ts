import type { Listener } from '../platform/listener.ts'
import type { Logger } from '../platform/log.ts'
import type { Db } from '../platform/scope.ts'
import { indexWorkspace } from '../search/index-workspace.ts'
import { deliveriesWait } from './deliveries-wait.ts'

/** Messages that come together are indexed together. */
const GATHER_MS = 400
/** Notifications only wake; this is how late a lost one is at most. */
const LOOK_EVERY_MS = 30_000
/** After a full round it rests, so many times as long as that took: a burst is stored first and indexed behind it. */
const REST = 1
const REST_IN_A_BURST = 9
const BURST_MS = 1_000

/** While deliveries wait it gives way to them, so many times at most: what is stored must be findable some time. */
const GIVE_WAY_MS = 500
const MOST_TIMES = 20

export interface IndexerDeps {
  /** as recado_pipeline */
  readonly pipeline: Db
  readonly log: Logger
}

/** Puts what was written, and whoever wrote it, into the indexes of the search, about half a second later. Of several processes any may do it. */
export async function startSearchIndexer(deps: IndexerDeps, listener: Listener): Promise<{ stop(): Promise<void> }> {
  const due = new Set<string>()
  let stopped = false
  let running: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null
  let heardAt = 0

  function wake(...workspaceIds: readonly string[]): void {
    for (const id of workspaceIds) due.add(id)
    if (stopped || due.size === 0 || running !== null || timer !== null) return
    timer = setTimeout(() => {
      timer = null
      running = drain().finally(() => {
        running = null
        wake()
      })
    }, GATHER_MS)
  }

  async function drain(): Promise<void> {
    // A set goes on to what is added behind: workspaces with much to do take turns.
    for (const id of due) {
      due.delete(id)
      await giveWay()
      if (stopped) return
      const began = performance.now()
      const hasMore = await indexWorkspace(deps.pipeline, id).catch((err: unknown) => {
        deps.log.warn({ workspace: id, outcome: 'not_indexed', err }, 'search')
        return false
      })
      if (!hasMore) continue
      due.add(id)
      const rest = performance.now() - heardAt < BURST_MS ? REST_IN_A_BURST : REST
      await new Promise((resolve) => setTimeout(resolve, (performance.now() - began) * rest))
    }
  }

  async function giveWay(): Promise<void> {
    for (let times = 0; times < MOST_TIMES && !stopped && (await deliveriesWait(deps.pipeline, deps.log)); times++) {
      await new Promise((resolve) => setTimeout(resolve, GIVE_WAY_MS))
    }
  }

  const look = async () => {
    const workspaces = await deps.pipeline.selectFrom('workspace').select('id').execute()
    wake(...workspaces.map(({ id }) => id))
  }
  const lookSafely = () => void look().catch((err: unknown) => deps.log.warn({ outcome: 'not_indexed', err }, 'search'))
  const hear = (workspaceId: string) => {
    heardAt = performance.now()
    wake(workspaceId)
  }
  await listener.on('event', hear, lookSafely)
  const clock = setInterval(lookSafely, LOOK_EVERY_MS)
  lookSafely()
  return {
    async stop() {
      stopped = true
      clearInterval(clock)
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}
