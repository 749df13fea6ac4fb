/**
 * Looks at every account's token once a day, a few at a time: what is about to end is known before it does, and one that Meta has taken
 * back is known before somebody's message waits for it. Looking twice, as two processes may, changes nothing.
 */
import { checkToken } from '../numbers/commands/check-token.ts'
import type { MetaDeps } from '../numbers/deps.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'

const LOOK_EVERY_MS = 5 * 60_000
const OLD_AFTER_MS = 24 * 3600_000
/** Meta counts an app's calls per hour: with these, a thousand accounts take less than a day and leave it nearly untouched. */
const MOST_AT_ONCE = 25

export function startTokenWatch(deps: MetaDeps): { stop(): Promise<void> } {
  let stopped = false
  let running = watchTokens(deps, () => stopped)
  const timer = setInterval(() => {
    running = running.then(() => watchTokens(deps, () => stopped))
  }, LOOK_EVERY_MS)
  timer.unref()
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

/** One round. @returns how many tokens were looked at */
export async function watchTokens(deps: MetaDeps, isOver: () => boolean = () => false): Promise<number> {
  try {
    const due = await dueTokens(deps)
    for (const [at, { workspaceId, waba }] of due.entries()) {
      if (isOver()) return at
      await checkToken(systemScope(deps, workspaceId), deps, waba)
    }
    return due.length
  } catch (err) {
    deps.log.error({ outcome: 'token_watch_failed', err }, 'tokens')
    return 0
  }
}

interface Due {
  readonly workspaceId: string
  readonly waba: string
}

async function dueTokens(deps: MetaDeps): Promise<Due[]> {
  const routes = await deps.db.selectFrom('waba_route').select('workspace_id').distinct().execute()
  const due: Due[] = []
  for (const { workspace_id: workspaceId } of routes) {
    const accounts = await inTransaction(systemScope(deps, workspaceId), ({ db, now }) =>
      db
        .selectFrom('waba')
        .select('id as waba')
        .where('workspace_id', '=', workspaceId)
        .where('disconnected_at', 'is', null)
        .where('token', '<>', '')
        .where(({ or, eb }) =>
          or([eb('token_checked_at', 'is', null), eb('token_checked_at', '<', new Date(now.getTime() - OLD_AFTER_MS))]),
        )
        .execute(),
    )
    due.push(...accounts.map(({ waba }) => ({ workspaceId, waba })))
  }
  return anySome(due)
}

/** Drawn by lot, so that accounts about which Meta says nothing keep nobody else waiting. */
const anySome = (due: readonly Due[]): Due[] =>
  due
    .map((one) => ({ one, lot: Math.random() }))
    .sort((a, b) => a.lot - b.lot)
    .slice(0, MOST_AT_ONCE)
    .map(({ one }) => one)

function systemScope({ db }: MetaDeps, workspaceId: string): Scope {
  return { db, workspaceId, actor: { kind: 'system', name: 'token watch' }, now: new Date() }
}
