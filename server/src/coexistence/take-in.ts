/**
 * What a phone hands over, as webhooks bring it: thousands of messages in one call, chunks in any order, any of them twice. Here it is only
 * cut into pieces and kept, in the transaction of the delivery; run-parts.ts puts them into conversations, behind the live traffic.
 */

import { type HistoryChunk, readHistory } from '@recado/cloud-api/history'
import type { JsonObject } from '@recado/cloud-api/json'
import { isObject, list } from '@recado/cloud-api/json'
import type { Change } from '@recado/cloud-api/webhook'
import { connectedNumbers, type NumberRow } from '../numbers/access.ts'
import { numbersChanged } from '../numbers/commands/pause-number.ts'
import type { Tx, TxScope } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { addParts, changeSync, finishIfWhole, openSyncs, RANKS, type SyncRow, syncsOf } from './store.ts'

/** So much is done in one transaction: whoever writes at that moment waits for it, and for no more. */
const PER_PART = 50

type TakeIn = (scope: TxScope, number: NumberRow, value: JsonObject) => Promise<void>

export const COEXISTENCE_FIELDS = { history: taking(history), smb_app_state_sync: taking(phoneBook) } as const

function taking(takeIn: TakeIn) {
  return async (tx: Tx, workspaceId: string, change: Change, now: Date): Promise<Publication[]> => {
    const scope: TxScope = { db: tx, workspaceId, now, actor: { kind: 'system', name: 'webhook' } }
    const number = await connectedNumbers(scope)
      .where('phone_number.phone_number_id', '=', change.phoneNumberId ?? '')
      .executeTakeFirst()
    if (number === undefined) return []
    await openSyncs(tx, workspaceId, number)
    await takeIn(scope, number, change.value)
    return numbersChanged(scope, { numberId: number.id })
  }
}

async function history(scope: TxScope, number: NumberRow, value: JsonObject): Promise<void> {
  const known = (await syncsOf(scope, number.id, true)).get('history')
  const chunks = readHistory(value)
  const refusal = chunks.find(({ error }) => error !== null)
  if (refusal?.error) return changeSync(scope, number.id, 'history', { state: 'declined', problem: null, finished_at: scope.now })
  const files = list(value['messages']).filter(isObject)
  const parts = chunks.flatMap((chunk) =>
    piecesOf(chunk).map((body) => ({ kind: 'messages' as const, rank: RANKS.messages + (chunk.phase ?? 0), body })),
  )
  const ofFiles = slices(files).map((body) => ({ kind: 'files' as const, rank: RANKS.files, body }))
  await addParts(scope.db, scope.workspaceId, number.id, [...parts, ...ofFiles])
  if (chunks.length === 0 || known === undefined) return
  const phases = { ...(known.phases as Record<string, number>) } // jsonb written by us
  for (const { phase, progress } of chunks) if (phase !== null) phases[phase] = Math.max(phases[phase] ?? 0, progress ?? 0)
  const progress = Math.max(known.progress, ...chunks.map((chunk) => chunk.progress ?? 0))
  await hear(scope, known, { progress, phases: JSON.stringify(phases) })
}

async function phoneBook(scope: TxScope, number: NumberRow, value: JsonObject): Promise<void> {
  const entries = list(value['state_sync']).filter(isObject)
  const parts = slices(entries).map((body) => ({ kind: 'contacts' as const, rank: RANKS.contacts, body }))
  await addParts(scope.db, scope.workspaceId, number.id, parts)
  const known = (await syncsOf(scope, number.id, true)).get('contacts')
  if (known !== undefined && entries.length > 0) await hear(scope, known)
}

/** Something came, whatever was thought before: even of a request that failed, or that nobody here made. */
async function hear(scope: TxScope, known: SyncRow, more: { progress?: number; phases?: string } = {}): Promise<void> {
  const { number_id: numberId, what } = known
  await changeSync(scope, numberId, what, { ...more, state: 'received', problem: null, received_at: known.received_at ?? scope.now })
  await finishIfWhole(scope, numberId, what)
}

/** Threads whole where they are short, in several pieces where they are long. */
function piecesOf({ threads }: HistoryChunk): JsonObject[][] {
  const pieces: JsonObject[][] = []
  let room = 0
  for (const thread of threads) {
    for (const messages of slices(list(thread['messages']).filter(isObject))) {
      if (messages.length > room) {
        pieces.push([])
        room = PER_PART
      }
      pieces.at(-1)?.push({ ...thread, messages })
      room -= messages.length
    }
  }
  return pieces
}

function slices(items: readonly JsonObject[]): JsonObject[][] {
  return Array.from({ length: Math.ceil(items.length / PER_PART) }, (_, n) => items.slice(n * PER_PART, (n + 1) * PER_PART))
}
