/**
 * Hands a sealed notification to the push service that a browser named. That address comes from outside, so it is held to the same rule as
 * any other: https and a public address, unless the operator named the host.
 */
import type { LookupFunction } from 'node:net'
import { Agent, request } from 'undici'
import type { Config } from '../config.ts'
import { isPrivateLiteral, publicLookup } from '../platform/public-address.ts'

export type PushHosts = Pick<Config, 'PUSH_HOSTS'>

export interface SealedPush {
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** told: the service took it · gone: the subscription is no more · failed: neither; `cause` is a code, never a message */
export type Pushed = { readonly kind: 'told' } | { readonly kind: 'gone' } | { readonly kind: 'failed'; readonly cause: string }

export interface PushTransport {
  send(push: SealedPush): Promise<Pushed>
  close(): Promise<void>
}

const PATIENCE_MS = 10_000

const isOperators = ({ PUSH_HOSTS }: PushHosts, { host }: URL): boolean => PUSH_HOSTS.includes(host)

/** null: it may be called. Names are judged when they are looked up for the call. */
export function addressProblem(config: PushHosts, endpoint: string): 'no_web_address' | 'not_https' | 'private_address' | null {
  if (!URL.canParse(endpoint)) return 'no_web_address'
  const url = new URL(endpoint)
  if (isOperators(config, url)) return null
  if (url.protocol !== 'https:') return 'not_https'
  return isPrivateLiteral(url.hostname) ? 'private_address' : null
}

export function createPushTransport(config: PushHosts): PushTransport {
  const anywhere = agentFor({})
  const publicly = agentFor({ lookup: publicLookup() })
  return {
    send: async ({ endpoint, headers, body }) => {
      const problem = addressProblem(config, endpoint)
      if (problem !== null) return { kind: 'failed', cause: problem }
      const dispatcher = isOperators(config, new URL(endpoint)) ? anywhere : publicly
      try {
        const answer = await request(endpoint, { dispatcher, method: 'POST', headers, body, signal: AbortSignal.timeout(PATIENCE_MS) })
        await answer.body.dump()
        return verdict(answer.statusCode)
      } catch (error) {
        return { kind: 'failed', cause: causeOf(error) }
      }
    },
    close: async () => {
      await Promise.all([anywhere.destroy(), publicly.destroy()])
    },
  }
}

function agentFor(how: { readonly lookup?: LookupFunction }): Agent {
  return new Agent({ connect: { timeout: PATIENCE_MS, ...how }, headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS })
}

/** RFC 8030: 201, and services answer other 2xx; 404 and 410 mean that nobody listens there any more. */
function verdict(status: number): Pushed {
  if (status >= 200 && status < 300) return { kind: 'told' }
  return status === 404 || status === 410 ? { kind: 'gone' } : { kind: 'failed', cause: String(status) }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
