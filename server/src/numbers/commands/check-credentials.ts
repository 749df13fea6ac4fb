/**
 * The five fields of a manual connection, each checked live against Graph as soon as it is filled. Names the field that is wrong; stores
 * nothing. What Meta did not confirm is never called good: an error that says nothing about the field leaves it `unknown`.
 */
import { errorRule } from '@recado/cloud-api/errors'
import type { TokenFacts } from '@recado/cloud-api/numbers'
import { NEEDED_SCOPES } from '@recado/contract/number-token'
import { type CredentialField, type FieldCheck, numberCredentials, type PartialCredentials } from '@recado/contract/numbers'
import type { CallResult, GraphClient, GraphTarget } from '../../outbound/graph-client.ts'
import { findNumber, readToken, readWaba } from '../../outbound/graph-numbers.ts'
import { requireAbility } from '../../platform/access.ts'
import type { Scope } from '../../platform/scope.ts'
import type { MetaDeps } from '../deps.ts'

const FIELDS = ['accessToken', 'wabaId', 'phoneNumberId', 'appSecret', 'verifyToken'] as const

type Failed = Extract<CallResult<unknown>, { ok: false }>
type Verdict = Pick<FieldCheck, 'state' | 'problem' | 'facts'>

export interface CredentialChecks {
  readonly checks: FieldCheck[]
  /** The app the token belongs to; null when Meta did not say. */
  readonly appId: string | null
}

/** What no form says but we know: from the operator's command line, or of an account that is connected already. */
export interface Known {
  readonly kind: 'meta' | 'sandbox'
  /** another Graph host than the installation's */
  readonly graphUrl: string | null
  readonly appSecret: string
}

export async function checkCredentials(
  scope: Scope,
  deps: MetaDeps,
  given: PartialCredentials,
  known: Known | null = null,
): Promise<CredentialChecks> {
  requireAbility(scope, 'numbers.connect')
  const shapes = new Map(FIELDS.map((field) => [field, shapeOf(field, given[field])]))
  if (known) shapes.set('appSecret', null)
  const good = (field: CredentialField) => (shapes.get(field) === null ? (given[field] ?? '').trim() : null)
  const [token, wabaId, phoneNumberId] = [good('accessToken'), good('wabaId'), good('phoneNumberId')]
  const appSecret = known?.appSecret ?? good('appSecret')

  const graphUrl = known?.graphUrl ?? null
  const ask = new Questions(deps.graph, deps.targets.baseUrl(known?.kind ?? 'meta', graphUrl) ?? '', {
    operatorHost: graphUrl !== null,
    appSecret,
  })
  const inspected = token === null ? null : await ask.aboutToken(token)
  const usable = inspected?.verdict.state === 'wrong' ? null : token
  const [waba, number, secret] = await Promise.all([
    wabaId === null ? null : ((await takenBy(scope, deps, 'waba', wabaId)) ?? ask.aboutWaba(usable, wabaId)),
    phoneNumberId === null
      ? null
      : ((await takenBy(scope, deps, 'number', phoneNumberId)) ?? ask.aboutNumber(usable, wabaId, phoneNumberId)),
    appSecret === null ? null : ask.aboutSecret(usable, inspected?.appId ?? null, appSecret),
  ])
  const found: Readonly<Record<CredentialField, Verdict | null>> = {
    accessToken: inspected?.verdict ?? null,
    wabaId: waba,
    phoneNumberId: number,
    appSecret: secret,
    verifyToken: good('verifyToken') === null ? null : OK({ callbackUrl: `${deps.config.PUBLIC_URL}/webhooks/whatsapp` }),
  }
  const checks = FIELDS.map((field) => ({ field, ...(shapes.get(field) ?? found[field] ?? MISSING) }))
  return { checks, appId: inspected?.appId ?? null }
}

const OK = (facts: Record<string, string> = {}): Verdict => ({ state: 'ok', problem: null, facts })
const MISSING: Verdict = { state: 'missing', problem: null, facts: {} }
const wrong = (problem: NonNullable<FieldCheck['problem']>, facts: Record<string, string> = {}): Verdict => ({
  state: 'wrong',
  problem,
  facts,
})
const needs = (field: CredentialField): Verdict => ({ state: 'unknown', problem: 'needs_other_field', facts: { field } })

/** null when there is something of the right shape. */
function shapeOf(field: CredentialField, value: string | undefined): Verdict | null {
  if (value === undefined || value.trim() === '') return MISSING
  return numberCredentials.shape[field].safeParse(value).success ? null : wrong('malformed')
}

/** What Meta's silence or an error that is not about this field means: we do not know. */
function unknown(failed: Failed): Verdict {
  if (failed.error === null) return { state: 'unknown', problem: 'graph_unreachable', facts: {} }
  const { class: kind } = errorRule(failed.error.code)
  const isBusy = kind === 'retry' || kind === 'retry_pair' || kind === 'ambiguous' || failed.error.httpStatus >= 500
  if (isBusy) return { state: 'unknown', problem: 'graph_busy', facts: {} }
  return {
    state: 'unknown',
    problem: 'graph_refused',
    facts: { meta: failed.error.details ?? failed.error.title, code: String(failed.error.code) },
  }
}

/** Graph's "there is no such object, or not for you": the code and subcode are stable, the sentence is not. */
const isInvisible = (failed: Failed) =>
  failed.error !== null &&
  (failed.error.code === 33 || failed.error.code === 803 || (failed.error.code === 100 && failed.error.subcode === 33))
