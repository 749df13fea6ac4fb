/** A simulator, a business that receives its webhooks, and one account: what the tests act on, over HTTP. */
import { createHmac } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http, { type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { type Simulator, startSimulator } from '../simulator.ts'

export const APP = { id: '700000000000001', secret: 'the secret of the app', verifyToken: 'the verify token' }
const CONTROL = 'the control token'

// Answers are looked into freely.
// biome-ignore lint/suspicious/noExplicitAny: tests
export type Any = any

export interface Received {
  readonly raw: Buffer
  readonly signature: string
  readonly isSigned: boolean
  readonly body: Any
  readonly status: number
}

/** The business's end: keeps every call, answers what it is told to. */
export class Business {
  readonly calls: Received[] = []
  /** Status for the next calls, perhaps later; 200 once they are used up. `null`: no answer. */
  readonly answers: (number | null | Promise<number>)[] = []
  url = ''
  readonly #heard = new EventEmitter()
  readonly #server = http.createServer((request, response) => {
    if (request.method === 'GET') {
      const { searchParams } = new URL(request.url ?? '', this.url)
      const knows = searchParams.get('hub.verify_token') === APP.verifyToken
      response.writeHead(knows ? 200 : 403).end(knows ? searchParams.get('hub.challenge') : 'no')
      return
    }
    void this.#take(request).then((status) => (status === null ? undefined : response.writeHead(status).end('heard')))
  })

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const { port } = this.#server.address() as AddressInfo // it listens on a port
    this.url = `http://127.0.0.1:${port}/webhooks`
    return this
  }

  async #take(request: IncomingMessage): Promise<number | null> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer) // a stream without encoding gives bytes
    const raw = Buffer.concat(chunks)
    const signature = String(request.headers['x-hub-signature-256'])
    const isSigned = signature === `sha256=${createHmac('sha256', APP.secret).update(raw).digest('hex')}`
    const planned = this.answers.length > 0 ? (this.answers.shift() ?? null) : 200
    const status = typeof planned === 'number' ? planned : 0
    this.calls.push({ raw, signature, isSigned, body: JSON.parse(raw.toString()), status })
    this.#heard.emit('call')
    return planned
  }

  /** Every update heard so far with a 200, one by one. */
  updates(): Any[] {
    return this.calls.filter(({ status }) => status === 200).flatMap(({ body }) => updatesIn(body))
  }

  statuses(wamid?: string): Any[] {
    return this.updates().filter((update) => update.status !== undefined && (wamid === undefined || update.id === wamid))
  }

  /** Resolves as soon as what was heard satisfies. */
  async until<T>(look: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = look()
      if (found) return found
      await new Promise((resolve) => this.#heard.once('call', resolve))
    }
  }

  untilStatus(wamid: string, status: string): Promise<Any> {
    return this.until(() => this.statuses(wamid).find((report) => report.status === status))
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}

function updatesIn(body: Any): Any[] {
  return body.entry.flatMap((entry: Any) =>
    entry.changes.flatMap((change: Any) => change.value.messages ?? change.value.statuses ?? [{ field: change.field, ...change.value }]),
  )
}

export interface Answer {
  readonly status: number
  readonly body: Any
  readonly headers: Headers
}

export type Stage = Awaited<ReturnType<typeof stage>>

export async function stage(settings: Partial<Config> = {}) {
  const business = await new Business().listen()
  const dataDir = mkdtempSync(join(tmpdir(), 'recado-simulator-'))
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    dataDir,
    app: { ...APP, callbackUrl: business.url },
    controlToken: CONTROL,
    publicUrl: null,
    ...settings,
  }
  let simulator: Simulator = await startSimulator(config)

  async function call(method: string, path: string, { body, token }: { body?: unknown; token?: string | undefined } = {}): Promise<Answer> {
    const headers: Record<string, string> = {}
    if (token !== undefined) headers.authorization = `Bearer ${token}`
    if (body !== undefined && !(body instanceof FormData)) headers['content-type'] = 'application/json'
    const sent = body === undefined ? null : body instanceof FormData ? body : JSON.stringify(body)
    const answer = await fetch(simulator.url + path, { method, headers, body: sent })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text }
  }

  const control = (method: string, path: string, body?: unknown) => call(method, `/control${path}`, { body, token: CONTROL })
  const made = (await control('POST', '/wabas', { name: 'Padaria Aurora' })).body
  const { wabaId, phoneNumberId, accessToken } = made
  const graph = (method: string, path: string, body?: unknown, token: string = accessToken) =>
    call(method, `/graph/v26.0/${path}`, { body, token })
  const api = (method: string, path: string, body?: unknown) => call(method, `/api/wabas/${wabaId}${path}`, { body })
  const [customer] = (await api('GET', '/customers')).body.items

  return {
    business,
    call,
    control,
    graph,
    api,
    made,
    customer,
    get simulator() {
      return simulator
    },
    /** Sends to the test customer unless told otherwise. */
    send: (message: Readonly<Record<string, unknown>>) =>
      graph('POST', `${phoneNumberId}/messages`, { messaging_product: 'whatsapp', to: customer.phone, ...message }),
    sendText: async (text = 'Oi!', more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
      const body = { messaging_product: 'whatsapp', to: customer.phone, type: 'text', text: { body: text }, ...more }
      return (await graph('POST', `${phoneNumberId}/messages`, body)).body.messages[0].id
    },
    writes: async (text = 'Oi', id: string = customer.id): Promise<Any> =>
      (await api('POST', `/customers/${id}/chats/${phoneNumberId}/messages`, { type: 'text', text: { body: text } })).body,
    chat: async (id: string = customer.id): Promise<Any> => (await api('GET', `/customers/${id}/chats/${phoneNumberId}`)).body,
    faults: (patch: unknown) => api('PUT', '/faults', patch),
    quiet: () => control('POST', `/wabas/${wabaId}/quiesce`, {}),
    async restart() {
      await simulator.close()
      simulator = await startSimulator(config)
    },
    async close() {
      await simulator.close()
      business.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The code in Meta's envelope; 0 where it was accepted. */
export const codeOf = ({ body }: Answer): number => body.error?.code ?? 0
