/** The phone API: what the page with the customers' phones reads and does. */
import { z } from 'zod'
import { changePhoneBook, comeBack, leave, phoneAppView } from '../coexistence/phone-app.ts'
import { readMedia } from '../graph/media.ts'
import { wake } from '../graph/templates/life.ts'
import { notFound, Refused } from '../http/refused.ts'
import { json } from '../http/reply.ts'
import type { ApiHandler, ApiRequest } from '../http/routes.ts'
import { metadataOf } from '../webhooks/body.ts'
import { deliveriesOf } from '../webhooks/log.ts'
import { CLOCK_FIELD, type Publisher } from '../webhooks/publisher.ts'
import type { Account } from '../world/account.ts'
import { faultsPatch, mergeFaults } from '../world/faults.ts'
import { phoneDigits } from '../world/wa-id.ts'
import type { World } from '../world/world.ts'
import { editMessage, revokeMessage } from './amend.ts'
import { changeIdentity, writeFromPhoneApp } from './backstage.ts'
import { writtenFrom } from './draft.ts'
import type { MessageLife } from './life.ts'
import { changeNumber, changeUserId } from './new-names.ts'
import { createCustomer, freeDigits, isSomebody } from './people.ts'
import { streamTo } from './stream.ts'
import { isTyping } from './typing.ts'
import { customerView, isOnPhone, messageView, tellCustomer } from './views.ts'
import { customerWrites, type Line } from './write.ts'

export interface PhoneDeps {
  readonly world: World
  readonly publisher: Publisher
  readonly life: MessageLife
}

const newCustomer = z.object({
  name: z.string().min(1).max(200),
  phone: z.string().optional(),
  hidden: z.boolean().default(false),
  username: z.string().min(3).max(35).nullish(),
})
const customerPatch = z
  .object({ name: z.string().min(1).max(200), online: z.boolean(), marksRead: z.boolean(), blocked: z.boolean(), optedOut: z.boolean() })
  .partial()
const clock = z.object({
  hours: z
    .number()
    .positive()
    .max(24 * 400),
})

