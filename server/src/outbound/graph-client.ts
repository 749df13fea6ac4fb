/**
 * The only module that opens a connection to Meta (or to the sandbox that stands in for it). What Meta answers is a value, never an
 * exception: "Meta said no" is data.
 */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { callResult, sendResult } from './graph-answer.ts'
import { createTransport, type Exchange } from './graph-transport.ts'

/** Where and as whom to call. Resolved per WABA by numbers/graph-target.ts. */
export interface GraphTarget {
  /** e.g. https://graph.facebook.com/v26.0 */
  readonly baseUrl: string
  readonly token: string
  /** for appsecret_proof; null when unknown */
  readonly appSecret: string | null
  /** The operator named this host for this one account, at the command line. Nothing a browser or an API key sends can set it. */
  readonly operatorHost?: boolean
}

/** Meta's error envelope, reduced to what decisions need. Codes: Cloud API error reference. */
export interface GraphError {
  readonly httpStatus: number
  readonly code: number
  readonly subcode: number | null
  readonly title: string
  readonly details: string | null
  readonly traceId: string | null
}

/**
 * accepted: HTTP 200 with a message id · refused: Meta's error, nothing was sent · not_sent: the request never reached Graph (no
 * connection, TLS, no free connection in time, turned away by something in between) · ambiguous: it may have been sent (timeout or reset
 * once the request was handed to the connection, 5xx, an answer we cannot read, Graph codes 1, 2, 131000, 131016).
 */
export type SendResult =
  | {
      readonly outcome: 'accepted'
      readonly wamid: string
      readonly waId: string | null
      readonly userId: string | null
      readonly held: boolean
    }
  | { readonly outcome: 'refused'; readonly error: GraphError }
  | { readonly outcome: 'not_sent'; readonly cause: string }
  | { readonly outcome: 'ambiguous'; readonly cause: string; readonly error: GraphError | null }

export type CallResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: GraphError }
  | { readonly ok: false; readonly error: null; readonly cause: string }

export interface GraphCall {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Segments below the version, each escaped: `[wabaId, 'message_templates']`. */
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: Readonly<Record<string, unknown>>
}

export interface GraphClient {
  /** POST /{phone_number_id}/messages. @param payload Meta's own request body without messaging_product */
  sendMessage(target: GraphTarget, phoneNumberId: string, payload: Readonly<Record<string, unknown>>): Promise<SendResult>
  /** Marks a message (and those before it) as read, and shows the typing indicator when asked. */
  markRead(target: GraphTarget, phoneNumberId: string, wamid: string, typing: boolean): Promise<CallResult<{ success: boolean }>>
  /** Any other call; graph-numbers.ts and graph-templates.ts name those we make. An answer that does not fit is not ok. */
  call<T>(target: GraphTarget, call: GraphCall, answer: z.ZodType<T>): Promise<CallResult<T>>
  close(): Promise<void>
}

export interface GraphClientOptions {
  /** Beyond Meta's own: META_GRAPH_URL as the operator set it, and the sandbox's address, which may change when it is restarted. */
  readonly trustedUrls?: () => readonly string[]
  /** Per host. 1,000 sends a second that take 300 ms each keep 300 busy. */
  readonly connections?: number
  readonly connectTimeoutMs?: number
  readonly replyTimeoutMs?: number
}

const META_ORIGINS = ['https://graph.facebook.com', 'https://api.facebook.com']
/** Meta's own form for it: name and version. */
const USER_AGENT = 'recado/0.1.0'
const success = z.object({ success: z.boolean() })

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const isOperators = (origin: string) =>
    !META_ORIGINS.includes(origin) && (options.trustedUrls?.() ?? []).some((url) => new URL(url).origin === origin)
  const transport = createTransport({
    connections: options.connections ?? 512,
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
    replyTimeoutMs: options.replyTimeoutMs ?? 15_000,
  })

  const exchange = async (target: GraphTarget, call: GraphCall): Promise<Exchange> => {
    const url = addressOf(target, call)
    const isNamed = target.operatorHost === true || isOperators(url.origin)
    if (!isNamed && !META_ORIGINS.includes(url.origin)) return { kind: 'unsent', cause: 'host_not_trusted' }
    const done = await transport.exchange({
      origin: url.origin,
      isOperators: isNamed,
      path: url.pathname + url.search,
      method: call.method,
      headers: {
        authorization: `Bearer ${target.token}`,
        accept: 'application/json',
        'user-agent': USER_AGENT,
        ...(call.body && { 'content-type': 'application/json' }),
      },
      body: call.body ? JSON.stringify(call.body) : null,
    })
    return done.kind === 'answered' ? { ...done, body: withoutToken(done.body, target.token) } : done
  }
  const messages = (target: GraphTarget, phoneNumberId: string, payload: Readonly<Record<string, unknown>>) =>
    exchange(target, { method: 'POST', path: [phoneNumberId, 'messages'], body: { messaging_product: 'whatsapp', ...payload } })

  return {
    sendMessage: async (target, phoneNumberId, payload) => sendResult(await messages(target, phoneNumberId, payload)),
    markRead: async (target, phoneNumberId, wamid, typing) =>
      callResult(
        await messages(target, phoneNumberId, { status: 'read', message_id: wamid, ...(typing && { typing_indicator: { type: 'text' } }) }),
        success,
      ),
    call: async (target, call, answer) => callResult(await exchange(target, call), answer),
    close: () => transport.close(),
  }
}

/** Meta quotes a malformed token in its refusal, and refusals are shown, logged and stored. */
const withoutToken = (body: string, token: string): string => (token === '' ? body : body.replaceAll(token, '[token]'))

function addressOf(target: GraphTarget, call: GraphCall): URL {
  const url = new URL(`${target.baseUrl}/${call.path.map(encodeURIComponent).join('/')}`)
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  if (target.appSecret !== null)
    url.searchParams.set('appsecret_proof', createHmac('sha256', target.appSecret).update(target.token).digest('hex'))
  return url
}
