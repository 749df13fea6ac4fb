import { AWAY_REPLY_DUE, sendNextAwayReply } from '../conversations/away-replies.ts'
import type { Listener } from '../platform/listener.ts'
import type { Logger } from '../platform/log.ts'
import type { Db } from '../platform/scope.ts'
import { startDueLoop } from './due-loop.ts'

/** Answers customers of closed numbers. */
export function startAwayReplies(deps: { pipeline: Db; log: Logger }, listener: Listener): Promise<{ stop(): Promise<void> }> {
  const work = {
    channel: AWAY_REPLY_DUE,
    lookEveryMs: 30_000,
    next: () => sendNextAwayReply(deps.pipeline),
    outcome: 'away_reply_interrupted',
  }
  return startDueLoop(work, listener, deps.log)
}
