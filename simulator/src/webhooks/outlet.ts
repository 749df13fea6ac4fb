/**
 * The way from one account to one app. Several calls are under way at once; what happened meanwhile travels together in the next one.
 * A delivery that is not answered with 200 is tried again, the same bytes, less and less often, for seven days of the account's clock.
 * Where nobody takes the call at all, everything waits and goes on in order.
 */
import type { Account } from '../world/account.ts'
import { happens } from '../world/faults.ts'
import type { UpdateRecord } from '../world/records.ts'
import type { AppRecord } from '../world/world.ts'
import { webhookBody } from './body.ts'
import { wireBytes } from './escape.ts'
import { describe, recordDelivery } from './log.ts'
import { type Answer, postWebhook, signatureOf } from './post.ts'

const MAX_BYTES = 3 * 1024 * 1024
const GIVE_UP_MS = 7 * 24 * 3600 * 1000
const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 3000
/** How far to look past updates whose conversation is under way. */
const LOOK_AHEAD = 5000

interface Delivery {
  readonly url: string
  readonly updates: readonly UpdateRecord[]
  readonly bytes: Buffer
  attempt: number
  timer: NodeJS.Timeout | null
}

export interface OutletDeps {
  readonly account: Account
  readonly appId: string
  readonly app: () => AppRecord | undefined
  readonly addressOf: (update: UpdateRecord) => string | null
  /** The business has it. */
  readonly onDelivered: (update: UpdateRecord) => void
}

export class Outlet {
  readonly #deps: OutletDeps
  #ready: UpdateRecord[] = []
  readonly #again = new Set<Delivery>()
  readonly #busy = new Set<string>()
  #inFlight = 0
  #pauseMs = 0
  #paused: NodeJS.Timeout | null = null
  #pumping = false

  constructor(deps: OutletDeps) {
    this.#deps = deps
  }

  push(update: UpdateRecord): void {
    const wait = update.dueAt - Date.now()
    if (wait > 0) this.#deps.account.after(wait, () => this.#take(update))
    else this.#take(update)
  }

  #take(update: UpdateRecord): void {
    this.#ready.push(update)
    if (this.#pumping) return
    this.#pumping = true
    setImmediate(() => {
      this.#pumping = false
      this.#pump()
    })
  }

  /** Waiting is over: a switch was thrown or the clock moved on. */
  wake(): void {
    if (this.#paused) clearTimeout(this.#paused)
    this.#paused = null
    for (const delivery of this.#again) {
      if (!delivery.timer) continue
      clearTimeout(delivery.timer)
      delivery.timer = null
      void this.#attempt(delivery)
    }
    this.#pump()
  }

  close(): void {
    if (this.#paused) clearTimeout(this.#paused)
    for (const delivery of this.#again) if (delivery.timer) clearTimeout(delivery.timer)
    this.#again.clear()
    this.#ready = []
  }

  get #held(): boolean {
    const { faults } = this.#deps.account.waba
    return faults.outage || faults.webhooks.paused || this.#paused !== null
  }

  #pump(): void {
    const { concurrency } = this.#deps.account.waba.faults.webhooks
    const most = this.#pauseMs > 0 ? 1 : concurrency
    while (!this.#held && this.#inFlight < most && this.#ready.length > 0) {
      const delivery = this.#nextDelivery()
      if (!delivery) return
      void this.#attempt(delivery)
    }
  }

  /** The oldest updates that may travel together: one address, at most 1,000, and no conversation that is under way already. */
  #nextDelivery(): Delivery | null {
    const { account, addressOf } = this.#deps
    const { maxBatch, reorder } = account.waba.faults.webhooks
    if (reorder) this.#ready.sort(() => Math.random() - 0.5)
    const chosen: UpdateRecord[] = []
    const left: UpdateRecord[] = []
    const skipped = new Set<string>()
    let url: string | null = null
    let index = 0
    for (; index < this.#ready.length && chosen.length < maxBatch && index < LOOK_AHEAD; index++) {
      const update = this.#ready[index]
      if (!update) break
      const address = addressOf(update)
      if (address === null || account.now() - update.since > GIVE_UP_MS) {
        this.#drop(update)
        continue
      }
      url ??= address
      const chat = update.chatId
      const waits = !reorder && chat !== null && (this.#busy.has(chat) || skipped.has(chat))
      if (waits || address !== url) {
        left.push(update)
        if (chat !== null) skipped.add(chat)
      } else chosen.push(update)
    }
    this.#ready = left.length === 0 && index >= this.#ready.length ? [] : left.concat(this.#ready.slice(index))
    return url === null || chosen.length === 0 ? null : this.#packed(url, chosen)
  }

  #packed(url: string, updates: readonly UpdateRecord[]): Delivery {
    const { account } = this.#deps
    const body = webhookBody(account, updates)
    const bytes = wireBytes(account.waba.faults.webhooks.unknownField ? withUnknown(body, account.waba.id) : body)
    if (bytes.length > MAX_BYTES && updates.length > 1) {
      const half = Math.ceil(updates.length / 2)
      this.#ready.unshift(...updates.slice(half))
      return this.#packed(url, updates.slice(0, half))
    }
    return { url, updates, bytes, attempt: 0, timer: null }
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const { account, app } = this.#deps
    const secret = app()?.secret
    if (secret === undefined) {
      for (const update of delivery.updates) this.#drop(update)
      return
    }
    if (this.#held && delivery.attempt > 0) return this.#later(delivery, 1000)
    delivery.attempt++
    this.#again.delete(delivery)
    this.#hold(delivery, true)
    this.#inFlight++
    const { badSignature, timeoutMs } = account.waba.faults.webhooks
    const signature = signatureOf(happens(badSignature) ? `${secret}?` : secret, delivery.bytes)
    const answer = await postWebhook(delivery.url, delivery.bytes, signature, timeoutMs)
    this.#inFlight--
    this.#hold(delivery, false)
    if (account.closed) return
    if (answer.status === 200) this.#delivered(delivery, answer)
    else this.#refused(delivery, answer)
    this.#pump()
  }

  /** First attempts of a conversation leave one after the other; what is tried again no longer holds up what came later. */
  #hold(delivery: Delivery, on: boolean): void {
    if (delivery.attempt > 1) return
    for (const { chatId } of delivery.updates) {
      if (chatId === null) continue
      if (on) this.#busy.add(chatId)
      else this.#busy.delete(chatId)
    }
  }

