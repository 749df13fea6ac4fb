/**
 * The only module that opens a connection to Meta (or to the sandbox that stands in for it). What Meta answers is a value, never an
 * exception: "Meta said no" is data.
 */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { createAllowances } from './graph-allowance.ts'
import { callResult, sendResult } from './graph-answer.ts'
import { createFileTransport, type FileToSend, type OpenedFile } from './graph-files.ts'
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
  /** `beside`: the whole answer, for the few calls whose error carries more */
  | { readonly ok: false; readonly error: GraphError; readonly beside?: unknown }
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
  /** The bytes behind an address that Meta gave for a media id. @returns not ok for an address where the token has no business */
  openFile(target: GraphTarget, url: string): Promise<OpenedFile>
  /** A picture that Meta shows to anybody, an ad's for instance: from the same hosts, without a token. */
  openPicture(target: GraphTarget, url: string): Promise<OpenedFile>
  /** POST /{phone_number_id}/media: Meta keeps the file for 30 days under the id it answers. */
  sendFile(target: GraphTarget, phoneNumberId: string, file: FileToSend): Promise<CallResult<{ id: string }>>
  /**
   * The bytes of a resumable upload, in one piece (Graph API, resumable upload).
   * @param piece `session`: the id Meta gave, which is a path and a query of its own
   */
  sendPiece<T>(
    target: GraphTarget,
    piece: { readonly session: string; readonly bytes: Buffer },
    answer: z.ZodType<T>,
  ): Promise<CallResult<T>>
  /** How long work that nobody waits for leaves an account alone, so that people find Meta's hourly limit unused; 0: it may ask. */
  restMs(target: GraphTarget, wabaId: string): number
  close(): Promise<void>
}

export interface GraphClientOptions {
  /** Beyond Meta's own: META_GRAPH_URL as the operator set it, and the sandbox's address, which may change when it is restarted. */
  readonly trustedUrls?: () => readonly string[]
  /** Where an address that is ours as others see it (`from`) is reached from here (`to`): the sandbox behind our own address. */
  readonly shortcuts?: () => readonly { readonly from: string; readonly to: string }[]
  /** Per host. 1,000 sends a second that take 300 ms each keep 300 busy. */
  readonly connections?: number
  readonly connectTimeoutMs?: number
  readonly replyTimeoutMs?: number
}

