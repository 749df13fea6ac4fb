/**
 * What the client's code expects of a browser and Node does not have. Many people run in one process: whose cookie a request carries,
 * and which address it goes to, is known from the asynchronous context that their client was started in.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { get } from 'node:http'

export interface Seat {
  readonly url: string
  /** as `name=value` */
  readonly cookie: string
}

const seats = new AsyncLocalStorage<Seat>()

/** Runs a client, and everything it will ever do, as somebody at some address. */
export const atSeat = <T>(seat: Seat, work: () => T): T => seats.run(seat, work)

function seat(): Seat {
  const here = seats.getStore()
  if (here === undefined) throw new Error('a client asks outside of its seat')
  return here
}

/** As in a browser: frames by blank lines, the last id kept, one error and no second try of its own (the client tries again itself). */
class SeatedEventSource {
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  readonly #ears = new Map<string, (message: { data: string; lastEventId: string }) => void>()
  readonly #request: ReturnType<typeof get>
  #over = false
  #lastEventId = ''

  constructor(path: string) {
    const { url, cookie } = seat()
    this.#request = get(url + path, { agent: false, headers: { cookie, accept: 'text/event-stream' } }, (response) => {
      if (response.statusCode !== 200) return this.#fail()
      this.onopen?.()
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (piece: string) => {
        text += piece
        for (let end = text.indexOf('\n\n'); end >= 0 && !this.#over; end = text.indexOf('\n\n')) {
          this.#hear(text.slice(0, end))
          text = text.slice(end + 2)
        }
      })
      response.on('close', () => this.#fail())
      response.on('error', () => this.#fail())
    })
    this.#request.on('error', () => this.#fail())
  }

  addEventListener(event: string, ear: (message: { data: string; lastEventId: string }) => void): void {
    this.#ears.set(event, ear)
  }

  close(): void {
    this.#over = true
    this.#request.destroy()
  }

  #hear(frame: string): void {
    const fields = new Map(frame.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]))
    this.#lastEventId = fields.get('id') ?? this.#lastEventId
    const event = fields.get('event')
    if (event !== undefined) this.#ears.get(event)?.({ data: fields.get('data') ?? '', lastEventId: this.#lastEventId })
  }

  #fail(): void {
    if (this.#over) return
    this.#over = true
    this.onerror?.()
  }
}

/** As in a private window: the database is refused, so the tab keeps its outbox in its own memory. */
const refusingDatabase = {
  open() {
    const request: { onerror: (() => void) | null } = { onerror: null }
    queueMicrotask(() => request.onerror?.())
    return request
  },
}

const noStorage = { length: 0, key: () => null, getItem: () => null, setItem: () => undefined, removeItem: () => undefined }
const nobodyListens = { addEventListener: () => undefined, removeEventListener: () => undefined }

/** Once per process, before any client is started. */
export function furnishBrowser(): void {
  const plainFetch = globalThis.fetch
  const seatedFetch = (path: string | URL | Request, init?: RequestInit) => {
    if (typeof path !== 'string' || !path.startsWith('/')) return plainFetch(path, init)
    const { url, cookie } = seat()
    const headers = { ...Object.fromEntries(new Headers(init?.headers)), cookie, origin: url }
    return plainFetch(url + path, { ...init, headers })
  }
  const world = {
    fetch: seatedFetch,
    EventSource: SeatedEventSource,
    indexedDB: refusingDatabase,
    localStorage: noStorage,
    window: nobodyListens,
  }
  for (const [name, value] of Object.entries({ ...world, navigator: {} }))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}