export function phoneRoutes(deps: PhoneDeps): Readonly<Record<string, ApiHandler>> {
  const { world } = deps
  const accountOf = ({ params }: ApiRequest): Account => {
    const account = world.accounts.get(params.wabaId ?? '')
    if (!account) throw notFound('account')
    return account
  }
  const customerOf = (request: ApiRequest) => {
    const account = accountOf(request)
    const customer = account.customers.get(request.params.customerId ?? '')
    if (!customer) throw notFound('customer')
    return { account, customer }
  }
  const lineOf = (request: ApiRequest): Line => {
    const number = accountOf(request).numbers.get(request.params.phoneNumberId ?? '')
    if (!number) throw notFound('number')
    return { ...customerOf(request), number }
  }
  const ofNumber = (request: ApiRequest) => {
    const account = accountOf(request)
    const number = account.numbers.get(request.params.phoneNumberId ?? '')
    if (!number) throw notFound('number')
    return { account, number, publisher: deps.publisher }
  }
  const chats = '/api/wabas/:wabaId/customers/:customerId/chats/:phoneNumberId'

  return {
    'GET /api/wabas/:wabaId': (request) => json(accountView(accountOf(request))),
    'GET /api/wabas/:wabaId/customers': (request) => json(listCustomers(accountOf(request))),
    'POST /api/wabas/:wabaId/customers': (request) => json(addCustomer(accountOf(request), request.body), 201),
    'PATCH /api/wabas/:wabaId/customers/:customerId': (request) => json(changeCustomer(deps, customerOf(request), request.body)),
    [`GET ${chats}`]: (request) => json(chatView(lineOf(request), request.query)),
    [`POST ${chats}/messages`]: (request) => json(write(deps, lineOf(request), request.body), 201),
    [`POST ${chats}/edit`]: (request) => json(editMessage(deps.publisher, lineOf(request), request.body)),
    [`POST ${chats}/revoke`]: (request) => json(revokeMessage(deps.publisher, lineOf(request), request.body)),
    [`POST ${chats}/echo`]: (request) => json(writeFromPhoneApp(deps.publisher, lineOf(request), request.body), 201),
    [`POST ${chats}/identity`]: (request) => json(changeIdentity(deps.publisher, lineOf(request))),
    [`POST ${chats}/new-number`]: (request) => json(changeNumber(deps.publisher, lineOf(request))),
    [`POST ${chats}/new-user-id`]: (request) => json(changeUserId(deps.publisher, lineOf(request))),
    [`POST ${chats}/open`]: (request) => json(openChat(deps, lineOf(request), request.body)),
    [`POST ${chats}/played`]: (request) => json(play(deps, lineOf(request), request.body)),
    'GET /api/wabas/:wabaId/numbers/:phoneNumberId/app': (request) => json(phoneAppView(ofNumber(request))),
    'POST /api/wabas/:wabaId/numbers/:phoneNumberId/app/leave': (request) => json(leave(ofNumber(request), request.body)),
    'POST /api/wabas/:wabaId/numbers/:phoneNumberId/app/come-back': (request) => json(comeBack(ofNumber(request))),
    'PUT /api/wabas/:wabaId/numbers/:phoneNumberId/app/phone-book': (request) => json(changePhoneBook(ofNumber(request), request.body)),
    'GET /api/wabas/:wabaId/media/:mediaId': (request) => media(accountOf(request), request.params.mediaId ?? ''),
    'GET /api/wabas/:wabaId/faults': (request) => json(accountOf(request).waba.faults),
    'PUT /api/wabas/:wabaId/faults': (request) => json(changeFaults(deps, accountOf(request), request.body)),
    'POST /api/wabas/:wabaId/clock': (request) => json(moveClock(deps, accountOf(request), request.body)),
    'GET /api/wabas/:wabaId/deliveries': (request) =>
      json({ items: deliveriesOf(accountOf(request), Number(request.query.get('limit') ?? 100) || 100) }),
    'GET /api/wabas/:wabaId/stream': (request) => {
      const account = accountOf(request)
      return { stream: (incoming, response) => streamTo(account, incoming, response) }
    },
  }
}

export function accountView({ waba, numbers }: Account) {
  return {
    wabaId: waba.id,
    name: waba.name,
    numbers: [...numbers.values()].map(({ id, displayPhoneNumber, verifiedName }) => ({
      phoneNumberId: id,
      displayPhoneNumber,
      verifiedName,
    })),
    faults: waba.faults,
    clockOffsetSeconds: Math.round(waba.clockOffsetMs / 1000),
  }
}

const MOST_LISTED = 200

/** The made ones first, then whoever was written to, the latest first. */
function listCustomers(account: Account) {
  const all = [...account.customers.values()].filter(isSomebody)
  const listed = all.length <= MOST_LISTED ? all : [...all.slice(0, 20), ...all.slice(20 - MOST_LISTED)]
  return { items: listed.map((customer) => customerView(account, customer)) }
}

function addCustomer(account: Account, body: unknown) {
  const { name, phone, hidden, username } = newCustomer.parse(body)
  const [sender] = account.numbers.values()
  const digits = phone === undefined || phone.trim() === '' ? freeDigits(account) : phoneDigits(phone.trim(), sender?.digits ?? '55')
  if (digits === null) throw new Refused(422, 'invalid', 'That is not a phone number')
  if (hidden && !username) throw new Refused(422, 'invalid', 'Only somebody with a username can hide the phone number')
  const before = account.customers.size
  const customer = createCustomer(account, { digits, name, username: username ?? null, hidden })
  if (account.customers.size === before) throw new Refused(409, 'conflict', 'There is a customer with that number already')
  tellCustomer(account, customer)
  return customerView(account, customer)
}

function changeCustomer({ life, publisher }: PhoneDeps, { account, customer }: Pick<Line, 'account' | 'customer'>, body: unknown) {
  const changes = customerPatch.parse(body)
  const stopped = changes.optedOut !== undefined && changes.optedOut !== customer.optedOut
  account.customers.patch(customer, Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)))
  for (const number of account.numbers.values()) {
    life.proceed(account, customer, number.id)
    if (stopped) tellPreference(publisher, { account, customer, number })
  }
  tellCustomer(account, customer)
  return customerView(account, customer)
}

