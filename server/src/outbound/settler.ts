import { databaseTrouble } from '../platform/database-trouble.ts'
import type { Logger } from '../platform/log.ts'
import type { Db } from '../platform/scope.ts'
import { type Outcome, settle } from './settle.ts'

export interface Settler {
  add(workspaceId: string, outcome: Outcome): void
  /** Resolves when everything added so far is written down or given up. */
  idle(): Promise<void>
}

export interface SettlerDeps {
  readonly pipeline: Db
  readonly log: Logger
  readonly wall: () => Date
  /** told which numbers have a message that waited for one of these */
  readonly onFollowed: (numberIds: readonly string[]) => void
}

const MOST_TOGETHER = 200
const MOST_TRIES = 6
const FIRST_PAUSE_MS = 50
const LAST_PAUSE_MS = 2_000

/**
 * Group commit: outcomes of a workspace that arrive while one transaction is at work share the next. What the database does not take
 * now is kept and tried again, first together and then one by one; an outcome that never goes in leaves its attempt open, which ends as
 * unknown and never as a second send.
 */
export function createSettler(deps: SettlerDeps): Settler {
  const pending = new Map<string, Outcome[]>()
  const working = new Map<string, Promise<void>>()

  async function work(workspaceId: string): Promise<void> {
    for (let outcomes = pending.get(workspaceId); outcomes !== undefined && outcomes.length > 0; outcomes = pending.get(workspaceId)) {
      await writeDown(workspaceId, outcomes.splice(0, MOST_TOGETHER))
    }
    pending.delete(workspaceId)
    working.delete(workspaceId)
  }

  async function writeDown(workspaceId: string, outcomes: readonly Outcome[]): Promise<void> {
    for (let tries = 1, pauses = 1; tries <= MOST_TRIES; pauses++) {
      try {
        const scope = { db: deps.pipeline, workspaceId, actor: { kind: 'system', name: 'outbound' }, now: deps.wall() } as const
        deps.onFollowed(await settle(scope, outcomes))
        return
      } catch (error) {
        deps.log.warn(
          { workspace: workspaceId, jobs: outcomes.length, tries, outcome: 'settle_failed', err: error },
          'outcomes not written',
        )
        if (databaseTrouble(error) === null) tries++ // an outage, however long, uses up none
        await pause(Math.min(LAST_PAUSE_MS, FIRST_PAUSE_MS * 3 ** pauses))
      }
    }
    if (outcomes.length > 1) for (const outcome of outcomes) await writeDown(workspaceId, [outcome])
    else deps.log.error({ workspace: workspaceId, message: outcomes[0]?.messageId, outcome: 'settle_given_up' }, 'outcome lost')
  }

  return {
    add(workspaceId, outcome) {
      const outcomes = pending.get(workspaceId)
      if (outcomes === undefined) pending.set(workspaceId, [outcome])
      else outcomes.push(outcome)
      if (!working.has(workspaceId))
        working.set(
          workspaceId,
          Promise.resolve().then(() => work(workspaceId)),
        )
    },
    async idle() {
      while (working.size > 0) await Promise.all(working.values())
    },
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
