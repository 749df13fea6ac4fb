/**
 * Looks at a public address as a stranger would: our own from outside, and the pages whose addresses the operator gave to Meta. Carries no
 * secret of ours but those the address is asked to verify.
 */
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { Agent, request } from 'undici'

/** answered: a whole answer, or as much of it as we read · failed: none; `cause` is a code, never a message. */
export type Probed =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly ms: number
      readonly contentType: string
      readonly cookies: readonly string[]
      readonly body: Buffer
      readonly url: string
    }
  | { readonly kind: 'failed'; readonly cause: string }

export interface ProbeRequest {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Probe {
  look(url: string, wanted?: ProbeRequest): Promise<Probed>
  /** When the certificate that the address shows today ends; null where none was shown in time. */
  certificateEnd(url: string): Promise<Date | null>
  close(): Promise<void>
}

const PATIENCE_MS = 10_000
const MOST_BYTES = 6 * 1024 * 1024
const MOST_REDIRECTS = 4

export function createProbe({ patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {}): Probe {
  const agent = new Agent({ connect: { timeout: patienceMs }, headersTimeout: patienceMs, bodyTimeout: patienceMs })

  async function once(url: URL, wanted: ProbeRequest, left: number): Promise<Probed> {
    const began = Date.now()
    const { method = 'GET', headers = {}, body } = wanted
    const signal = AbortSignal.timeout(patienceMs)
    const own = { 'user-agent': 'recado/0.1.0 (checks of its own road)', accept: '*/*', ...headers }
    const answer = await request(url, { dispatcher: agent, method, headers: own, signal, ...(body === undefined ? {} : { body }) })
    const location = answer.headers.location
    if (method === 'GET' && answer.statusCode >= 300 && answer.statusCode < 400 && typeof location === 'string' && left > 0) {
      await answer.body.dump()
      const next = addressOf(new URL(location, url).href)
      return next === null ? { kind: 'failed', cause: 'no_web_address' } : once(next, wanted, left - 1)
    }
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of answer.body) {
      chunks.push(chunk as Buffer) // undici's bodies are bytes
      size += chunk.length
      if (size > MOST_BYTES) break
    }
    const given = answer.headers['set-cookie']
    return {
      kind: 'answered',
      status: answer.statusCode,
      ms: Date.now() - began,
      contentType: String(answer.headers['content-type'] ?? ''),
      cookies: given === undefined ? [] : Array.isArray(given) ? given : [given],
      body: Buffer.concat(chunks),
      url: url.href,
    }
  }

  return {
    look: async (url, wanted = {}) => {
      const address = addressOf(url)
      if (address === null) return { kind: 'failed', cause: 'no_web_address' }
      return once(address, wanted, MOST_REDIRECTS).catch((error: unknown) => ({ kind: 'failed', cause: causeOf(error) }))
    },
    certificateEnd: (url) => certificateEnd(url, patienceMs),
    close: () => agent.destroy(),
  }
}

function addressOf(url: string): URL | null {
  if (!URL.canParse(url)) return null
  const address = new URL(url)
  return /^https?:$/.test(address.protocol) ? address : null
}

/** ECONNREFUSED, ENOTFOUND, CERT_HAS_EXPIRED, TimeoutError, … */
function causeOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const code: unknown = first instanceof Error && 'code' in first ? first.code : undefined
  if (typeof code === 'string') return code
  return first instanceof Error ? first.name : 'unknown'
}

function certificateEnd(url: string, patienceMs: number): Promise<Date | null> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname,
      port: Number(port) || 443,
      servername: isIP(hostname) === 0 ? hostname : '',
      rejectUnauthorized: false,
    })
    const end = (date: Date | null) => {
      socket.destroy()
      resolve(date)
    }
    socket.setTimeout(patienceMs, () => end(null))
    socket.once('error', () => end(null))
    socket.once('secureConnect', () => {
      const until = new Date(socket.getPeerCertificate().valid_to)
      end(Number.isNaN(until.getTime()) ? null : until)
    })
  })
}
