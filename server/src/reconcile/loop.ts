/**
 * Keeps what we know of accounts equal to what Meta knows. Webhooks tell first; this comes behind, because webhooks can be missed: whoever
 * is due longest is read next, whatever their workspace, and a hint in a webhook makes an account due at once.
 */

import { ACCOUNT_DUE } from '../numbers/account-due.ts'
import type { MetaDeps } from '../numbers/deps.ts'
import type { Listener } from '../platform/listener.ts'
import { endTurn, takeTurn } from './due.ts'
import { readWholeAccount } from './read-whole-account.ts'
import { nextReading } from './rhythm.ts'

const LOOK_EVERY_MS = 15_000
/** Enough for ten thousand accounts an hour; sends have hundreds of connections of their own beside these. */
const LANES = 4

export interface Reconciler {
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
  stop(): Promise<void>
}

export async function startReconciler(deps: MetaDeps, listener: Listener): Promise<Reconciler> {
  const lanes = Array.from({ length: LANES }, () => null as Promise<void> | null)
  let hints = 0
  let stopped = false

  function wake(): void {
    hints++
    if (stopped) return
    lanes.forEach((running, nth) => {
      if (running === null) lanes[nth] = work().finally(() => (lanes[nth] = null))
    })
  }

  async function work(): Promise<void> {
    for (let seen = -1; !stopped && seen !== hints; ) {
      seen = hints
      while (!stopped && (await readNext(deps)));
    }
  }

  await listener.on(ACCOUNT_DUE, wake, wake)
  const clock = setInterval(wake, LOOK_EVERY_MS)
  clock.unref()
  wake()
  const idle = async () => {
    while (lanes.some((running) => running !== null)) await Promise.all(lanes)
  }
  return {
    idle,
    stop: async () => {
      stopped = true
      clearInterval(clock)
      await idle()
    },
  }
}

/** One turn. @returns whether there was one */
export async function readNext(deps: MetaDeps): Promise<boolean> {
  try {
    const turn = await takeTurn(deps.db)
    if (turn === null) return false
    const { outcome, restMs } = await readWholeAccount(deps, turn).catch((err: unknown) => {
      deps.log.error({ workspace: turn.workspaceId, waba: turn.wabaId, err, outcome: 'reconcile_failed' }, 'account not read')
      return { outcome: 'failed', restMs: undefined } as const
    })
    const next = nextReading(outcome, turn.failures, Math.random())
    await endTurn(deps.db, turn, restMs === undefined ? next : { nextInMs: restMs, failures: turn.failures })
    return true
  } catch (err) {
    deps.log.error({ err, outcome: 'reconcile_failed' }, 'no account could be taken')
    return false
  }
}
