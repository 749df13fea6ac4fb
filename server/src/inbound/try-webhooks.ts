/** Whether the webhooks of a number reach us: Meta is made to call, and a delivery of every field goes the whole way. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { WebhookTest } from '@recado/contract/deliveries'
import type { NumberWebhooks } from '@recado/contract/number-assets'
import type { AppDeps } from '../app.ts'
import { accessNumber, type NumberRow } from '../numbers/access.ts'
import { noticed, targetOf } from '../numbers/ask-meta.ts'
import { readNumberWebhooks } from '../numbers/commands/mend-webhooks.ts'
import type { NumberTarget } from '../numbers/graph-target.ts'
import { workspaceVerifyToken } from '../numbers/verify-token.ts'
import { readAppWebhook } from '../outbound/graph-signup.ts'
import { clearNumberWebhook, sendNumberWebhooksTo } from '../outbound/graph-webhooks.ts'
import { Refusal } from '../platform/errors.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import { createProbe, type Probe, type Probed } from '../road/probe.ts'
import { fieldsWorthHaving } from './fields.ts'
import { newestBatch, processedSince } from './processed-since.ts'
import { testDelivery } from './test-delivery.ts'

type Deps = Pick<AppDeps, 'config' | 'log' | 'db' | 'vault' | 'graph' | 'metaApps' | 'targets' | 'pipeline'>

const PROCESSED_WITHIN_MS = 30_000
const LOOK_EVERY_MS = 100

export async function tryWebhooks(scope: Scope, deps: Deps, number: string): Promise<WebhookTest> {
  const { once: _once, ...looking } = scope // nothing of ours is changed
  const row = await inTransaction(looking, (tx) => accessNumber(tx, number, 'numbers.connect'))
  const found = await readNumberWebhooks(looking, deps, number)
  const at = await targetOf(looking, deps, row)
  if (at.target.appSecret === null) throw new Refusal('conflict', 'The secret of the app behind this number is not known')
  const url = addressOf(found)
  const handshake = await shakeHands(looking, deps, { row, at, found, url })
  const subscribed = await subscribedFields(deps, found, at)
  const fields = await deliverEach(deps, { row, at, url, secret: at.target.appSecret, now: scope.now })
  return {
    url,
    at: scope.now.toISOString(),
    handshake,
    fields: fields.map((one) => ({ ...one, isSubscribed: subscribed?.includes(one.field) ?? null })),
  }
}

/** Where Meta sends to, where that is ours: the simulator's way here is another than the public one. */
const addressOf = ({ levels, winner, callbackUrl }: NumberWebhooks): string => {
  const winning = levels.find(({ level }) => level === winner)
  return winning?.isOurs && winning.url !== null ? winning.url : callbackUrl
}

interface Meeting {
  readonly row: NumberRow
  readonly at: NumberTarget
  readonly found: NumberWebhooks
  readonly url: string
}

/**
 * Meta calls an address before it takes it. So the number is given, for a moment, the address that it has already, and loses it again:
 * whatever happens between, messages come here. Where they do not come here, nothing is touched: the mend is another button.
 */
async function shakeHands(scope: Scope, deps: Deps, { row, at, found, url }: Meeting): Promise<WebhookTest['handshake']> {
  const own = found.levels.find(({ level }) => level === 'number')
  if (found.state === 'not_subscribed') return { state: 'skipped', because: 'not_subscribed', said: null }
  if (found.state === 'elsewhere') return { state: 'skipped', because: 'elsewhere', said: null }
  if (row.kind === 'meta' && !found.isPublic) return { state: 'skipped', because: 'not_public', said: null }
  const { target, phoneNumberId } = at
  const order = { phoneNumberId, url, verifyToken: workspaceVerifyToken(deps.vault, scope.workspaceId) }
  const set = await sendNumberWebhooksTo(deps.graph, target, order)
  if (!set.ok) {
    const refusal = await noticed(scope, deps, row, { failed: set, what: 'call this server', target })
    return { state: 'failed', because: null, said: refusal.message }
  }
  const cleared = own?.url ? set : await clearNumberWebhook(deps.graph, target, phoneNumberId)
  if (!cleared.ok) throw await noticed(scope, deps, row, { failed: cleared, what: 'take the address away again', target })
  return { state: 'passed', because: null, said: null }
}

/** @returns null where Meta does not say */
async function subscribedFields(deps: Deps, { apps }: NumberWebhooks, { target }: NumberTarget): Promise<readonly string[] | null> {
  const app = apps.find(({ isOurs }) => isOurs)
  if (app === undefined || target.appSecret === null) return null
  const told = await readAppWebhook(deps.graph, { id: app.id, secret: target.appSecret, baseUrl: target.baseUrl })
  return told.ok ? told.value.fields : null
}

type Tried = Omit<WebhookTest['fields'][number], 'isSubscribed'>

interface Delivering {
  readonly row: NumberRow
  readonly at: NumberTarget
  readonly url: string
  readonly secret: string
  readonly now: Date
}

async function deliverEach(deps: Deps, { row, at, url, secret, now }: Delivering): Promise<Tried[]> {
  const before = await newestBatch(deps.pipeline)
  const run = randomUUID()
  const fields = fieldsWorthHaving({ isCoexistence: row.is_coexistence }).map((field, nth) => ({ field, word: `${run}.${nth}` }))
  const whose = { wabaId: at.wabaId, phoneNumberId: at.phoneNumberId }
  const probe = createProbe()
  try {
    const answers = await Promise.all(
      fields.map(async ({ field, word }) => ({ field, word, answer: await post(probe, url, { ...whose, field, word, secret, now }) })),
    )
    const taken = answers.flatMap(({ word, answer }) => (isTaken(answer) ? [word] : []))
    const done = await untilProcessed(deps, { before, run, count: taken.length })
    return answers.map(({ field, word, answer }) => ({ field, ...resultOf(answer, done.has(word)) }))
  } finally {
    await probe.close()
  }
}

function post(probe: Probe, url: string, wish: Parameters<typeof testDelivery>[0]): Promise<Probed> {
  const { bytes, signature } = testDelivery(wish)
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
  return probe.look(url, { method: 'POST', headers, body: bytes })
}

const isTaken = (answer: Probed): boolean => answer.kind === 'answered' && answer.status === 200

function resultOf(answer: Probed, isProcessed: boolean): Omit<Tried, 'field'> {
  if (answer.kind === 'failed') return { state: 'unreachable', status: null, cause: answer.cause, ms: null }
  const { status, ms } = answer
  if (!isTaken(answer)) return { state: 'refused', status, cause: null, ms }
  return { state: isProcessed ? 'processed' : 'stored', status, cause: null, ms }
}

async function untilProcessed(
  { pipeline }: Deps,
  { before, run, count }: { readonly before: number; readonly run: string; readonly count: number },
): Promise<ReadonlySet<string>> {
  const until = performance.now() + PROCESSED_WITHIN_MS
  for (;;) {
    const done = count === 0 ? new Set<string>() : await processedSince(pipeline, before, run)
    if (done.size >= count || performance.now() > until) return done
    await pause(LOOK_EVERY_MS)
  }
}
