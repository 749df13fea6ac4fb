/** Turns what happened in an account into updates for every subscribed app, and sees them off. */
import type { Account } from '../world/account.ts'
import { happens, within } from '../world/faults.ts'
import type { UpdateBody, UpdateRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'
import { Outlet } from './outlet.ts'

/** Our own field: the account's clock was moved on, so whoever counts windows must move theirs too. No real account ever sends it. */
export const CLOCK_FIELD = 'sandbox_clock_moved'

export class Publisher {
  readonly #world: World
  readonly #outlets = new Map<Account, Map<string, Outlet>>()

  constructor(world: World) {
    this.#world = world
    for (const account of world.accounts.values())
      for (const update of account.updates.values()) this.#outlet(account, update.appId).push(update)
  }

  publish(
    account: Account,
    about: { readonly phoneNumberId: string | null; readonly chatId: string | null },
    body: UpdateBody,
    delayMs = 0,
  ): void {
    const field = body.kind === 'change' ? body.field : 'messages'
    const { webhooks } = account.waba.faults
    const dueAt = Date.now() + delayMs + within(webhooks.delay)
    for (const appId of Object.keys(account.waba.subscriptions)) {
      const app = this.#world.apps.get(appId)
      if (!app || (field !== CLOCK_FIELD && !app.fields.includes(field))) continue
      const id = String(++account.lastUpdate)
      const update: UpdateRecord = { id, appId, ...about, since: account.now(), dueAt, body }
      account.updates.save(update)
      this.#outlet(account, appId).push(update)
    }
  }

  /** A report of a message's fate; the switches for statuses may shuffle or repeat it. */
  report(account: Account, about: { readonly phoneNumberId: string; readonly chatId: string }, body: UpdateBody): void {
    const { reorder, duplicate } = account.waba.faults.statuses
    const shuffled = reorder ? { ...about, chatId: null } : about
    this.publish(account, shuffled, body, reorder ? Math.random() * 1500 : 0)
    if (happens(duplicate)) this.publish(account, shuffled, body, Math.random() * 1000)
  }

  wake(account: Account): void {
    for (const outlet of this.#outlets.get(account)?.values() ?? []) outlet.wake()
  }

  forget(account: Account): void {
    for (const outlet of this.#outlets.get(account)?.values() ?? []) outlet.close()
    this.#outlets.delete(account)
  }

  close(): void {
    for (const account of this.#outlets.keys()) this.forget(account)
  }

  #outlet(account: Account, appId: string): Outlet {
    const outlets = this.#outlets.get(account) ?? new Map<string, Outlet>()
    this.#outlets.set(account, outlets)
    const known = outlets.get(appId)
    if (known) return known
    const outlet = new Outlet({
      account,
      appId,
      app: () => this.#world.apps.get(appId),
      addressOf: (update) => this.#addressOf(account, update),
      onDelivered: (update) => onDelivered(account, update),
    })
    outlets.set(appId, outlet)
    return outlet
  }

  /** Number before account before app; the last also takes everything that is not about messages. */
  #addressOf(account: Account, update: UpdateRecord): string | null {
    const app = this.#world.apps.get(update.appId)
    const subscription = account.waba.subscriptions[update.appId]
    if (!app || !subscription) return null
    const ofNumber = account.numbers.get(update.phoneNumberId ?? '')?.webhookOverride ?? null
    if (update.body.kind !== 'change') return ofNumber ?? subscription.overrideUri ?? this.#world.callbackOf(app)
    return this.#world.callbackOf(app)
  }
}

/** The customer's phone shows two ticks when the business's system has the message. */
function onDelivered(account: Account, update: UpdateRecord): void {
  if (update.body.kind !== 'message' || update.body.wamid === null) return
  const message = account.messages.get(update.body.wamid)
  if (message?.status !== 'sent') return
  account.messages.patch(message, { status: 'delivered' })
  const { id, status, customerId, phoneNumberId } = message
  account.tell('status', { id, status, customerId, phoneNumberId })
}
