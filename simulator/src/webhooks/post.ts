/** The one place that calls the business: signed webhooks and the handshake. What comes back is a value. */
import { createHmac } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import { performance } from 'node:perf_hooks'

const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 64 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 64 }),
}

export interface Answer {
  /** null: no answer came */
  readonly status: number | null
  readonly ms: number
  /** Nobody took the call, so trying the next delivery is useless too. */
  readonly unreachable: boolean
  readonly cause: string | null
  readonly text: string
}

const HEARD = 512

export function signatureOf(secret: string, bytes: Buffer): string {
  return `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`
}

export function postWebhook(url: string, bytes: Buffer, signature: string, timeoutMs: number): Promise<Answer> {
  const headers = {
    'content-type': 'application/json',
    'content-length': bytes.length,
    accept: '*/*',
    'user-agent': 'facebookexternalua',
    'x-hub-signature-256': signature,
  }
  return call({ url, method: 'POST', headers, timeoutMs }, bytes)
}

/** @returns whether the address proved that it knows the verify token */
export async function handshake(callback: string, verifyToken: string): Promise<boolean> {
  const challenge = String(Math.floor(1e9 + Math.random() * 1e9))
  const url = new URL(callback)
  url.searchParams.set('hub.mode', 'subscribe')
  url.searchParams.set('hub.challenge', challenge)
  url.searchParams.set('hub.verify_token', verifyToken)
  const answer = await call({ url: url.href, method: 'GET', headers: { 'user-agent': 'facebookplatform/1.0' }, timeoutMs: 10_000 }, null)
  return answer.status === 200 && answer.text === challenge
}

interface Call {
  readonly url: string
  readonly method: string
  readonly headers: http.OutgoingHttpHeaders
  readonly timeoutMs: number
}

function call({ url, method, headers, timeoutMs }: Call, bytes: Buffer | null): Promise<Answer> {
  const started = performance.now()
  const secure = url.startsWith('https:')
  return new Promise((resolve) => {
    let connected = false
    const done = (status: number | null, cause: string | null, text: string) => {
      clearTimeout(timer)
      resolve({ status, ms: Math.round(performance.now() - started), unreachable: status === null && !connected, cause, text })
    }
    const request = (secure ? https : http).request(url, { method, headers, agent: agents[secure ? 'https:' : 'http:'] }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        if (text.length < HEARD) text += chunk
      })
      response.on('end', () => done(response.statusCode ?? null, null, text.slice(0, HEARD)))
      response.on('error', (error) => done(null, error.message, ''))
    })
    const timer = setTimeout(() => request.destroy(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs)
    request.on('socket', (socket) => {
      connected = !socket.connecting
      if (!connected) {
        socket.once('connect', () => {
          connected = true
        })
      }
    })
    request.on('error', (error: NodeJS.ErrnoException) => done(null, error.code ?? error.message, ''))
    request.end(bytes ?? undefined)
  })
}
