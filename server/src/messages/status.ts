import type { MessageStatus } from '@recado/contract/messages'

/**
 * Reports come at least once, in any order, in batches (cloud-api: webhooks, statuses). So the state of a message is the highest rank
 * ever reported and every merge is commutative, associative and idempotent. `delivered` and later beat `failed` in both orders: the
 * phone has it, whatever was said before; the failure stays as a note. `unknown` is ours: the answer to the call was lost, and any
 * report decides it.
 */
const RANK: Readonly<Record<MessageStatus, number>> = {
  queued: 0,
  sending: 1,
  unknown: 2,
  accepted: 3,
  sent: 4,
  failed: 5,
  delivered: 6,
  read: 7,
  played: 8,
}

export function nextStatus(current: MessageStatus, reported: MessageStatus): MessageStatus {
  return RANK[reported] > RANK[current] ? reported : current
}

/** The first time each status was reported, unix seconds. Later repeats of the same status do not move it. */
export function mergeTimes(known: Readonly<Record<string, number>>, reported: string, at: number): Record<string, number> {
  const before = known[reported]
  return before !== undefined && before <= at ? { ...known } : { ...known, [reported]: at }
}
