/** What was sent to the business and what came back, newest first, for the page behind the scenes. Not kept over a restart. */
import type { Account } from '../world/account.ts'
import { traceId } from '../world/ids.ts'
import type { DeliveryView, UpdateRecord } from '../world/records.ts'

const KEPT = 500

export function recordDelivery(account: Account, entry: Omit<DeliveryView, 'id' | 'at'>): void {
  const view = { id: traceId(), at: Date.now(), ...entry }
  account.deliveries.push(view)
  if (account.deliveries.length > 2 * KEPT) account.deliveries.splice(0, account.deliveries.length - KEPT)
  account.tell('delivery', view)
}

export function deliveriesOf(account: Account, limit: number): DeliveryView[] {
  return account.deliveries.slice(-Math.min(limit, KEPT)).reverse()
}

export function describe(account: Account, updates: readonly UpdateRecord[]): { readonly kind: string; readonly summary: string } {
  const [first] = updates
  if (!first) return { kind: 'empty', summary: '' }
  const kinds = new Set(updates.map(kindOf))
  if (updates.length > 1) {
    return { kind: kinds.size === 1 ? kindOf(first) : 'batch', summary: `${updates.length} × ${[...kinds].slice(0, 4).join(', ')}` }
  }
  return { kind: kindOf(first), summary: summaryOf(account, first) }
}

function kindOf(update: UpdateRecord): string {
  const { body } = update
  if (body.kind === 'message') return `message.${String(body.message.type)}`
  return body.kind === 'status' ? `status.${body.status}` : body.field
}

function summaryOf(account: Account, update: UpdateRecord): string {
  const { body } = update
  if (body.kind === 'change') return body.field
  const message = body.kind === 'status' ? account.messages.get(body.wamid) : undefined
  const customerId = body.kind === 'message' ? body.customerId : message?.customerId
  return account.customers.get(customerId ?? '')?.name ?? ''
}
