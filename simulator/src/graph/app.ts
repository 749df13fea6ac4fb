/** The app's own edges: who it is, where its webhooks go, and what a token is worth. */
import { handshake } from '../webhooks/post.ts'
import type { Json } from '../world/records.ts'
import { EVERY_FIELD } from '../world/world.ts'
import { authenticate } from './access.ts'
import { type AppCall, type GraphCall, required, text } from './call.ts'
import { project } from './fields.ts'
import { GraphRefusal, parameter } from './refusal.ts'

const VERSION = 'v26.0'

export function getApp({ app, params, world }: AppCall): Json {
  const { dashboard: set } = app
  const node = {
    id: app.id,
    name: set.name,
    link: `https://www.facebook.com/games/?app_id=${app.id}`,
    category: set.category ?? undefined,
    subcategory: set.subcategory ?? undefined,
    namespace: undefined,
    privacy_policy_url: set.privacyPolicyUrl ?? undefined,
    terms_of_service_url: set.termsOfServiceUrl ?? undefined,
    contact_email: set.contactEmail ?? undefined,
    user_support_email: set.supportEmail ?? undefined,
    user_support_url: undefined,
    website_url: set.websiteUrl ?? undefined,
    supported_platforms: set.websiteUrl === null || set.platforms.length === 0 ? undefined : set.platforms,
    app_domains: set.appDomains,
    app_type: 2,
    company: set.businessName,
    restrictions: set.restricted ? { age: '18+', type: 'alcohol' } : undefined,
    config_ids: { data: set.configurations },
    client_config: undefined,
    created_time: '2026-01-05T12:00:00+0000',
    icon_url: set.icon === 'none' ? undefined : `${world.publicUrl}/graph/icons/${set.icon}.png`,
    logo_url: set.icon === 'none' ? undefined : `${world.publicUrl}/graph/icons/${set.icon}.png`,
  }
  return project(node, 'Application', text(params, 'fields'), ['id', 'name', 'link', 'category'])
}

export function listSubscriptions({ app, world }: AppCall): Json {
  const callback = world.callbackOf(app)
  if (callback === null) return { data: [] }
  const fields = app.fields.map((name) => ({ name, version: VERSION }))
  return { data: [{ object: 'whatsapp_business_account', callback_url: callback, active: true, fields }] }
}

export async function saveSubscription({ app, params, world }: AppCall): Promise<Json> {
  if (required(params, 'object') !== 'whatsapp_business_account') throw parameter('Param object must be whatsapp_business_account.')
  const url = text(params, 'callback_url') ?? world.callbackOf(app)
  if (url === null || !/^https?:\/\//.test(url)) throw parameter('Param callback_url must be a URL.')
  const verifyToken = text(params, 'verify_token') ?? app.verifyToken
  const fields =
    text(params, 'fields')
      ?.split(',')
      .map((name) => name.trim()) ?? app.fields
  const unknown = fields.find((name) => !/^[a-z_]+$/.test(name))
  if (unknown !== undefined) throw parameter(`Invalid field ${unknown}.`)
  if (!(await handshake(url, verifyToken))) {
    const message = '(#2200) Callback verification failed with the following errors: the callback did not return the challenge'
    throw new GraphRefusal(100, message, { message, subcode: 2200, bare: true })
  }
  world.apps.patch(app, { subscribedUrl: url, verifyToken, fields: [...new Set([...app.fields, ...fields])] })
  return { success: true }
}

export function deleteSubscription({ app, params, world }: AppCall): Json {
  const named = text(params, 'fields')?.split(',')
  world.apps.patch(
    app,
    named ? { fields: app.fields.filter((field) => !named.includes(field)) } : { subscribedUrl: null, fields: EVERY_FIELD },
  )
  return { success: true }
}

export function appPermissions({ app }: AppCall): Json {
  const asked = Object.entries(app.dashboard.permissions).filter(([, status]) => status !== 'none')
  const more = app.dashboard.morePermissions.map((permission) => ({ permission, status: 'pending' }))
  return { data: [...asked.map(([permission, status]) => ({ permission, status })), ...more] }
}

const DAY_MS = 86_400_000

/** Who came through Embedded Signup, the latest first. */
export function connectedClients({ app }: AppCall): Json {
  const data = app.dashboard.clients.map(({ name, daysAgo }, place) => ({
    id: `${200_000_000_000 + place}`,
    name,
    verification_status: 'verified',
    business_status: 'ACTIVE',
    created_time: new Date(Date.now() - daysAgo * DAY_MS).toISOString().replace(/\.\d+Z$/, '+0000'),
  }))
  return { data }
}

const seconds = (ms: number): number => Math.floor(ms / 1000)

/** An app looks at one of its tokens; a bad one is an answer too, not an error. */
export function debugToken(call: GraphCall): Json {
  const input = required(call.params, 'input_token')
  const account = call.world.accountOfToken(input)
  const token = account?.tokens.get(input)
  if (!account || !token) {
    const error = { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' }
    return { data: { is_valid: false, scopes: [], error } }
  }
  const expired = token.expiresAt > 0 && account.now() >= token.expiresAt
  const problem = token.revoked
    ? { code: 190, message: 'Error validating access token: The session has been invalidated.', subcode: 467 }
    : { code: 190, message: 'Error validating access token: Session has expired.', subcode: 463 }
  const { id: wabaId } = account.waba
  return {
    data: {
      app_id: token.appId,
      type: 'SYSTEM_USER',
      application: 'Sandbox app',
      data_access_expires_at: 0,
      expires_at: seconds(token.expiresAt),
      is_valid: !expired && !token.revoked,
      issued_at: seconds(token.issuedAt),
      scopes: token.scopes,
      granular_scopes: token.scopes.filter((scope) => scope.startsWith('whatsapp_')).map((scope) => ({ scope, target_ids: [wabaId] })),
      user_id: account.waba.businessId,
      ...(expired || token.revoked ? { error: problem } : {}),
    },
  }
}

/** For an app: its own token, or the business token that an Embedded Signup code stands for. */
export function accessToken({ params, world }: GraphCall): Json {
  const app = world.apps.get(required(params, 'client_id'))
  if (!app || app.secret !== required(params, 'client_secret')) throw parameter('Error validating client secret.')
  if (text(params, 'grant_type') === 'client_credentials') return { access_token: `${app.id}|${app.secret}`, token_type: 'bearer' }
  const written = required(params, 'code')
  const code = world.codes.get(written)
  world.codes.delete(written)
  if (!code || code.appId !== app.id || Date.now() > code.until) {
    const message = code ? 'This authorization code has expired.' : 'This authorization code has been used.'
    throw new GraphRefusal(100, message, { message, subcode: code ? 36007 : 36009, bare: true })
  }
  return { access_token: code.token, token_type: 'bearer' }
}

export function me({ world, params, headers }: GraphCall, written: string | null): Json {
  const caller = authenticate(world, written, { ...params, headers })
  if (caller.kind === 'app') return { id: caller.app.id, name: 'Sandbox app' }
  return { id: caller.account.waba.businessId, name: caller.account.waba.businessName }
}