function tellPreference(publisher: Publisher, { account, customer, number }: Line): void {
  const who = { ...(customer.hidden ? {} : { wa_id: customer.waId }), user_id: customer.bsuid }
  const value = customer.optedOut ? 'stop' : 'resume'
  const detail = `User requested to ${value} marketing messages`
  const preference = { ...who, detail, category: 'marketing_messages', value, timestamp: Math.floor(Date.now() / 1000) }
  publisher.publish(
    account,
    { phoneNumberId: number.id, chatId: null },
    {
      kind: 'change',
      field: 'user_preferences',
      value: {
        messaging_product: 'whatsapp',
        metadata: metadataOf(number),
        contacts: [{ profile: { name: customer.name }, ...who }],
        user_preferences: [preference],
      },
      time: Math.floor(Date.now() / 1000),
    },
  )
}

function chatView({ account, customer, number }: Line, query: URLSearchParams) {
  const limit = Math.min(Number(query.get('limit') ?? 200) || 200, 1000)
  const messages = account.messagesOf(number.id, customer.id).filter(isOnPhone)
  return { messages: messages.slice(-limit).map(messageView), businessTyping: isTyping(account, account.chat(number.id, customer.id)) }
}

function write({ world, publisher }: PhoneDeps, line: Line, body: unknown) {
  if (!line.customer.online) throw new Refused(409, 'offline', 'This phone is offline')
  const message = customerWrites(publisher, line, writtenFrom(world, line, body))
  return messageView(message)
}

function openChat({ life }: PhoneDeps, { account, customer, number }: Line, body: unknown) {
  const { open } = z.object({ open: z.boolean() }).parse(body)
  const chat = account.chat(number.id, customer.id)
  account.chats.patch(chat, open ? { open, unread: 0 } : { open })
  if (open) {
    life.proceed(account, customer, number.id)
    tellCustomer(account, customer)
  }
  return { open }
}

function play({ life }: PhoneDeps, { account }: Line, body: unknown) {
  const { messageId } = z.object({ messageId: z.string() }).parse(body)
  const message = account.messages.get(messageId)
  if (message?.from !== 'business' || message.type !== 'audio') throw notFound('voice message')
  if (message.status === 'read' && message.content.voice === true) life.play(account, message)
  return messageView(message)
}

async function media(account: Account, id: string) {
  const found = account.media.get(id)
  if (!found) throw notFound('media')
  return {
    status: 200,
    contentType: found.mimeType,
    body: await readMedia(account, found),
    headers: { 'x-content-type-options': 'nosniff' },
  }
}

function changeFaults({ publisher }: PhoneDeps, account: Account, body: unknown) {
  const merged = mergeFaults(account.waba.faults, faultsPatch.parse(body))
  account.wabas.patch(account.waba, { faults: merged })
  account.tell('faults', merged)
  publisher.wake(account)
  return merged
}

/** Windows, tokens, media and template limits grow older by so much; what was written keeps its time. */
function moveClock({ publisher }: PhoneDeps, account: Account, body: unknown) {
  const seconds = Math.round(clock.parse(body).hours * 3600)
  account.wabas.patch(account.waba, { clockOffsetMs: account.waba.clockOffsetMs + seconds * 1000 })
  for (const number of account.numbers.values()) {
    account.numbers.patch(number, { lastOnboardedAt: number.lastOnboardedAt - seconds * 1000 })
    const value = { messaging_product: 'whatsapp', metadata: metadataOf(number), seconds }
    publisher.publish(
      account,
      { phoneNumberId: number.id, chatId: null },
      { kind: 'change', field: CLOCK_FIELD, value, time: Math.floor(Date.now() / 1000) },
    )
  }
  publisher.wake(account)
  for (const template of account.templates.values()) wake({ publisher, account, template })
  return { clockOffsetSeconds: Math.round(account.waba.clockOffsetMs / 1000) }
}
