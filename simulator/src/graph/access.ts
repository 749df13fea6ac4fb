/** Who calls, and whether they may. */
import { createHmac } from 'node:crypto'
import type { Account } from '../world/account.ts'
import type { TokenRecord } from '../world/records.ts'
import type { AppRecord, World } from '../world/world.ts'
import { GraphRefusal } from './refusal.ts'

export type Caller =
  | { readonly kind: 'app'; readonly app: AppRecord }
  | { readonly kind: 'business'; readonly token: TokenRecord; readonly account: Account }

const SCHEME = /^(?:Bearer|OAuth)\s+(.+)$/i

export function tokenOf(headers: NodeJS.Dict<string | string[]>, params: Readonly<Record<string, unknown>>): string | null {
  const header = headers.authorization
  const fromHeader = typeof header === 'string' ? SCHEME.exec(header)?.[1] : undefined
  if (fromHeader !== undefined) return fromHeader.trim()
  return typeof params.access_token === 'string' ? params.access_token : null
}

const invalidToken = (message: string, subcode?: number): GraphRefusal =>
  new GraphRefusal(190, message, { message, bare: true, ...(subcode === undefined ? {} : { subcode }) })

export function authenticate(world: World, written: string | null, params: Readonly<Record<string, unknown>>): Caller {
  if (written === null) throw invalidToken('An access token is required to request this resource.')
  const caller = callerOf(world, written)
  checkProof(world, caller, written, params.appsecret_proof)
  return caller
}

function callerOf(world: World, written: string): Caller {
  const bar = written.indexOf('|')
  if (bar > 0) {
    const app = world.apps.get(written.slice(0, bar))
    if (app?.secret !== written.slice(bar + 1)) throw invalidToken('Invalid OAuth access token signature.')
    return { kind: 'app', app }
  }
  const account = world.accountOfToken(written)
  const token = account?.tokens.get(written)
  if (!account || !token) throw invalidToken('Invalid OAuth access token - Cannot parse access token')
  if (token.revoked) throw invalidToken('Error validating access token: The session has been invalidated.', 467)
  if (token.expiresAt > 0 && account.now() >= token.expiresAt) {
    throw invalidToken('Error validating access token: Session has expired.', 463)
  }
  return { kind: 'business', token, account }
}

export function proofOf(secret: string, token: string): string {
  return createHmac('sha256', secret).update(token).digest('hex')
}

function checkProof(world: World, caller: Caller, written: string, proof: unknown): void {
  const app = caller.kind === 'app' ? caller.app : world.apps.get(caller.token.appId)
  if (!app) throw invalidToken('Error validating application.')
  const given = typeof proof === 'string' && proof !== ''
  if (!given && !(app.requiresProof && caller.kind === 'business')) return
  if (given && proof === proofOf(app.secret, written)) return
  const message = given
    ? 'Invalid appsecret_proof provided in the API argument'
    : 'API calls from the server require an appsecret_proof argument'
  throw new GraphRefusal(100, message, { message, type: 'GraphMethodException', bare: true })
}

const MESSAGING = 'whatsapp_business_messaging'
const MANAGEMENT = 'whatsapp_business_management'

export function requireMessaging(token: TokenRecord): void {
  if (token.scopes.includes(MESSAGING)) return
  throw new GraphRefusal(10, undefined, { message: '(#10) Application does not have permission for this action', bare: true })
}

export function requireManagement(token: TokenRecord): void {
  if (token.scopes.includes(MANAGEMENT)) return
  throw new GraphRefusal(200, undefined, {
    message: '(#200) You do not have the necessary permissions required to send messages on behalf of this WhatsApp Business Account',
    bare: true,
  })
}
