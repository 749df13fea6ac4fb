import type { NumberFacts, TokenFacts, WabaFacts } from '@recado/cloud-api/numbers'
import type { NumberCredentials, NumberView } from '@recado/contract/numbers'
import type { GraphTarget } from '../../outbound/graph-client.ts'
import { readNumber, readToken, readWaba, subscribeApp } from '../../outbound/graph-numbers.ts'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import type { MetaDeps } from '../deps.ts'
import { graphRefusal } from '../graph-refusal.ts'
import { keepApp } from '../meta-apps.ts'
import { checkCredentials } from './check-credentials.ts'
import { storeConnection } from './store-connection.ts'

/**
 * Connects a number by hand. Everything Meta has to agree to happens first, outside any transaction; then one transaction stores it.
 * A crash in between leaves at worst a subscription whose webhooks lead nowhere, and connecting again mends that.
 */
export async function connectNumber(scope: Scope, deps: MetaDeps, credentials: NumberCredentials): Promise<NumberView> {
  requireAbility(scope, 'numbers.connect')
  const { checks, appId: metaAppId } = await checkCredentials(scope, deps, credentials)
  refuseUnlessGood(checks)
  const { accessToken, wabaId, phoneNumberId, appSecret, verifyToken } = credentials
  const appId = await keepApp(deps.db, deps.vault, {
    kind: 'workspace',
    workspaceId: scope.workspaceId,
    metaAppId,
    secret: appSecret,
    verifyToken,
  })
  return connectThrough(scope, deps, { kind: 'meta', appId, appSecret, token: accessToken, wabaId, phoneNumberId, graphUrl: null })
}

type Checks = Awaited<ReturnType<typeof checkCredentials>>['checks']

export function refuseUnlessGood(checks: Checks): void {
  const taken = checks.find((check) => check.problem === 'waba_connected_elsewhere' || check.problem === 'number_connected_elsewhere')
  if (taken)
    throw new Refusal('already_taken', 'This number or its account is connected in another workspace', { field: taken.field, checks })
  const fields = checks
    .filter((check) => check.state === 'wrong' || check.state === 'missing')
    .map((check) => ({ path: check.field, message: check.problem ?? 'is missing' }))
  if (fields.length > 0) {
    throw new Refusal('credentials_wrong', `Meta does not accept ${fields.map((field) => `${field.path} (${field.message})`).join(', ')}`, {
      fields,
      checks,
    })
  }
  if (checks.some((check) => check.state === 'unknown')) {
    throw new Refusal('meta_unreachable', 'Meta could not confirm every value just now; nothing was stored', { checks })
  }
}

export interface Path {
  readonly kind: 'meta' | 'sandbox'
  /** meta_app.id */
  readonly appId: number
  readonly appSecret: string | null
  readonly token: string
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly graphUrl: string | null
}

/** Reads the facts, subscribes the app to the account's webhooks, stores. */
export async function connectThrough(scope: Scope, deps: MetaDeps, path: Path): Promise<NumberView> {
  return keepConnection(scope, deps, path, await askMeta(deps, path))
}

interface Facts {
  readonly waba: WabaFacts
  readonly number: NumberFacts
  readonly token: TokenFacts | null
}

async function askMeta(deps: MetaDeps, path: Path): Promise<Facts> {
  const target = targetOf(deps, path)
  const waba = await readWaba(deps.graph, target, path.wabaId)
  if (!waba.ok) throw graphRefusal(waba, 'show the account')
  const number = await readNumber(deps.graph, target, path.phoneNumberId)
  if (!number.ok) throw graphRefusal(number, 'show the number')
  const subscribed = await subscribeApp(deps.graph, target, path.wabaId)
  if (!subscribed.ok) throw graphRefusal(subscribed, 'send us the webhooks of the account')
  const token = await readToken(deps.graph, target, null)
  return { waba: waba.value, number: number.value, token: token.ok ? token.value : null }
}

/** For an operator who knows better (`--no-check`): what Meta does not tell is filled in from the ids, and read later. */
export async function connectUnchecked(scope: Scope, deps: MetaDeps, path: Path): Promise<NumberView> {
  const target = targetOf(deps, path)
  const [waba, number] = await Promise.all([
    readWaba(deps.graph, target, path.wabaId),
    readNumber(deps.graph, target, path.phoneNumberId),
    subscribeApp(deps.graph, target, path.wabaId),
  ])
  return keepConnection(scope, deps, path, {
    waba: waba.ok ? waba.value : { id: path.wabaId, name: path.wabaId, currency: null },
    number: number.ok ? number.value : unknownNumber(path.phoneNumberId),
    token: null,
  })
}

function unknownNumber(phoneNumberId: string): NumberFacts {
  return {
    id: phoneNumberId,
    display_phone_number: phoneNumberId,
    verified_name: null,
    status: null,
    quality_rating: null,
    throughput: null,
    whatsapp_business_manager_messaging_limit: null,
    messaging_limit_tier: null,
    is_on_biz_app: null,
    platform_type: null,
    name_status: null,
    code_verification_status: null,
    account_mode: null,
    last_onboarded_time: null,
  }
}

function targetOf(deps: MetaDeps, { kind, token, appSecret, graphUrl }: Path): GraphTarget {
  const baseUrl = deps.targets.baseUrl(kind, graphUrl)
  if (baseUrl === null) throw new Refusal('unavailable', 'The sandbox simulator is starting; try again in a moment')
  return { baseUrl, token, appSecret, operatorHost: graphUrl !== null }
}

async function keepConnection(scope: Scope, deps: MetaDeps, path: Path, facts: Facts): Promise<NumberView> {
  const { kind, appId, graphUrl, token } = path
  // The ids asked for are the ones stored, whatever an answer called them: webhooks come under these.
  const waba = { ...facts.waba, id: path.wabaId }
  const number = { ...facts.number, id: path.phoneNumberId }
  const view = await inTransaction(scope, (tx) =>
    storeConnection(tx, deps.vault, { kind, appId, graphUrl, token, waba, number, tokenFacts: facts.token }),
  )
  deps.metaApps.forget()
  deps.targets.forget()
  return view
}