/** Where Meta keeps files (Cloud API reference, media). */
const META_FILE_HOSTS = /(^|\.)(fbsbx\.com|fbcdn\.net|whatsapp\.net)$/
const META_ORIGINS = ['https://graph.facebook.com', 'https://api.facebook.com']
/** Meta's own form for it: name and version. */
const USER_AGENT = 'recado/0.1.0'
const success = z.object({ success: z.boolean() })
const uploaded = z.object({ id: z.string().min(1) })

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const isOperators = (origin: string) =>
    !META_ORIGINS.includes(origin) && (options.trustedUrls?.() ?? []).some((url) => new URL(url).origin === origin)
  const transport = createTransport({
    connections: options.connections ?? 512,
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
    replyTimeoutMs: options.replyTimeoutMs ?? 15_000,
  })

  const allowances = createAllowances()
  const files = createFileTransport()
  const headersOf = (target: GraphTarget) => ({
    authorization: `Bearer ${target.token}`,
    accept: 'application/json',
    'user-agent': USER_AGENT,
  })
  /** What the operator named is one host: an address that it gives for a file is judged like anybody's. */
  const isNamed = (url: URL, target: GraphTarget) =>
    (target.operatorHost === true && url.origin === new URL(target.baseUrl).origin) || isOperators(url.origin)
  const mayCall = (url: URL, target: GraphTarget) => isNamed(url, target) || META_ORIGINS.includes(url.origin)

  const exchange = async (target: GraphTarget, call: GraphCall): Promise<Exchange> => {
    const url = addressOf(target, call)
    if (!mayCall(url, target)) return { kind: 'unsent', cause: 'host_not_trusted' }
    const done = await transport.exchange({
      origin: url.origin,
      isOperators: isNamed(url, target),
      path: url.pathname + url.search,
      method: call.method,
      headers: { ...headersOf(target), ...(call.body && { 'content-type': 'application/json' }) },
      body: call.body ? JSON.stringify(call.body) : null,
    })
    if (done.kind !== 'answered') return done
    if (done.usage !== undefined) allowances.note(appOf(target), done.usage)
    return { ...done, body: withoutToken(done.body, target.token) }
  }
  const messages = (target: GraphTarget, phoneNumberId: string, payload: Readonly<Record<string, unknown>>) =>
    exchange(target, { method: 'POST', path: [phoneNumberId, 'messages'], body: { messaging_product: 'whatsapp', ...payload } })

  const open = async (target: GraphTarget, written: string, headers: Readonly<Record<string, string>>): Promise<OpenedFile> => {
    const url = fileAddress(written, options.shortcuts?.() ?? [])
    if (url === null || !mayHoldFiles(url, target)) return { ok: false, httpStatus: null, cause: 'host_not_trusted' }
    return files.open({ address: url, headers, isOperators: isNamed(url, target) })
  }

  return {
    sendMessage: async (target, phoneNumberId, payload) => sendResult(await messages(target, phoneNumberId, payload)),
    markRead: async (target, phoneNumberId, wamid, typing) =>
      callResult(
        await messages(target, phoneNumberId, { status: 'read', message_id: wamid, ...(typing && { typing_indicator: { type: 'text' } }) }),
        success,
      ),
    call: async (target, call, answer) => callResult(await exchange(target, call), answer),
    openFile: (target, written) => {
      const { accept: _any, ...headers } = headersOf(target)
      return open(target, written, headers)
    },
    openPicture: (target, written) => {
      const { authorization: _token, ...headers } = headersOf(target)
      return open(target, written, { ...headers, accept: 'image/*' })
    },
    sendFile: async (target, phoneNumberId, file) => {
      const url = addressOf(target, { method: 'POST', path: [phoneNumberId, 'media'] })
      if (!mayCall(url, target)) return { ok: false, error: null, cause: 'host_not_trusted' }
      const form = { fields: { messaging_product: 'whatsapp', type: file.mimeType }, file }
      return callResult(await files.post({ address: url, headers: headersOf(target), isOperators: isNamed(url, target) }, form), uploaded)
    },
    sendPiece: async (target, { session, bytes }, answer) => {
      const url = addressOf(target, { method: 'POST', path: [] })
      const [path = '', query = ''] = session.split('?')
      url.pathname += path
      url.search = [query, url.search.slice(1)].filter((part) => part !== '').join('&')
      if (!mayCall(url, target)) return { ok: false, error: null, cause: 'host_not_trusted' }
      const headers = {
        ...headersOf(target),
        authorization: `OAuth ${target.token}`,
        file_offset: '0',
        'content-type': 'application/octet-stream',
      }
      const outgoing = {
        origin: url.origin,
        isOperators: isNamed(url, target),
        path: url.pathname + url.search,
        method: 'POST',
        headers,
      } as const
      return callResult(await transport.exchange({ ...outgoing, body: bytes }), answer)
    },
    restMs: (target, wabaId) => allowances.restMs(appOf(target), wabaId),
    close: async () => {
      await Promise.all([transport.close(), files.close()])
    },
  }
}

/** Whom Meta counts calls for; its header does not say. */
const appOf = ({ baseUrl, appSecret }: GraphTarget): string => `${baseUrl} ${appSecret ?? ''}`

function fileAddress(written: string, shortcuts: readonly { readonly from: string; readonly to: string }[]): URL | null {
  const shortcut = shortcuts.find(({ from }) => written.startsWith(from))
  const address = shortcut === undefined ? written : shortcut.to + written.slice(shortcut.from.length)
  return URL.canParse(address) ? new URL(address) : null
}

/** The token goes to Meta's file hosts, and to the host it is used at anyway. */
function mayHoldFiles(url: URL, target: GraphTarget): boolean {
  if (url.origin === new URL(target.baseUrl).origin) return true
  return url.protocol === 'https:' && url.port === '' && META_FILE_HOSTS.test(url.hostname)
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
