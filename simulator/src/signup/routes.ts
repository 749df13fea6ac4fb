/** Embedded Signup: the SDK's script, what its popup may offer, and what happens when somebody finishes it. */
import { z } from 'zod'
import { furnishPast } from '../coexistence/past.ts'
import { ALL_SCOPES, freeNumber, newAccount, newToken } from '../control/new-account.ts'
import { notFound } from '../http/refused.ts'
import { json } from '../http/reply.ts'
import type { ApiHandler } from '../http/routes.ts'
import type { Account } from '../world/account.ts'
import { accessToken } from '../world/ids.ts'
import type { NumberRecord, TokenRecord } from '../world/records.ts'
import type { AppRecord, World } from '../world/world.ts'
import { cancelled, ENDINGS, failed, messageOf } from './endings.ts'
import { SDK_SCRIPT } from './sdk.ts'

const CODE_MS = 30_000

const finish = z.object({
  clientId: z.string(),
  configId: z.string(),
  isCoexistence: z.boolean().default(false),
  /** Of a number in the Business app: what its owner agreed to on the phone. */
  sharesHistory: z.boolean().default(true),
  /** An account that is there already: it is shared again, with another token. */
  wabaId: z.string().optional(),
  business: z.string().trim().min(1).max(100),
  displayPhoneNumber: z
    .string()
    .regex(/^\+?[\d\s().-]{8,24}$/)
    .optional(),
  ending: z.enum(ENDINGS).default('finish'),
  /** Where the person gave up, for `cancel`. */
  step: z.string().default('PHONE_NUMBER_SETUP'),
})

export function signupRoutes(world: World): Readonly<Record<string, ApiHandler>> {
  const appOf = (id: string): AppRecord => {
    const app = world.apps.get(id)
    if (!app) throw notFound('app')
    return app
  }
  return {
    'GET /sdk.js': () => ({ status: 200, contentType: 'text/javascript; charset=utf-8', body: SDK_SCRIPT }),
    'GET /dialog/offer': ({ query }) => {
      const app = world.apps.get(query.get('client_id') ?? '')
      const known = app !== undefined && knowsConfiguration(app, query.get('config_id') ?? '')
      return json({ isConfigured: known, freeNumber: freeNumber(world), appName: app?.dashboard.name ?? null })
    },
    'POST /dialog/finish': ({ body }) => {
      const wish = finish.parse(body)
      const app = appOf(wish.clientId)
      if (!knowsConfiguration(app, wish.configId)) throw notFound('configuration')
      if (wish.ending === 'cancel') return json({ message: cancelled(wish.step), code: null })
      if (wish.ending === 'error') return json({ message: failed(Date.now()), code: null })
      return json(share(world, app, wish))
    },
  }
}

/** As long as none was made, any number will do: a rehearsal needs no dashboard. */
function knowsConfiguration(app: AppRecord, id: string): boolean {
  const { configurations } = app.dashboard
  return /^\d+$/.test(id) && (configurations.length === 0 || configurations.some((each) => each.id === id))
}

/** The client's account and number exist now, and the app is given a code for a token that sees them. */
function share(world: World, app: AppRecord, wish: z.infer<typeof finish>) {
  const { account, number } = accountFor(world, app, wish)
  if (number && wish.isCoexistence) linkPhone(world, account, number, wish.sharesHistory)
  const scopes = wish.ending === 'no_permission' ? ['whatsapp_business_management'] : ALL_SCOPES
  const token = account.tokens.save(newToken(app.id, scopes))
  world.registerToken(token.id, account)
  world.apps.patch(app, {
    dashboard: { ...app.dashboard, clients: [{ name: wish.business, daysAgo: 0 }, ...app.dashboard.clients].slice(0, 500) },
  })
  const { id: wabaId, businessId } = account.waba
  const made = { wabaId, businessId, phoneNumberId: number?.id ?? null }
  return { message: messageOf(wish.ending, made, wish.isCoexistence), code: codeFor(world, token, wish.ending) }
}

/** The code was read with the phone: its app and Cloud API have the number together from here on, and both requests are open again. */
function linkPhone(world: World, account: Account, number: NumberRecord, sharesHistory: boolean): void {
  if (account.messages.size === 0) furnishPast(world, account, number)
  account.numbers.patch(number, { coexistence: true, registered: true, sharesHistory, syncsAsked: [], lastOnboardedAt: Date.now() })
}

function codeFor(world: World, token: TokenRecord, ending: string): string {
  const code = accessToken()
  const until = ending === 'code_expired' ? Date.now() - 1 : Date.now() + CODE_MS
  if (ending !== 'code_used') world.codes.set(code, { appId: token.appId, token: token.id, until })
  return code
}

function accountFor(world: World, app: AppRecord, wish: z.infer<typeof finish>): { account: Account; number: NumberRecord | undefined } {
  const known = wish.wabaId === undefined ? undefined : world.accounts.get(wish.wabaId)
  if (known) return { account: known, number: [...known.numbers.values()][0] }
  const { account, number, token } = newAccount(world, {
    name: wish.business,
    displayPhoneNumber: wish.displayPhoneNumber ?? freeNumber(world),
    ownerBusiness: wish.business,
    appId: app.id,
    furnished: true,
  })
  // Somebody who comes through the popup has verified the number there; it is registered, and the app subscribed, by us.
  account.tokens.patch(token, { revoked: true })
  account.wabas.patch(account.waba, { subscriptions: {} })
  if (wish.ending === 'finish_only_waba') {
    account.numbers.remove(number.id)
    world.forget(number.id)
    return { account, number: undefined }
  }
  account.numbers.patch(number, {
    registered: false,
    registrations: [],
    ...(wish.ending === 'other_pin' && { pin: '135790' }),
  })
  return { account, number }
}