const isTokenError = (failed: Failed) => failed.error !== null && [0, 102, 190, 463, 467].includes(failed.error.code)
const isPermissionError = (failed: Failed) =>
  failed.error !== null && errorRule(failed.error.code).class === 'token' && !isTokenError(failed)

/** One WABA and one number belong to one workspace: which one answers a webhook must never be a question. */
async function takenBy(scope: Scope, deps: MetaDeps, what: 'waba' | 'number', id: string): Promise<Verdict | null> {
  const route =
    what === 'waba'
      ? await deps.db.selectFrom('waba_route').select('workspace_id').where('waba_id', '=', id).executeTakeFirst()
      : await deps.db.selectFrom('number_route').select('workspace_id').where('phone_number_id', '=', id).executeTakeFirst()
  if (!route || route.workspace_id === scope.workspaceId) return null
  return wrong(what === 'waba' ? 'waba_connected_elsewhere' : 'number_connected_elsewhere')
}

/** An app may demand that every call is proven with its secret; Meta says so in the error. */
const wantsProof = (result: CallResult<unknown>) =>
  !result.ok && result.error?.code === 100 && /appsecret_proof/.test(`${result.error.title} ${result.error.details}`)

class Questions {
  readonly #graph: GraphClient
  readonly #baseUrl: string
  readonly #operatorHost: boolean
  readonly #appSecret: string | null
  /** Only where the app demands it: as long as secret and token are both to be checked, either may be the wrong one. */
  #proves = false
  #isProofRefused = false

  constructor(graph: GraphClient, baseUrl: string, known: { readonly operatorHost: boolean; readonly appSecret: string | null }) {
    this.#graph = graph
    this.#baseUrl = baseUrl
    this.#operatorHost = known.operatorHost
    this.#appSecret = known.appSecret
  }

  #target(token: string): GraphTarget {
    return { baseUrl: this.#baseUrl, token, appSecret: this.#proves ? this.#appSecret : null, operatorHost: this.#operatorHost }
  }

  async aboutToken(token: string): Promise<{ verdict: Verdict; appId: string | null }> {
    let result = await readToken(this.#graph, this.#target(token), null)
    if (wantsProof(result) && this.#appSecret !== null) {
      this.#proves = true
      result = await readToken(this.#graph, this.#target(token), null)
      this.#isProofRefused = wantsProof(result)
    }
    if (result.ok) return { verdict: judgeToken(result.value), appId: result.value.app_id }
    if (wantsProof(result)) return { verdict: needs('appSecret'), appId: null }
    const isExpired = result.error?.code === 463 || result.error?.subcode === 463
    return { verdict: isTokenError(result) ? wrong(isExpired ? 'token_expired' : 'token_invalid') : unknown(result), appId: null }
  }

  async aboutWaba(token: string | null, wabaId: string): Promise<Verdict> {
    if (token === null) return needs('accessToken')
    const result = await readWaba(this.#graph, this.#target(token), wabaId)
    if (result.ok) return OK({ name: result.value.name, ...(result.value.currency && { currency: result.value.currency }) })
    if (isInvisible(result) || isPermissionError(result)) return wrong('waba_not_visible')
    // Any other 100 is "no such field on this kind of object": most often a phone number id in the wrong box.
    if (result.error?.code === 100) return wrong('waba_is_something_else')
    return unknown(result)
  }

  async aboutNumber(token: string | null, wabaId: string | null, phoneNumberId: string): Promise<Verdict> {
    if (token === null) return needs('accessToken')
    if (wabaId === null) return needs('wabaId')
    const result = await findNumber(this.#graph, this.#target(token), { wabaId, phoneNumberId })
    if (!result.ok)
      return isInvisible(result) || isPermissionError(result) || result.error?.code === 100 ? needs('wabaId') : unknown(result)
    if (result.value === null) return wrong('number_not_in_waba')
    const { display_phone_number, verified_name, status } = result.value
    return OK({
      ...(display_phone_number && { displayPhoneNumber: display_phone_number }),
      ...(verified_name && { verifiedName: verified_name }),
      ...(status && { status }),
    })
  }

  async aboutSecret(token: string | null, appId: string | null, secret: string): Promise<Verdict> {
    if (this.#isProofRefused) return wrong('secret_of_other_app')
    if (token === null || appId === null) return needs('accessToken')
    const result = await readToken(this.#graph, this.#target(token), `${appId}|${secret}`)
    if (!result.ok) {
      const isWrong = isTokenError(result) || isPermissionError(result) || [100, 101].includes(result.error?.code ?? -1)
      return isWrong ? wrong('secret_of_other_app', { appId }) : unknown(result)
    }
    if (result.value.app_id !== appId) return wrong('secret_of_other_app', { appId })
    return OK({ appId, ...(result.value.application && { appName: result.value.application }) })
  }
}

function judgeToken(facts: TokenFacts): Verdict {
  const expiry = facts.expires_at > 0 ? new Date(facts.expires_at * 1000).toISOString() : 'never'
  if (!facts.is_valid) return wrong(facts.error?.subcode === 463 || hasPassed(facts.expires_at) ? 'token_expired' : 'token_invalid')
  const missing = NEEDED_SCOPES.filter((permission) => !facts.scopes.includes(permission))
  if (missing.length > 0) return wrong('token_lacks_permission', { missing: missing.join(', ') })
  return OK({ expiresAt: expiry, ...(facts.app_id && { appId: facts.app_id }), ...(facts.application && { appName: facts.application }) })
}

const hasPassed = (unixSeconds: number) => unixSeconds > 0 && unixSeconds * 1000 < Date.now()
