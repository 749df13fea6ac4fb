import { type HistoryMessage, readThread } from '@recado/cloud-api/history'
import type { StatusReport } from '@recado/cloud-api/webhook'
import { type PastMessage, recordHistory } from '../conversations/record-history.ts'
import { applyStatuses } from '../messages/apply-status.ts'
import { nextArrival } from '../messages/arrival.ts'
import { lookUpWamids } from '../messages/store.ts'
import type { TxScope } from '../platform/scope.ts'
import { holdIndex } from '../search/index-messages.ts'
import type { PartOutcome, PartWork } from './run-parts.ts'
import { statusOf } from './sync-rules.ts'

/** A piece of the history: threads, each with messages of its own. */
export function importThreads(scope: TxScope, work: PartWork): Promise<PartOutcome> {
  return importMessages(
    scope,
    work,
    work.items.flatMap((thread) => readThread(thread, work.place)),
  )
}

/** What is known already, by whatever way, is left as it is; of ours, it may have gone further meanwhile. */
export async function importMessages(scope: TxScope, { deps, numberId }: PartWork, found: readonly HistoryMessage[]): Promise<PartOutcome> {
  const { db, workspaceId, now } = scope
  if (found.length === 0) return { items: 0, publications: [], left: [] }
  const makeFindable = await holdIndex(db, workspaceId)
  // Without an id nobody could tell that it was told before; without a time it has no place; and nothing is from tomorrow.
  const latest = now.getTime() / 1000 + 60
  const sound = found.filter(({ message: { wamid, timestamp } }) => wamid !== '' && timestamp > 0 && timestamp <= latest)
  const named = [...new Map(sound.map((each) => [each.message.wamid, each])).values()]
  const wamids = await lookUpWamids(
    db,
    workspaceId,
    named.map(({ message }) => message.wamid),
  )
  const reports = named.flatMap((each) => (wamids.known.has(each.message.wamid) ? reportOf(each) : []))
  const publications = await applyStatuses(db, workspaceId, reports, deps.references)
  const arrival = await nextArrival(db)
  const past = named
    .filter(({ message }) => !wamids.known.has(message.wamid))
    .map(({ message, status }, nth): PastMessage => {
      const sentAt = new Date(message.timestamp * 1000)
      return { message, numberId, arrival: arrival + nth, sentAt, status: message.isEcho ? statusOf(status) : null }
    })
  const recorded = await recordHistory(db, workspaceId, past, wamids, now)
  await makeFindable(recorded.stored)
  return { items: recorded.stored.length, publications: [...publications, ...recorded.publications], left: [] }
}

/** Of our own messages the phone may know more than the reports told. */
function reportOf({ message, status }: HistoryMessage): StatusReport[] {
  const word = statusOf(status)
  if (!message.isEcho || word === 'failed' || word === 'accepted') return []
  const { wabaId, phoneNumberId, wamid, timestamp, person, raw } = message
  return [
    {
      kind: 'status',
      wabaId,
      phoneNumberId,
      wamid,
      status: word,
      timestamp,
      callbackData: null,
      error: null,
      pricing: null,
      recipient: person,
      raw,
    },
  ]
}
