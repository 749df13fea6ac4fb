/** The one place that speaks to our server. What comes back is trusted: both sides compile against the same contract. */
import type { Problem, RefusalCode } from '@recado/contract/errors'
import { newUuid } from './ids.ts'

/** `offline`: no answer at all. `unexpected`: an answer that is not ours, a proxy's page for instance. */
export type ProblemCode = RefusalCode | 'offline' | 'unexpected'

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: ProblemCode
  readonly fields: readonly { path: string; message: string }[]
  readonly details: Readonly<Record<string, unknown>>
  /** Seconds to wait, where the server says so. */
  readonly retryAfter: number | null

  constructor(status: number, problem: Partial<Problem>, retryAfter: number | null = null) {
    super(problem.detail ?? problem.code ?? 'unexpected answer')
    this.status = status
    this.code = (problem.code ?? 'unexpected') as ProblemCode
    this.fields = problem.fields ?? []
    this.details = problem.details ?? {}
    this.retryAfter = retryAfter
  }
}

export function isProblem(error: unknown, code?: ProblemCode): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code)
}

type QueryValue = string | number | boolean | undefined | null
export interface RequestOptions {
  query?: Record<string, QueryValue>
  signal?: AbortSignal
  /** The same key for the same intention: a repeated POST is then answered with the first result. */
  idempotencyKey?: string
  /** Lets a request outlive the page, for a last word such as "left the conversation". */
  keepalive?: boolean
}

/** A line that says nothing for so long is dead; without this, whoever reads waits for ever. */
export const READING_TIMEOUT_MS = 30_000

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

const signedOut = new Set<() => void>()
/** Called when a request finds that nobody is signed in any more. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener)
  return () => signedOut.delete(listener)
}

export const api = {
  get: <T>(path: string, options?: RequestOptions) => request<T>('GET', path, undefined, options),
  post: <T = void>(path: string, body?: unknown, options?: RequestOptions) => request<T>('POST', path, body, options),
  patch: <T = void>(path: string, body: unknown, options?: RequestOptions) => request<T>('PATCH', path, body, options),
  put: <T = void>(path: string, body: unknown, options?: RequestOptions) => request<T>('PUT', path, body, options),
  delete: <T = void>(path: string, { body, ...options }: RequestOptions & { body?: unknown } = {}) =>
    request<T>('DELETE', path, body, options),
  /** The file is the whole body. */
  upload: <T>(path: string, file: Blob, options?: RequestOptions) => request<T>('POST', path, file, options),
}

/** Paths are below /api/v1, except those that begin with /sandbox. */
export function apiUrl(path: string, query: Record<string, QueryValue> = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  const suffix = search.size > 0 ? `?${search}` : ''
  return `${path.startsWith('/sandbox/') ? '' : '/api/v1'}${path}${suffix}`
}

async function request<T>(method: Method, path: string, body: unknown, options: RequestOptions = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  const isFile = body instanceof Blob
  if (body !== undefined) headers['content-type'] = isFile ? 'application/octet-stream' : 'application/json'
  if (method === 'POST' && !isFile) headers['idempotency-key'] = options.idempotencyKey ?? newUuid()
  const signal = options.signal ?? (method === 'GET' ? AbortSignal.timeout(READING_TIMEOUT_MS) : undefined)
  const { response, text } = await answer(apiUrl(path, options.query), {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
    ...(options.keepalive ? { keepalive: true } : {}),
  })
  const json = parse(text)
  if (!response.ok) throw refused(response, json)
  if (text !== '' && json === undefined) throw new ApiProblem(response.status, { detail: 'the answer is not JSON' })
  return json as T
}

/** A line that died in the middle of an answer is no answer either. */
async function answer(url: string, init: RequestInit): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(url, init)
    return { response, text: await response.text() }
  } catch (error) {
    if (init.signal?.aborted && !isTimeout(init.signal.reason)) throw error
    throw new ApiProblem(0, { code: 'offline', detail: 'no answer from the server' })
  }
}

const isTimeout = (reason: unknown) => reason instanceof DOMException && reason.name === 'TimeoutError'

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refused(response: Response, json: unknown): ApiProblem {
  const seconds = Number(response.headers.get('retry-after'))
  const problem = new ApiProblem(
    response.status,
    (json ?? {}) as Partial<Problem>,
    Number.isFinite(seconds) && seconds > 0 ? seconds : null,
  )
  if (problem.code === 'not_signed_in') for (const listener of signedOut) listener()
  return problem
}
