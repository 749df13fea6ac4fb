/** Customers who write in bulk, and waiting until all is told. */
import { z } from 'zod'
import { notFound } from '../http/refused.ts'
import type { PhoneDeps } from '../phone/api.ts'
import { createCustomer } from '../phone/people.ts'
import { customerWrites } from '../phone/write.ts'
import type { Account } from '../world/account.ts'

const inboundWish = z.object({
  phoneNumberId: z.string().optional(),
  customers: z.number().int().min(1).max(100_000).default(1),
  messages: z.number().int().min(1).max(200_000).default(1),
  text: z.string().default('Oi! Mensagem {n} de teste'),
  perSecond: z.number().positive().optional(),
})

const BULK_FIRST = 5_511_960_000_000
const SLICE = 200

/** Customers of the bulk block write in turn; without a rate as fast as the webhooks can take it in. */
export async function writeMany({ publisher }: PhoneDeps, account: Account, body: unknown) {
  const wish = inboundWish.parse(body)
  const [first] = account.numbers.values()
  const number = wish.phoneNumberId === undefined ? first : account.numbers.get(wish.phoneNumberId)
  if (!number) throw notFound('number')
  const started = Date.now()
  for (let n = 0; n < wish.messages; n++) {
    const digits = String(BULK_FIRST + (n % wish.customers))
    const customer = createCustomer(account, { digits, name: `Cliente ${(n % wish.customers) + 1}`, username: null, hidden: false })
    const text = { body: wish.text.replaceAll('{n}', String(n + 1)) }
    customerWrites(publisher, { account, customer, number }, { type: 'text', content: text, contextId: null, referral: null })
    const ahead = wish.perSecond === undefined ? 0 : started + (1000 * (n + 1)) / wish.perSecond - Date.now()
    if (ahead > 0 || n % SLICE === SLICE - 1) await new Promise((resolve) => setTimeout(resolve, ahead))
  }
  return { accepted: wish.messages, ms: Date.now() - started }
}

export async function quiesce(account: Account, body: unknown) {
  const { timeoutMs } = z.object({ timeoutMs: z.number().min(0).max(590_000).default(30_000) }).parse(body ?? {})
  const until = Date.now() + timeoutMs
  while (account.busy && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20))
  return { quiet: !account.busy, pendingUpdates: account.updates.size, sends: account.ledger.count }
}
