/** One HTTP exchange, with exact knowledge of how far it got. */
import type { IncomingHttpHeaders } from 'node:http'
import type { LookupFunction } from 'node:net'
import { Agent, type Dispatcher } from 'undici'
import { isPrivateLiteral, publicLookup } from '../platform/public-address.ts'
import type { UsageHeaders } from './graph-allowance.ts'

export interface Outgoing {
  readonly origin: string
  readonly path: string
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer | null
  /** Only the host that the operator named may be this machine or a neighbour of it. */
  readonly isOperators: boolean
}

/**
 * unsent: not one byte was handed to a connection · lost: it was handed over, and no whole answer came; `httpStatus` when at least the
 * answer's first line did · answered: a whole answer.
 */
export type Exchange =
  | { readonly kind: 'unsent'; readonly cause: string }
  | { readonly kind: 'lost'; readonly cause: string; readonly httpStatus: number | null }
  | { readonly kind: 'answered'; readonly httpStatus: number; readonly body: string; readonly usage?: UsageHeaders }

export interface Transport {
  exchange(outgoing: Outgoing): Promise<Exchange>
  close(): Promise<void>
}

export interface TransportOptions {
  readonly connections: number
  readonly connectTimeoutMs: number
  readonly replyTimeoutMs: number
}

const LARGEST_ANSWER = 16 * 1024 * 1024

export function createTransport(options: TransportOptions): Transport {
  const anywhere = agentFor(options, {})
  const publicly = agentFor(options, { lookup: publicLookup() })
  return {
    exchange: ({ isOperators, ...outgoing }) => {
      if (!isOperators && isPrivateLiteral(new URL(outgoing.origin).hostname)) {
        return Promise.resolve({ kind: 'unsent', cause: 'private_address' })
      }
      const agent = isOperators ? anywhere : publicly
      return new Promise((resolve) => {
        const attempt = new Attempt(options.replyTimeoutMs, resolve)
        // dispatch never follows a redirect: a 3xx comes back as it is, and the token stays here
        agent.dispatch(outgoing, attempt)
      })
    },
    close: async () => {
      await Promise.all([anywhere.destroy(), publicly.destroy()])
    },
  }
}

function agentFor(options: TransportOptions, connect: { readonly lookup?: LookupFunction }): Agent {
  return new Agent({
    connections: options.connections,
    pipelining: 1,
    connect: { timeout: options.connectTimeoutMs, ...connect },
    keepAliveTimeout: 30_000,
    headersTimeout: 0, // one clock rules the whole exchange, see Attempt
    bodyTimeout: 0,
    maxResponseSize: LARGEST_ANSWER,
  })
}

/**
 * undici calls onRequestStart when the request has a connection, and writes headers and body in that same turn. Before it nothing can
 * have left. After it everything may have: how much the kernel passed on before a reset is not ours to know, so it counts as sent.
 */
class Attempt implements Dispatcher.DispatchHandler {
  readonly #replyTimeoutMs: number
  readonly #settle: (exchange: Exchange) => void
  readonly #chunks: Buffer[] = []
  #clock: NodeJS.Timeout
  #controller: Dispatcher.DispatchController | null = null
  #httpStatus: number | null = null
  #usage: UsageHeaders | null = null
  #isSettled = false

  constructor(replyTimeoutMs: number, settle: (exchange: Exchange) => void) {
    this.#replyTimeoutMs = replyTimeoutMs
    this.#settle = settle
    this.#clock = this.#startClock('no_connection_in_time')
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#isSettled) {
      controller.abort(new Error('given up while waiting for a connection'))
      return
    }
    this.#controller = controller
    clearTimeout(this.#clock)
    this.#clock = this.#startClock('timeout')
  }

  onResponseStart(_controller: Dispatcher.DispatchController, httpStatus: number, headers: IncomingHttpHeaders): void {
    this.#httpStatus = httpStatus
    const [app, business] = [headers['x-app-usage'], headers['x-business-use-case-usage']].map((said) => said?.toString() ?? null)
    if (app || business) this.#usage = { app: app ?? null, business: business ?? null }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    const body = Buffer.concat(this.#chunks).toString('utf8')
    this.#end({ kind: 'answered', httpStatus: this.#httpStatus ?? 0, body, ...(this.#usage && { usage: this.#usage }) })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(causeOf(error))
  }

  #startClock(cause: string): NodeJS.Timeout {
    return setTimeout(() => {
      this.#fail(cause)
      this.#controller?.abort(new Error(cause))
    }, this.#replyTimeoutMs)
  }

  #fail(cause: string): void {
    this.#end(this.#controller === null ? { kind: 'unsent', cause } : { kind: 'lost', cause, httpStatus: this.#httpStatus })
  }

  #end(exchange: Exchange): void {
    if (this.#isSettled) return
    this.#isSettled = true
    clearTimeout(this.#clock)
    this.#settle(exchange)
  }
}

/** ECONNREFUSED, ENOTFOUND, UND_ERR_SOCKET, a TLS code, … Never the message: it may hold an address with a query. */
function causeOf(error: Error): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const code: unknown = first instanceof Error && 'code' in first ? first.code : undefined
  return typeof code === 'string' ? code : error.name
}
