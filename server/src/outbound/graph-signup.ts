/** The calls of Embedded Signup, as values. */

import {
  appSubscriptionsAnswer,
  exchangeAnswer,
  type GrantFacts,
  grantAnswer,
  SHARED_NUMBER_FIELDS,
  type SharedNumber,
  sharedNumbersAnswer,
} from '@recado/cloud-api/signup'
import type { CallResult, GraphClient, GraphTarget } from './graph-client.ts'

export interface SignupApp {
  /** Meta's */
  readonly id: string
  readonly secret: string
  readonly baseUrl: string
}

/** As the app itself. */
const asApp = ({ id, secret, baseUrl }: SignupApp): GraphTarget => ({ baseUrl, token: `${id}|${secret}`, appSecret: null })

/** The code lives for 30 seconds and works once. @returns the client's business token */
export async function exchangeCode(graph: GraphClient, app: SignupApp, code: string): Promise<CallResult<string>> {
  const query = { client_id: app.id, client_secret: app.secret, code }
  const result = await graph.call(asApp(app), { method: 'GET', path: ['oauth', 'access_token'], query }, exchangeAnswer)
  return result.ok ? { ok: true, value: result.value.access_token } : result
}

/** What was granted, asked with the app's own token, which also proves the app's secret. */
export async function readGrant(graph: GraphClient, app: SignupApp, token: string): Promise<CallResult<GrantFacts>> {
  const result = await graph.call(asApp(app), { method: 'GET', path: ['debug_token'], query: { input_token: token } }, grantAnswer)
  return result.ok ? { ok: true, value: result.value.data } : result
}

/** An account that was just shared has a handful; one page is enough to find which. */
export async function readSharedNumbers(graph: GraphClient, target: GraphTarget, wabaId: string): Promise<CallResult<SharedNumber[]>> {
  const query = { fields: SHARED_NUMBER_FIELDS, limit: 100 }
  const result = await graph.call(target, { method: 'GET', path: [wabaId, 'phone_numbers'], query }, sharedNumbersAnswer)
  return result.ok ? { ok: true, value: result.value.data } : result
}

/** Where the app's own webhooks go: an account's own address counts only above one of these. */
export async function readAppWebhook(graph: GraphClient, app: SignupApp): Promise<CallResult<{ url: string | null; fields: string[] }>> {
  const result = await graph.call(asApp(app), { method: 'GET', path: [app.id, 'subscriptions'] }, appSubscriptionsAnswer)
  if (!result.ok) return result
  const found = result.value.data.find(({ object }) => object === 'whatsapp_business_account')
  return { ok: true, value: { url: found?.callback_url ?? null, fields: found?.fields.map(({ name }) => name) ?? [] } }
}
