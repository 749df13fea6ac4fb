/** For the server that runs this simulator, and for tests: accounts, tokens, the ledger of sends, customers in bulk. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { furnishLongPast } from '../coexistence/past.ts'
import { notFound } from '../http/refused.ts'
import { json } from '../http/reply.ts'
import type { ApiHandler, ApiRequest } from '../http/routes.ts'
import { accountView, type PhoneDeps } from '../phone/api.ts'
import type { Account } from '../world/account.ts'
import { newDashboard } from '../world/dashboard.ts'
import { accessToken } from '../world/ids.ts'
import type { NumberRecord } from '../world/records.ts'
import { EVERY_FIELD } from '../world/world.ts'
import { quiesce, writeMany } from './bulk.ts'
import { ALL_SCOPES, freeNumber, newAccount, newToken, registered } from './new-account.ts'
import { changeTemplate } from './templates.ts'

const phone = z.string().regex(/^\+?[\d\s().-]{8,24}$/)
const newWaba = z.object({
  name: z.string().min(1).max(255),
  displayPhoneNumber: phone.optional(),
  ownerBusiness: z.string().nullish(),
  appId: z.string().optional(),
  furnished: z.boolean().default(true),
})
const newNumberBody = z.object({ displayPhoneNumber: phone.optional(), verifiedName: z.string().min(1).optional() })
const numberPatch = z
  .object({
    throughputLevel: z.enum(['STANDARD', 'HIGH', 'NOT_APPLICABLE']),
    qualityRating: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']),
    registered: z.boolean(),
    coexistence: z.boolean(),
    codeVerification: z.enum(['VERIFIED', 'NOT_VERIFIED', 'EXPIRED']),
    verifiedName: z.string(),
    pin: z.string().nullable(),
  })
  .partial()
const tokenWish = z.object({
  scopes: z.array(z.string()).default(ALL_SCOPES),
  expiresInSeconds: z.number().positive().optional(),
  appId: z.string().optional(),
})
const tokenChange = z.object({ accessToken: z.string() })
const appWish = z.object({
  appId: z.string().regex(/^\d+$/),
  appSecret: z.string(),
  verifyToken: z.string(),
  callbackUrl: z.url().nullish(),
  requiresProof: z.boolean().default(false),
})
const past = z.object({
  people: z.number().int().min(1).max(10_000),
  messagesEach: z.number().int().min(1).max(10_000),
  days: z.number().min(0).max(180).default(170),
})
const anyChange = z.object({ field: z.string(), value: z.record(z.string(), z.unknown()) })

export function bearerIs(header: string | undefined, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(header ?? ''), hash(`Bearer ${secret}`))
}

export function controlRoutes(deps: PhoneDeps): Readonly<Record<string, ApiHandler>> {
  const { world, publisher } = deps
  const accountOf = ({ params }: ApiRequest): Account => {
    const account = world.accounts.get(params.wabaId ?? '')
    if (!account) throw notFound('account')
    return account
  }
  const tokenOf = (body: unknown) => {
    const { accessToken: written } = tokenChange.parse(body)
    const account = world.accountOfToken(written)
    const token = account?.tokens.get(written)
    if (!account || !token) throw notFound('token')
    return { account, token }
  }

  return {
    'POST /control/wabas': ({ body }) => json(createAccount(deps, body), 201),
    'GET /control/wabas': () => json({ items: [...world.accounts.values()].map(stateOf) }),
    'GET /control/wabas/:wabaId': (request) => json(stateOf(accountOf(request))),
    'DELETE /control/wabas/:wabaId': (request) => {
      const account = accountOf(request)
      publisher.forget(account)
      world.drop(account)
      return json({ deleted: true })
    },
    'POST /control/wabas/:wabaId/numbers': (request) => json(addNumber(deps, accountOf(request), request.body), 201),
    'PATCH /control/numbers/:phoneNumberId': ({ params, body }) => json(changeNumber(deps, params.phoneNumberId ?? '', body)),
    'DELETE /control/numbers/:phoneNumberId': ({ params }) => json(takeNumberAway(deps, params.phoneNumberId ?? '')),
    'POST /control/numbers/:phoneNumberId/past': ({ params, body }) => json(longPast(deps, params.phoneNumberId ?? '', body), 201),
    'POST /control/wabas/:wabaId/tokens': (request) => json(issueToken(deps, accountOf(request), request.body), 201),
    'POST /control/tokens/revoke': ({ body }) => {
      const { account, token } = tokenOf(body)
      account.tokens.patch(token, { revoked: true })
      return json({ revoked: true })
    },
    'POST /control/tokens/expire': ({ body }) => {
      const { account, token } = tokenOf(body)
      account.tokens.patch(token, { expiresAt: account.now() - 1 })
      return json({ expired: true })
    },
    'POST /control/codes': ({ body }) => {
      const { token } = tokenOf(body)
      const code = accessToken()
      world.codes.set(code, { appId: token.appId, token: token.id, until: Date.now() + 30_000 })
      return json({ code }, 201)
    },
    'GET /control/wabas/:wabaId/sends': (request) => {
      const { query } = request
      const account = accountOf(request)
      const page = account.ledger.page(Number(query.get('cursor') ?? 0), Math.min(Number(query.get('limit') ?? 1000) || 1000, 10_000))
      const items = page.items.map((send) => ({ ...send, status: account.messages.get(send.wamid)?.status ?? null }))
      return json({ items, nextCursor: page.nextCursor === null ? null : String(page.nextCursor), total: account.ledger.count })
    },
    'POST /control/wabas/:wabaId/inbound': async (request) => json(await writeMany(deps, accountOf(request), request.body)),
    'POST /control/wabas/:wabaId/quiesce': async (request) => json(await quiesce(accountOf(request), request.body)),
    'POST /control/wabas/:wabaId/reset': (request) => json(forgetMessages(deps, accountOf(request))),
    'POST /control/wabas/:wabaId/templates/:templateId': (request) => json(changeTemplate(deps, accountOf(request), request)),
    'POST /control/wabas/:wabaId/webhook': (request) => {
      const change = anyChange.parse(request.body)
      const time = Math.floor(Date.now() / 1000)
      publisher.publish(accountOf(request), { phoneNumberId: null, chatId: null }, { kind: 'change', ...change, time })
      return json({ queued: true })
    },
    'POST /control/apps': ({ body }) => {
      const { appId, appSecret, verifyToken, callbackUrl, requiresProof } = appWish.parse(body)
      const known = world.apps.get(appId)
      const subscribedUrl = callbackUrl ?? known?.subscribedUrl ?? null
      const dashboard = known?.dashboard ?? newDashboard()
      world.apps.save({
        id: appId,
        secret: appSecret,
        verifyToken,
        subscribedUrl,
        fields: known?.fields ?? EVERY_FIELD,
        requiresProof,
        dashboard,
      })
      return json({ appId }, 201)
    },
    'POST /control/reset': () => {
      for (const account of world.accounts.values()) {
        publisher.forget(account)
        world.drop(account)
      }
      return json({ reset: true })
    },
  }
}

function stateOf(account: Account) {
  return {
    ...accountView(account),
    businessId: account.waba.businessId,
    customers: account.customers.size,
    templates: account.templates.size,
    sends: account.ledger.count,
    pendingUpdates: account.updates.size,
    quiet: !account.busy,
    managementCalls: account.managementCalls.total,
    managementRefused: account.managementCalls.refused,
  }
}

function createAccount({ world }: PhoneDeps, body: unknown) {
  const wish = newWaba.parse(body)
  const app = world.apps.get(wish.appId ?? world.config.app.id)
  if (!app) throw notFound('app')
  const { account, number, token } = newAccount(world, {
    name: wish.name,
    displayPhoneNumber: wish.displayPhoneNumber ?? freeNumber(world),
    ownerBusiness: wish.ownerBusiness ?? null,
    appId: app.id,
    furnished: wish.furnished,
  })
  return {
    wabaId: account.waba.id,
    name: account.waba.name,
    businessId: account.waba.businessId,
    phoneNumberId: number.id,
    displayPhoneNumber: number.displayPhoneNumber,
    verifiedName: number.verifiedName,
    accessToken: token.id,
    appId: app.id,
    appSecret: app.secret,
    verifyToken: app.verifyToken,
  }
}

function addNumber({ world }: PhoneDeps, account: Account, body: unknown) {
  const wish = newNumberBody.parse(body)
  const displayPhoneNumber = wish.displayPhoneNumber ?? freeNumber(world)
  const number = account.numbers.save(registered({ name: wish.verifiedName ?? account.waba.name, displayPhoneNumber }))
  world.register(number.id, 'number', account)
  return numberView(number)
}

const numberView = ({ id, displayPhoneNumber, verifiedName, registered: on, throughputLevel, qualityRating, sentCode }: NumberRecord) => ({
  phoneNumberId: id,
  displayPhoneNumber,
  verifiedName,
  registered: on,
  throughputLevel,
  qualityRating,
  sentCode,
})

function changeNumber({ world }: PhoneDeps, id: string, body: unknown) {
  const account = world.node(id)?.account
  const number = account?.numbers.get(id)
  if (!account || !number) throw notFound('number')
  const changes = Object.entries(numberPatch.parse(body)).filter(([, value]) => value !== undefined)
  return numberView(account.numbers.patch(number, Object.fromEntries(changes)))
}

/** Deleted by hand in WhatsApp Manager, which no webhook tells. */
function takeNumberAway({ world }: PhoneDeps, id: string) {
  const account = world.node(id)?.account
  const number = account?.numbers.get(id)
  if (!account || !number) throw notFound('number')
  account.numbers.remove(id)
  world.forget(id)
  return { deleted: true }
}

function longPast({ world }: PhoneDeps, id: string, body: unknown) {
  const account = world.node(id)?.account
  const number = account?.numbers.get(id)
  if (!account || !number) throw notFound('number')
  return { messages: furnishLongPast(account, number, past.parse(body)) }
}

function issueToken({ world }: PhoneDeps, account: Account, body: unknown) {
  const { scopes, expiresInSeconds, appId } = tokenWish.parse(body ?? {})
  const expiresAt = expiresInSeconds === undefined ? 0 : account.now() + expiresInSeconds * 1000
  const token = account.tokens.save(newToken(appId ?? world.config.app.id, scopes, expiresAt))
  world.registerToken(token.id, account)
  return { accessToken: token.id, scopes, expiresAt: expiresAt === 0 ? null : expiresAt }
}

function forgetMessages({ publisher }: PhoneDeps, account: Account) {
  publisher.forget(account)
  account.clear()
  return stateOf(account)
}
