/** The calls about accounts, numbers and tokens, as values. */
import { errorRule } from '@recado/cloud-api/errors'
import {
  type HealthFacts,
  healthAnswer,
  type ListedNumber,
  NUMBER_FIELDS,
  type NumberFacts,
  numberAnswer,
  numberPage,
  successAnswer,
  type TokenFacts,
  tokenAnswer,
  type WabaFacts,
  wabaAnswer,
} from '@recado/cloud-api/numbers'
import { z } from 'zod'
import type { CallResult, GraphClient, GraphTarget } from './graph-client.ts'

/**
 * What Meta knows about a token. The token looks at itself, unless `asApp` gives an app's own token (`id|secret`): then the answer
 * also proves that the secret is that app's. Meta wants the token it looks at in the query; this is the one call that puts it there.
 */
export async function readToken(graph: GraphClient, target: GraphTarget, asApp: string | null): Promise<CallResult<TokenFacts>> {
  const caller = asApp === null ? target : { ...target, token: asApp, appSecret: asApp.slice(asApp.indexOf('|') + 1) }
  const result = await graph.call(caller, { method: 'GET', path: ['debug_token'], query: { input_token: target.token } }, tokenAnswer)
  return result.ok ? { ok: true, value: result.value.data } : result
}

export function readWaba(graph: GraphClient, target: GraphTarget, wabaId: string): Promise<CallResult<WabaFacts>> {
  return graph.call(target, { method: 'GET', path: [wabaId], query: { fields: 'id,name,currency' } }, wabaAnswer)
}

export function readNumber(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Promise<CallResult<NumberFacts>> {
  return graph.call(target, { method: 'GET', path: [phoneNumberId], query: { fields: NUMBER_FIELDS } }, numberAnswer)
}

const MOST_PAGES = 50

/** Whether a number is one of the account's; null when it is not. */
export async function findNumber(
  graph: GraphClient,
  target: GraphTarget,
  ids: { readonly wabaId: string; readonly phoneNumberId: string },
): Promise<CallResult<ListedNumber | null>> {
  let after: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = { fields: 'id,display_phone_number,verified_name,status', limit: 100, after }
    const result = await graph.call(target, { method: 'GET', path: [ids.wabaId, 'phone_numbers'], query }, numberPage)
    if (!result.ok) return result
    const found = result.value.data.find((number) => number.id === ids.phoneNumberId)
    if (found) return { ok: true, value: found }
    after = (result.value.paging?.next && result.value.paging.cursors?.after) || undefined
    if (after === undefined) break
  }
  return { ok: true, value: null }
}

/** From here on the app of this token gets the account's webhooks. */
export function subscribeApp(graph: GraphClient, target: GraphTarget, wabaId: string): Promise<CallResult<{ success: true }>> {
  return graph.call(target, { method: 'POST', path: [wabaId, 'subscribed_apps'] }, successAnswer)
}

export function unsubscribeApp(graph: GraphClient, target: GraphTarget, wabaId: string): Promise<CallResult<{ success: true }>> {
  return graph.call(target, { method: 'DELETE', path: [wabaId, 'subscribed_apps'] }, successAnswer)
}

export async function readHealth(graph: GraphClient, target: GraphTarget, phoneNumberId: string): Promise<CallResult<HealthFacts>> {
  const result = await graph.call(target, { method: 'GET', path: [phoneNumberId], query: { fields: 'health_status' } }, healthAnswer)
  return result.ok ? { ok: true, value: result.value.health_status } : result
}

/** Whether Graph is there at all, asked without effect. An error that it states plainly is an answer, too. */
export async function answersSensibly(graph: Pick<GraphClient, 'call'>, target: GraphTarget, phoneNumberId: string): Promise<boolean> {
  const result = await graph.call(target, { method: 'GET', path: [phoneNumberId], query: { fields: 'id' } }, someId)
  return result.ok || (result.error !== null && result.error.httpStatus < 500 && errorRule(result.error.code).class !== 'ambiguous')
}

const someId = z.object({ id: z.string() })
