/** Where the messages of a number go, by Meta's account, and how to make them come here. */
import type { NumberWebhooks } from '@recado/contract/number-assets'
import { readToken, subscribeApp } from '../../outbound/graph-numbers.ts'
import { clearNumberWebhook, readSubscribedApps, readWebhookLevels, sendWebhooksTo } from '../../outbound/graph-webhooks.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import { accessNumber } from '../access.ts'
import { askMeta, type Question } from '../ask-meta.ts'
import type { MetaDeps } from '../deps.ts'
import { callbackOf } from '../queries.ts'
import { workspaceVerifyToken } from '../verify-token.ts'
import { judgeWebhooks, listensAt } from '../webhook-levels.ts'

export async function readNumberWebhooks(scope: Scope, deps: MetaDeps, number: string): Promise<NumberWebhooks> {
  const { once: _once, ...looking } = scope // nothing is written here
  const question: Question = { number, ability: 'numbers.read', what: 'show where webhooks go' }
  const { kind } = await inTransaction(looking, (tx) => accessNumber(tx, number, question.ability))
  const [levels, apps, token] = await Promise.all([
    askMeta(looking, deps, question, (graph, { target, phoneNumberId }) => readWebhookLevels(graph, target, phoneNumberId)),
    askMeta(looking, deps, question, (graph, { target, wabaId }) => readSubscribedApps(graph, target, wabaId)),
    askMeta(looking, deps, question, (graph, { target }) => readToken(graph, target, null)),
  ])
  const isOurs = ({ id }: { readonly id: string }) => id === token.app_id
  const callback = callbackOf(deps.config)
  return {
    ...callback,
    ...judgeWebhooks(levels, apps.some(isOurs), listensAt(callback.callbackUrl, kind)),
    apps: apps.map((app) => ({ ...app, isOurs: isOurs(app) })),
    readAt: scope.now.toISOString(),
  }
}

/**
 * From the strongest level down: what leads elsewhere is taken away; then our app is subscribed; and where the app's own address is not
 * ours, this account alone gets ours, so that the app's other accounts go on as they are. Done twice, it changes nothing more.
 */
export async function mendNumberWebhooks(scope: Scope, deps: MetaDeps, number: string): Promise<NumberWebhooks> {
  const { once: _once, ...looking } = scope // the work is Meta's
  const question: Question = { number, ability: 'numbers.connect', what: 'send its webhooks here' }
  await inTransaction(looking, (tx) => accessNumber(tx, number, question.ability))
  const before = await readNumberWebhooks(looking, deps, number)
  const leadsAway = (level: string) => before.levels.some((one) => one.level === level && one.url !== null && !one.isOurs)
  if (leadsAway('number')) {
    await askMeta(looking, deps, question, (graph, { target, phoneNumberId }) => clearNumberWebhook(graph, target, phoneNumberId))
  }
  if (before.state === 'not_subscribed' || leadsAway('waba')) {
    await askMeta(looking, deps, question, (graph, { target, wabaId }) => subscribeApp(graph, target, wabaId))
  }
  const between = await readNumberWebhooks(looking, deps, number)
  if (between.state === 'ours' || !between.isPublic) return between
  const verifyToken = workspaceVerifyToken(deps.vault, scope.workspaceId)
  const url = between.callbackUrl
  await askMeta(looking, deps, question, (graph, { target, wabaId }) => sendWebhooksTo(graph, target, { wabaId, url, verifyToken }))
  return readNumberWebhooks(looking, deps, number)
}
