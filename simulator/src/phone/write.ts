/** A customer writes: the message appears on the phone, opens the window, and is told to the business. */
import type { Publisher } from '../webhooks/publisher.ts'
import { type Account, tick } from '../world/account.ts'
import { wamid } from '../world/ids.ts'
import type { CustomerRecord, Json, MessageRecord, NumberRecord } from '../world/records.ts'
import { tellMessage } from './views.ts'

export interface Written {
  readonly type: string
  readonly content: Json | readonly unknown[]
  readonly contextId: string | null
  /** Came from an ad that opens WhatsApp: the rest of the referral as Meta sends it. */
  readonly referral: Json | null
  readonly clientId?: string | null
  readonly marks?: Marks
}

/** How it came to be written: passed on from elsewhere, in a group that the business is in, or from the page of a product. */
export interface Marks {
  readonly forwarded?: 'once' | 'often' | undefined
  /** Meta's id of the group. */
  readonly group?: string | undefined
  readonly product?: { readonly catalog_id: string; readonly product_retailer_id: string } | undefined
}

export interface Line {
  readonly account: Account
  readonly customer: CustomerRecord
  readonly number: NumberRecord
}

export function customerWrites(publisher: Publisher, line: Line, written: Written): MessageRecord {
  const { account, customer, number } = line
  const { clientId } = written
  const before = clientId ? account.messagesOf(number.id, customer.id).findLast((message) => message.clientId === clientId) : undefined
  if (before) return before
  const chat = account.chat(number.id, customer.id)
  const now = account.now()
  const message: MessageRecord = {
    id: wamid(customer.waId, 'in'),
    phoneNumberId: number.id,
    customerId: customer.id,
    from: 'customer',
    type: written.type,
    content: storedContent(written.content),
    contextId: written.contextId,
    timestamp: Date.now(),
    status: 'sent',
    reactionOfCustomer: null,
    reactionOfBusiness: null,
    ...(clientId ? { clientId } : {}),
  }
  account.throughput(number).count(tick())
  account.chats.patch(chat, { lastInboundAt: now, ...(written.referral === null ? {} : { adClickAt: now }) })
  account.addMessage(message)
  if (written.type === 'reaction') react(line, written.content)
  else tellMessage(account, message)
  if (chat.blockedByBusiness) return message
  publisher.publish(
    account,
    { phoneNumberId: number.id, chatId: chat.id },
    { kind: 'message', customerId: customer.id, message: wireMessage(line, message, written), wamid: message.id },
  )
  return message
}

const storedContent = (content: Json | readonly unknown[]): Json => (isList(content) ? { contacts: content } : content)
const isList = (content: Json | readonly unknown[]): content is readonly unknown[] => Array.isArray(content)

function wireMessage({ account, customer, number }: Line, message: MessageRecord, written: Written): Json {
  const quoted = message.contextId === null ? undefined : account.messages.get(message.contextId)
  const from = quoted?.from === 'customer' ? customer.waId : number.digits
  return {
    ...contextOf(message.contextId, from, written.marks),
    ...(written.referral === null ? {} : { referral: written.referral }),
    ...(written.marks?.group === undefined ? {} : { group_id: written.marks.group }),
    ...wireHead(customer, message.id, message.timestamp),
    type: message.type,
    [message.type]: wireContent(message.type, written.content),
    ...(message.type === 'unsupported' ? { errors: [UNSUPPORTED] } : {}),
  }
}

/** Who wrote, which message it is, and when. */
export function wireHead(customer: CustomerRecord, id: string, at: number): Json {
  return {
    ...(customer.hidden ? {} : { from: customer.waId }),
    from_user_id: customer.bsuid,
    id,
    timestamp: String(Math.floor(at / 1000)),
  }
}

function contextOf(quoted: string | null, from: string, marks: Marks = {}): Json {
  const { forwarded, product } = marks
  const context = {
    ...(quoted === null ? {} : { from, id: quoted }),
    ...(forwarded === 'once' ? { forwarded: true } : {}),
    ...(forwarded === 'often' ? { frequently_forwarded: true } : {}),
    ...(product ? { from, id: `wamid.${product.product_retailer_id}`, referred_product: product } : {}),
  }
  return Object.keys(context).length === 0 ? {} : { context }
}

const UNSUPPORTED = {
  code: 131051,
  title: 'Message type unknown',
  message: 'Message type unknown',
  error_data: { details: 'Message type is currently not supported.' },
}

/** A reaction taken back has no emoji at all. */
function wireContent(type: string, content: Json | readonly unknown[]): Json | readonly unknown[] {
  if (type !== 'reaction' || isList(content) || content.emoji !== '') return content
  return { message_id: content.message_id }
}

function react({ account }: Line, content: Json | readonly unknown[]): void {
  const reaction = reactionIn(content)
  const target = reaction && account.messages.get(reaction.messageId)
  if (!target) return
  account.messages.patch(target, { reactionOfCustomer: reaction.emoji || null })
  tellMessage(account, target)
}

function reactionIn(content: Json | readonly unknown[]): { readonly messageId: string; readonly emoji: string } | null {
  if (isList(content)) return null
  const { message_id: messageId, emoji } = content
  return typeof messageId === 'string' && typeof emoji === 'string' ? { messageId, emoji } : null
}
