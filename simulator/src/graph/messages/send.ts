/** POST /{phone-number-id}/messages. Checks in Meta's order, then the message is accepted; what becomes of it is told by webhooks. */
import { endTyping } from '../../phone/typing.ts'
import { tellMessage } from '../../phone/views.ts'
import type { Account } from '../../world/account.ts'
import { tick } from '../../world/account.ts'
import { wamid } from '../../world/ids.ts'
import { borrowPair } from '../../world/pair-rate.ts'
import type { ChatRecord, CustomerRecord, Json, MessageRecord, SentFacts } from '../../world/records.ts'
import { requireMessaging } from '../access.ts'
import { isObject, type NumberCall, structure, text, word } from '../call.ts'
import { GraphRefusal, parameter, wrong } from '../refusal.ts'
import { words } from './check.ts'
import { checkContent } from './content.ts'
import { markRead } from './read.ts'
import { type Recipient, recipientOf } from './recipient.ts'
import { fillTemplate } from './template.ts'

const HOUR = 3600 * 1000
const WINDOW_MS = 24 * HOUR
const LIFE_MS = 30 * 24 * HOUR
const AUTHENTICATION_LIFE_MS = 10 * 60 * 1000

interface Draft {
  readonly type: string
  readonly content: Json
  readonly category: string
  readonly templateId: string | null
  readonly ttlMs: number
  readonly contextId: string | null
  readonly reference: string | null
}

export interface Accepted {
  readonly message: MessageRecord
  readonly answer: Json
}

/** @param refuseLater a code the report will carry, when a switch says so */
export function send(call: NumberCall, refuseLater: number | null): Accepted {
  const { account, number, params } = call
  requireMessaging(call.token)
  if (!number.registered) throw new GraphRefusal(133010)
  const draft = draftOf(call)
  const recipient = recipientOf(params, account, number)
  checkIdentity(call, recipient.customer)
  if (draft.category === 'authentication' && !recipient.toPhone) throw new GraphRefusal(131062)
  if (draft.category === 'marketing' && account.waba.marketingOnCloudApiDisabled) throw new GraphRefusal(131063)

  const throughput = account.throughput(number)
  const at = tick()
  if (!throughput.allows(at)) throw new GraphRefusal(130429)
  const chat = account.chat(number.id, recipient.customer.id)
  const now = account.now()
  const pairFreeAt = borrowPair(chat.pairFreeAt, now)
  const { faults } = account.waba
  if (pairFreeAt === null && faults.pairRate) throw new GraphRefusal(131056)
  const windowOpen = chat.lastInboundAt !== null && now - chat.lastInboundAt < WINDOW_MS
  if (!windowOpen && draft.templateId === null && faults.windowClosed === 'sync') throw new GraphRefusal(131047)

  throughput.count(at)
  account.chats.patch(chat, { pairFreeAt: pairFreeAt ?? chat.pairFreeAt, ...freeEntry(chat, now) })
  const failWith = refuseLater ?? fateOf(draft, recipient, { windowOpen })
  const { category, pricingType, billable } = chargeFor(account, draft.category, { windowOpen, free: (chat.freeEntryUntil ?? 0) > now })
  const { reference, templateId } = draft
  const sent = {
    reference,
    toPhone: recipient.toPhone,
    category,
    pricingType,
    billable,
    failWith,
    expiresAt: now + draft.ttlMs,
    templateId,
  }
  return accept(call, recipient, draft, sent)
}

function draftOf({ params, account }: NumberCall): Draft {
  if (text(params, 'messaging_product') !== 'whatsapp') throw parameter('The parameter messaging_product is required.')
  const recipientType = text(params, 'recipient_type') ?? 'individual'
  if (recipientType !== 'individual') throw wrong("Parameter 'recipient_type' must be 'individual'")
  const type = text(params, 'type') ?? 'text'
  const reference = params.biz_opaque_callback_data
  const common = {
    type,
    reference: reference === undefined ? null : words(reference, 'biz_opaque_callback_data', 512),
    contextId: contextOf(structure(params, 'context')),
  }
  if (type !== 'template') {
    return {
      ...common,
      content: checkContent(type, structure(params, type), account),
      category: 'service',
      templateId: null,
      ttlMs: LIFE_MS,
    }
  }
  const { template, content } = fillTemplate(structure(params, 'template'), account)
  const category = template.category.toLowerCase()
  const ttlMs =
    template.ttlSeconds === null ? (category === 'authentication' ? AUTHENTICATION_LIFE_MS : LIFE_MS) : template.ttlSeconds * 1000
  return { ...common, content, category, templateId: template.id, ttlMs }
}

