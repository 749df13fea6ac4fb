import { type Change, type InboundMessage, readDelivery, type StatusReport, type Update } from '@recado/cloud-api/webhook'
import { optOutRefused } from '../contacts/apply-preferences.ts'
import { contactsOfNow } from '../contacts/contacts-of-now.ts'
import { moveIdentity, moveOf } from '../contacts/move-identity.ts'
import { type Arrived, recordInbound } from '../conversations/record-inbound.ts'
import { applyStatuses, lockWaiting, takeWaiting } from '../messages/apply-status.ts'
import { wamidOf } from '../messages/store.ts'
import type { References } from '../outbound/reference.ts'
import { failpoint } from '../platform/failpoint.ts'
import { enterWorkspace, type Tx } from '../platform/scope.ts'
import { type Publication, publishAll } from '../realtime/event-log.ts'
import { applyChange } from './fields.ts'
import { swallow } from './poison.ts'
import { fieldOf, type Seen } from './tally.ts'
import { isTestDelivery } from './test-delivery.ts'

/** One webhook call, as stored. */
export interface StoredDelivery {
  readonly batchId: number
  /** its place in the batch, below MAX_PER_BATCH */
  readonly place: number
  readonly body: Buffer
  /** the meta_app that signed it */
  readonly app: number
  readonly receivedAt: Date
}

export interface ProcessReport {
  readonly messages: number
  readonly statuses: number
  /** updates of numbers and accounts that are not connected here, or not through the app that signed */
  readonly unrouted: number
  /** messages by number: they count towards what the number may send */
  readonly arrivals: ReadonlyMap<string, number>
  /** every update that found its way, for the tally */
  readonly seen: readonly Seen[]
}

export interface ProcessContext {
  readonly now: Date
  /** tells our own messages by what we sent along */
  readonly references: References
}

interface Work {
  readonly arrived: Arrived[]
  readonly reports: StatusReport[]
  readonly changes: Change[]
}

interface Route {
  readonly workspaceId: string
  readonly numberId: string | null
}

/**
 * Carries out deliveries inside the caller's transaction, with a number of statements that does not grow with them. Every entry,
 * change, message and status of each; workspaces one after the other, in order of id, so that two workers never wait in a ring.
 */
export async function processDeliveries(tx: Tx, deliveries: readonly StoredDelivery[], context: ProcessContext): Promise<ProcessReport> {
  const read = deliveries.map((delivery) => ({ delivery, updates: updatesOf(delivery) }))
  failpoint('worker:after_parse')
  const routes = await readRoutes(
    tx,
    read.flatMap(({ updates }) => updates),
  )
  const works = new Map<string, Work>()
  const seen: Seen[] = []
  let unrouted = 0
  for (const { delivery, updates } of read) {
    updates.forEach((update, nth) => {
      const route = routes.of(update, delivery.app)
      if (route === null) unrouted++
      else {
        assign(works, route, update, delivery, nth)
        seen.push({ ...seenBy(route, update), at: delivery.receivedAt })
      }
    })
  }
  for (const [workspaceId, work] of [...works].sort(([a], [b]) => (a < b ? -1 : 1))) await processWorkspace(tx, workspaceId, work, context)
  const totals = [...works.values()]
  return {
    messages: totals.reduce((n, work) => n + work.arrived.length, 0),
    statuses: totals.reduce((n, work) => n + work.reports.length, 0),
    unrouted,
    arrivals: arrivalsOf(totals),
    seen,
  }
}

const updatesOf = ({ body }: StoredDelivery): Update[] => (isTestDelivery(body) ? [] : named(readDelivery(swallow(body.toString('utf8')))))

const seenBy = ({ workspaceId, numberId }: Route, update: Update): Omit<Seen, 'at'> => ({
  workspaceId,
  subject: numberId ?? (update.kind === 'change' ? wabaOf(update) : update.wabaId),
  field: fieldOf(update),
})

function arrivalsOf(works: readonly Work[]): Map<string, number> {
  const arrivals = new Map<string, number>()
  for (const { arrived } of works) for (const { numberId } of arrived) arrivals.set(numberId, (arrivals.get(numberId) ?? 0) + 1)
  return arrivals
}

/**
 * A message without an id is given one by its content. Two different messages of one delivery under one id are both kept: a repeat is
 * one message, but nothing a customer wrote is dropped because of an id.
 */
