/** Runs the road's checks by itself, so that a page that died or a reviewer who is locked out is known before Meta finds out. */
import { sql } from 'kysely'
import type { RoadDeps } from '../road/deps.ts'
import { runChecks } from '../road/run-checks.ts'

const EVERY_MS = 3_600_000
/** Not at once: the server must be listening to be looked at from outside. */
const FIRST_MS = 60_000

export function startRoadWatch(deps: RoadDeps): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  let timer = setTimeout(tick, FIRST_MS)
  function tick(): void {
    running = watchRoads(deps).finally(() => {
      timer = setTimeout(tick, EVERY_MS)
    })
  }
  return {
    async stop() {
      clearTimeout(timer)
      await running
      clearTimeout(timer)
    },
  }
}

/** Of several processes with this role, the first to come does it; grounds that nobody has set foot on are left alone. */
export async function watchRoads(deps: RoadDeps): Promise<void> {
  try {
    const grounds = await sql<{ ground: 'meta' | 'sandbox' }>`
      update road set checked_at = now()
      where checked_at is not null and checked_at < now() - make_interval(secs => ${EVERY_MS / 2000}) returning ground`.execute(deps.db)
    for (const { ground } of grounds.rows) await runChecks(deps, ground)
  } catch (err) {
    deps.log.error({ outcome: 'road_watch_failed', err }, 'road')
  }
}