  #delivered(delivery: Delivery, answer: Answer): void {
    const { account, onDelivered } = this.#deps
    this.#pauseMs = 0
    this.#record(delivery, answer, 'ok', null)
    for (const update of delivery.updates) {
      if (!account.updates.get(update.id)) continue // a duplicate, or withdrawn meanwhile
      account.updates.remove(update.id)
      onDelivered(update)
    }
    if (happens(account.waba.faults.webhooks.duplicate)) void this.#attempt({ ...delivery, attempt: 1, timer: null })
  }

  #refused(delivery: Delivery, answer: Answer): void {
    const { account } = this.#deps
    const oldest = delivery.updates[0]?.since ?? 0
    if (account.now() - oldest > GIVE_UP_MS) {
      this.#record(delivery, answer, 'failed', 'given up after seven days')
      for (const update of delivery.updates) account.updates.remove(update.id)
      return
    }
    if (answer.unreachable) {
      this.#pauseMs = Math.min(Math.max(FIRST_PAUSE_MS, 2 * this.#pauseMs), LONGEST_PAUSE_MS)
      this.#record(delivery, answer, 'retrying', `${answer.cause}; again in ${this.#pauseMs} ms`)
      this.#ready = [...delivery.updates, ...this.#ready].sort((a, b) => Number(a.id) - Number(b.id))
      this.#paused ??= setTimeout(() => {
        this.#paused = null
        this.#pump()
      }, this.#pauseMs)
      return
    }
    const { retryMs, retryMaxMs } = account.waba.faults.webhooks
    const wait = Math.min(retryMs * 2 ** (delivery.attempt - 1), retryMaxMs)
    this.#record(delivery, answer, 'retrying', `${answer.cause ?? answer.text.slice(0, 120)}; again in ${wait} ms`)
    this.#later(delivery, wait)
  }

  #later(delivery: Delivery, wait: number): void {
    this.#again.add(delivery)
    delivery.timer = setTimeout(() => {
      delivery.timer = null
      void this.#attempt(delivery)
    }, wait)
  }

  #drop(update: UpdateRecord): void {
    this.#deps.account.updates.remove(update.id)
  }

  #record(delivery: Delivery, answer: Answer, outcome: 'ok' | 'retrying' | 'failed', detail: string | null): void {
    const { account } = this.#deps
    const { kind, summary } = describe(account, delivery.updates)
    const { status, ms } = answer
    recordDelivery(account, { kind, summary, attempt: delivery.attempt, status, ms, outcome, detail, updates: delivery.updates.length })
  }
}

/** What a receiver of webhooks must bear: a field, and a value, that came after it was written. */
function withUnknown(body: Readonly<Record<string, unknown>>, wabaId: string): Readonly<Record<string, unknown>> {
  const novelty = { id: wabaId, changes: [{ field: 'sandbox_novelty', value: { event: 'SOMETHING_NEW', nested: { list: [1, null] } } }] }
  const entries: readonly unknown[] = Array.isArray(body.entry) ? body.entry : []
  return { ...body, entry: [novelty, ...entries] }
}
