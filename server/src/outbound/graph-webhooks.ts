/** The calls about where Meta sends webhooks, as values. */
import { type SubscribedApp, subscribedAppsAnswer, type WebhookFacts, webhookConfigurationAnswer } from '@recado/cloud-api/number-assets'
import { successAnswer } from '@recado/cloud-api/numbers'
import type { CallResult, GraphClient, GraphTarget } from './graph-client.ts'

export async function readWebhookLevels(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Promise<CallResult<WebhookFacts>> {
  const call = { method: 'GET', path: [phoneNumberId], query: { fields: 'webhook_configuration' } } as const
  const result = await graph.call(target, call, webhookConfigurationAnswer)
  return result.ok ? { ok: true, value: result.value.webhook_configuration } : result
}

export async function readSubscribedApps(graph: GraphClient, target: GraphTarget, wabaId: string): Promise<CallResult<SubscribedApp[]>> {
  const result = await graph.call(target, { method: 'GET', path: [wabaId, 'subscribed_apps'] }, subscribedAppsAnswer)
  return result.ok ? { ok: true, value: result.value.data } : result
}

/** From here on the account's address counts, or the app's. */
export function clearNumberWebhook(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Promise<CallResult<{ success: true }>> {
  const body = { webhook_configuration: { override_callback_uri: '' } }
  return graph.call(target, { method: 'POST', path: [phoneNumberId], body }, successAnswer)
}

/** Messages of this one number go there, whatever account and app say; Meta tries the address with the token first. */
export function sendNumberWebhooksTo(
  graph: GraphClient,
  target: GraphTarget,
  order: { readonly phoneNumberId: string; readonly url: string; readonly verifyToken: string },
): Promise<CallResult<{ success: true }>> {
  const body = { webhook_configuration: { override_callback_uri: order.url, verify_token: order.verifyToken } }
  return graph.call(target, { method: 'POST', path: [order.phoneNumberId], body }, successAnswer)
}

/** Messages of this one account go there, whatever the app says; Meta tries the address with the token first. */
export function sendWebhooksTo(
  graph: GraphClient,
  target: GraphTarget,
  order: { readonly wabaId: string; readonly url: string; readonly verifyToken: string },
): Promise<CallResult<{ success: true }>> {
  const body = { override_callback_uri: order.url, verify_token: order.verifyToken }
  return graph.call(target, { method: 'POST', path: [order.wabaId, 'subscribed_apps'], body }, successAnswer)
}