function contextOf(context: unknown): string | null {
  if (context === undefined || context === null) return null
  if (!isObject(context)) throw wrong("Parameter 'context' must be an object")
  return words(context.message_id, 'context.message_id', 256)
}

function checkIdentity({ params, number }: NumberCall, customer: CustomerRecord): void {
  const hash = text(params, 'recipient_identity_key_hash')
  const setting = number.settings.user_identity_change
  const checked = isObject(setting) && setting.enable_identity_key_check === true
  if (checked && hash !== undefined && hash !== customer.identityHash) throw new GraphRefusal(137000)
}

/** An answer within 24 h to somebody who came from an ad makes the next 72 h free. */
function freeEntry(chat: ChatRecord, now: number): Partial<ChatRecord> {
  if (chat.adClickAt === null || now - chat.adClickAt > WINDOW_MS) return {}
  return { adClickAt: null, freeEntryUntil: now + 72 * HOUR }
}

function fateOf(draft: Draft, { customer, magic }: Recipient, { windowOpen }: { readonly windowOpen: boolean }): number | null {
  if (magic) return magic.code
  if (!windowOpen && draft.templateId === null) return 131047
  if (draft.category !== 'marketing') return null
  if (customer.optedOut) return 131050
  // Meta has paused marketing templates to numbers of the United States.
  return customer.waId.startsWith('1') && customer.waId.length === 11 ? 131049 : null
}

type Charge = Pick<SentFacts, 'category' | 'pricingType' | 'billable'>

function chargeFor(account: Account, category: string, state: { readonly windowOpen: boolean; readonly free: boolean }): Charge {
  if (state.free) return { category: 'referral_conversion', pricingType: 'free_entry_point', billable: false }
  const insideWindow = state.windowOpen && (category === 'service' || category === 'utility')
  if (insideWindow && !account.waba.faults.serviceMessagesBilled) return { category, pricingType: 'free_customer_service', billable: false }
  return { category, pricingType: 'regular', billable: true }
}

function accept({ account, number }: NumberCall, { customer, input, toPhone }: Recipient, draft: Draft, sent: SentFacts): Accepted {
  const chat = account.chat(number.id, customer.id)
  const message = account.addMessage({
    id: wamid(customer.waId, 'out'),
    phoneNumberId: number.id,
    customerId: customer.id,
    from: 'business',
    type: draft.type,
    content: draft.content,
    contextId: draft.contextId,
    timestamp: Date.now(),
    status: 'accepted',
    reactionOfCustomer: null,
    reactionOfBusiness: null,
    sent,
  })
  account.ledger.append({
    wamid: message.id,
    phoneNumberId: number.id,
    to: input,
    waId: customer.waId,
    type: draft.type,
    bizOpaqueCallbackData: draft.reference,
    acceptedAt: message.timestamp,
  })
  endTyping(account, chat)
  if (draft.type === 'reaction') react(account, draft.content)
  const contact = toPhone ? { input, wa_id: customer.waId } : { input, user_id: customer.bsuid }
  const accepted = draft.templateId === null ? { id: message.id } : { id: message.id, message_status: 'accepted' }
  return { message, answer: { messaging_product: 'whatsapp', contacts: [contact], messages: [accepted] } }
}

function react(account: Account, content: Json): void {
  const target = account.messages.get(word(content.message_id))
  if (!target) return
  account.messages.patch(target, { reactionOfBusiness: word(content.emoji) || null })
  tellMessage(account, target)
}

export function answerRead(call: NumberCall): Json {
  requireMessaging(call.token)
  return markRead(call)
}