function named(updates: readonly Update[]): Update[] {
  const seen = new Map<string, InboundMessage[]>()
  return updates.map((update) => {
    if (update.kind !== 'message') return update
    const message = { ...update, wamid: wamidOf(update) }
    const namesakes = seen.get(message.wamid) ?? []
    seen.set(message.wamid, [...namesakes, message])
    const isRepeat = namesakes.length > 0 && namesakes.some((other) => JSON.stringify(other.raw) === JSON.stringify(message.raw))
    return namesakes.length === 0 || isRepeat ? message : { ...message, wamid: `${message.wamid}#${namesakes.length + 1}` }
  })
}

function assign(works: Map<string, Work>, route: Route, update: Update, delivery: StoredDelivery, nth: number): void {
  const work = works.get(route.workspaceId) ?? { arrived: [], reports: [], changes: [] }
  works.set(route.workspaceId, work)
  if (update.kind === 'status') work.reports.push(update)
  else if (update.kind === 'message' && route.numberId !== null) work.arrived.push(place(update, route.numberId, delivery, nth))
  else if (update.kind === 'change') work.changes.push(update)
}

/** Order of arrival: batch, place in it, place in the delivery. The same at every replay. Outbound messages draw from the same sequence. */
function place(message: InboundMessage, numberId: string, delivery: StoredDelivery, nth: number): Arrived {
  const arrival = delivery.batchId * 2 ** 20 + delivery.place * 2 ** 12 + Math.min(nth, 2 ** 12 - 1)
  const seconds = message.timestamp === 0 ? Math.floor(delivery.receivedAt.getTime() / 1000) : message.timestamp
  return { message, numberId, arrival, sentAt: new Date(seconds * 1000) }
}

async function processWorkspace(tx: Tx, workspaceId: string, work: Work, { now, references }: ProcessContext): Promise<void> {
  await enterWorkspace(tx, workspaceId)
  const publications: Publication[] = []
  const echoes = work.arrived.flatMap(({ message }) => (message.isEcho ? [message.wamid] : []))
  if (echoes.length > 0) await lockWaiting(tx, workspaceId)
  publications.push(...(await applyStatuses(tx, workspaceId, work.reports, references)))
  publications.push(...(await recordInbound(tx, workspaceId, work.arrived, now)))
  if (echoes.length > 0) {
    const waited = await takeWaiting(tx, workspaceId, echoes) // what the phone app sent may be reported before we are told of it
    publications.push(...(await applyStatuses(tx, workspaceId, waited, references)))
  }
  failpoint('worker:mid_batch')
  for (const { message } of work.arrived) {
    const move = moveOf(message)
    if (move !== null) publications.push(...(await moveIdentity(tx, workspaceId, move)))
  }
  publications.push(...(await optOutRefused(tx, workspaceId, work.reports)))
  for (const change of work.changes) publications.push(...(await applyChange(tx, workspaceId, change, now)))
  await publishAll(tx, workspaceId, publications, contactsOfNow(tx, workspaceId)) // last: it locks the workspace's event head until commit
}

/** A delivery is believed only for what is connected through the app that signed it, else one client could write into another's inbox. */
async function readRoutes(tx: Tx, updates: readonly Update[]) {
  const numberIds = [...new Set(updates.flatMap((update) => (update.phoneNumberId === null ? [] : [update.phoneNumberId])))]
  const wabaIds = [...new Set(updates.flatMap((update) => (update.kind === 'change' ? [update.wabaId, wabaOf(update)] : [])))]
  const numbers =
    numberIds.length === 0 ? [] : await tx.selectFrom('number_route').selectAll().where('phone_number_id', 'in', numberIds).execute()
  const wabas = wabaIds.length === 0 ? [] : await tx.selectFrom('waba_route').selectAll().where('waba_id', 'in', wabaIds).execute()
  const byNumber = new Map(numbers.map((row) => [row.phone_number_id, row]))
  const byWaba = new Map(wabas.map((row) => [row.waba_id, row]))
  return {
    of(update: Update, app: number): Route | null {
      const number = update.phoneNumberId === null ? undefined : byNumber.get(update.phoneNumberId)
      if (number !== undefined) return number.app_id === app ? { workspaceId: number.workspace_id, numberId: number.number_id } : null
      const waba = update.kind === 'change' ? (byWaba.get(wabaOf(update)) ?? byWaba.get(update.wabaId)) : undefined
      return waba !== undefined && waba.app_id === app ? { workspaceId: waba.workspace_id, numberId: null } : null
    },
  }
}

/** account_update events name the business in entry.id and the WABA in waba_info (cloud-api: webhooks, envelope). */
function wabaOf(change: Change): string {
  const info = change.value['waba_info']
  const id = typeof info === 'object' && info !== null && !Array.isArray(info) ? info['waba_id'] : null
  return typeof id === 'string' ? id : change.wabaId
}
