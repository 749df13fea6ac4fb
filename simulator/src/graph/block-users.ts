/** Whom a number has blocked. */
import type { Json } from '../world/records.ts'
import { waIdOf } from '../world/wa-id.ts'
import { requireMessaging } from './access.ts'
import { isObject, type NumberCall, structure, text } from './call.ts'
import { page } from './paging.ts'
import { GraphRefusal, missing, parameter } from './refusal.ts'

export function listBlocked({ account, number, params, token, world }: NumberCall): Json {
  requireMessaging(token)
  const rows = [...account.chats.values()].filter((chat) => chat.phoneNumberId === number.id && chat.blockedByBusiness)
  const here = `${world.publicUrl}/graph/${number.id}/block_users`
  const show = (chat: { readonly customerId: string }) => {
    const customer = account.customers.get(chat.customerId)
    return { messaging_product: 'whatsapp', ...(customer?.hidden ? {} : { wa_id: customer?.waId }), user_id: customer?.bsuid }
  }
  return { ...page(rows, params, { idOf: ({ id }) => id, show, here }) }
}

const DAY = 24 * 3600 * 1000

/** Some may be blocked and some not: then the answer is an error that carries both lists. */
export function changeBlocked({ account, number, params, token, method }: NumberCall): Json {
  requireMessaging(token)
  if (text(params, 'messaging_product') !== 'whatsapp') throw parameter('The parameter messaging_product is required.')
  const users = structure(params, 'block_users')
  if (!Array.isArray(users) || users.length === 0) throw missing('block_users')
  const block = method === 'POST'
  const done: Json[] = []
  const failed: Json[] = []
  for (const entry of users) {
    const input = isObject(entry) ? (text(entry, 'user') ?? text(entry, 'user_id') ?? '') : ''
    const customer = account.customerByBsuid(input) ?? account.customerByWaId(waIdOf(input.replace(/\D/g, '')))
    const chat = customer && account.chats.get(`${number.id}:${customer.id}`)
    const lately = chat?.lastInboundAt !== undefined && chat.lastInboundAt !== null && account.now() - chat.lastInboundAt < DAY
    if (!customer || !chat || (block && !lately)) {
      const details = 'Only users who wrote to this number in the last 24 hours can be blocked'
      failed.push({ input, errors: [{ message: '(#131047) Re-engagement message', code: 131047, error_data: { details } }] })
      continue
    }
    account.chats.patch(chat, { blockedByBusiness: block })
    done.push({ input, ...(customer.hidden ? {} : { wa_id: customer.waId }), user_id: customer.bsuid })
  }
  const result = { messaging_product: 'whatsapp', block_users: { [block ? 'added_users' : 'removed_users']: done } }
  if (failed.length === 0) return result
  throw new GraphRefusal(139100, undefined, { beside: { ...result, block_users: { ...result.block_users, failed_users: failed } } })
}
