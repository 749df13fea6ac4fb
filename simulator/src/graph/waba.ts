/** The account node and who is subscribed to it. */
import type { Account } from '../world/account.ts'
import { type Dashboard, newDashboard } from '../world/dashboard.ts'
import type { Json } from '../world/records.ts'
import type { World } from '../world/world.ts'
import { requireManagement } from './access.ts'
import { type AccountCall, text } from './call.ts'
import { project } from './fields.ts'
import { healthOfAccount } from './health.ts'
import { numberNode, proveCallback } from './number.ts'
import { GraphRefusal, parameter } from './refusal.ts'

/** What the app that the account is connected through decides about its business; an account on its own is as new. */
export function decisions(world: World, account: Account): Dashboard {
  const [token] = account.tokens.values()
  return world.apps.get(token?.appId ?? world.config.app.id)?.dashboard ?? newDashboard()
}

function node(world: World, account: Account): Json {
  const { waba } = account
  const { accountReview, businessVerification } = decisions(world, account)
  return {
    id: waba.id,
    name: waba.name,
    currency: waba.currency,
    timezone_id: waba.timezoneId,
    country: waba.country,
    status: 'ACTIVE',
    account_review_status: accountReview,
    business_verification_status: businessVerification,
    ownership_type: 'CLIENT_OWNED',
    message_template_namespace: `sandbox_${waba.id}`,
    on_behalf_of_business_info: undefined,
    owner_business_info: { name: waba.businessName, id: waba.businessId },
    primary_funding_id: undefined,
    primary_business_location: waba.country,
    purchase_order_number: undefined,
    health_status: healthOfAccount(account),
    is_enabled_for_insights: waba.insightsEnabled,
    marketing_messages_onboarding_status: 'ELIGIBLE',
    whatsapp_business_manager_messaging_limit: waba.tier ?? 'TIER_2K',
    creation_time: Math.floor(waba.createdAt / 1000),
    phone_numbers: { data: [...account.numbers.values()].map((number) => numberNode(world, account, number)) },
    subscribed_apps: { data: Object.keys(waba.subscriptions).map((id) => ({ id })) },
  }
}

const SHOWN = ['id', 'name', 'currency', 'timezone_id', 'message_template_namespace']

export function getWaba({ account, params, token, world }: AccountCall): Json {
  requireManagement(token)
  return project(node(world, account), 'WhatsAppBusinessAccount', text(params, 'fields'), SHOWN)
}

export function updateWaba({ account, params, token }: AccountCall): Json {
  requireManagement(token)
  const insights = text(params, 'is_enabled_for_insights')
  const disabled = text(params, 'disable_marketing_messages_on_cloud_api')
  if (insights === undefined && disabled === undefined) throw parameter('No setting of this account was named.')
  if (insights === 'false' && account.waba.insightsEnabled) throw new GraphRefusal(200006)
  account.wabas.patch(account.waba, {
    ...(insights === undefined ? {} : { insightsEnabled: insights === 'true' }),
    ...(disabled === undefined ? {} : { marketingOnCloudApiDisabled: disabled === 'true' }),
  })
  return { id: account.waba.id, success: true }
}

export function listSubscribed({ account, token }: AccountCall): Json {
  requireManagement(token)
  const data = Object.entries(account.waba.subscriptions).map(([id, { overrideUri }]) => ({
    whatsapp_business_api_data: { id, link: `https://www.facebook.com/games/?app_id=${id}`, name: 'Sandbox app' },
    ...(overrideUri === null ? {} : { override_callback_uri: overrideUri }),
  }))
  return { data }
}

/** Subscribes the token's own app. With an address: webhooks of this account go there; without one: to the app's again. */
export async function subscribe({ account, params, token, world }: AccountCall): Promise<Json> {
  requireManagement(token)
  const overrideUri = text(params, 'override_callback_uri') ?? null
  if (overrideUri !== null) {
    await proveCallback(overrideUri, text(params, 'verify_token') ?? world.apps.get(token.appId)?.verifyToken ?? '')
  }
  account.wabas.patch(account.waba, { subscriptions: { ...account.waba.subscriptions, [token.appId]: { overrideUri } } })
  return { success: true }
}

export function unsubscribe({ account, token }: AccountCall): Json {
  requireManagement(token)
  const { [token.appId]: _, ...others } = account.waba.subscriptions
  account.wabas.patch(account.waba, { subscriptions: others })
  return { success: true }
}

export function getBusiness({ account, params, world }: AccountCall): Json {
  const { businessId, timezoneId, tier = 'TIER_2K' } = account.waba
  const { businessName, businessVerification } = decisions(world, account)
  const business = {
    id: businessId,
    name: businessName,
    verification_status: businessVerification,
    timezone_id: Number(timezoneId),
    whatsapp_business_manager_messaging_limit: tier,
    health_status: healthOfAccount(account),
  }
  return project(business, 'Business', text(params, 'fields'), ['id', 'name'])
}

/** WhatsApp Flows are kept by the account; nobody here draws or runs them. */
export function listFlows({ account, token }: AccountCall): Json {
  requireManagement(token)
  return { data: account.waba.flows ?? [] }
}

export function listOwned({ account, params, token, world }: AccountCall): Json {
  requireManagement(token)
  return { data: [project(node(world, account), 'WhatsAppBusinessAccount', text(params, 'fields'), SHOWN)] }
}
