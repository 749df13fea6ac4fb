/** A person at the product's API, who tries again when it is away: what a browser does with its outbox. */
import { setTimeout as pause } from 'node:timers/promises'

export interface Person {
  /** as `name=value`, for requests made without `call` */
  readonly cookie: string
  /** Tries until there is an answer below 500. @returns its body; throws what is refused */
  call<T>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<T>
}

/** A session, as the cookie that stands for it. */
export async function cookieOf(url: string, email: string, password: string): Promise<string> {
  const headers = { origin: url, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body: JSON.stringify({ email, password }) })
  if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** @param heard told the status of every answer to what is asked afterwards; 0 when there was none */
export async function signIn(
  url: string,
  email: string,
  password: string,
  heard: (status: number) => void = () => undefined,
): Promise<Person> {
  const origin = { origin: url, 'content-type': 'application/json' }
  const cookie = await cookieOf(url, email, password)

  return {
    cookie,
    async call<T>(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<T> {
      for (let wait = 50; ; wait = Math.min(wait * 2, 1_000)) {
        const response = await fetch(url + path, {
          method,
          headers: { ...(body === undefined ? { origin: url } : origin), cookie, ...headers },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(15_000),
        }).catch(() => null)
        heard(response?.status ?? 0)
        const text = await response?.text().catch(() => null)
        if (response?.ok && typeof text === 'string') return (text === '' ? undefined : JSON.parse(text)) as T // the caller knows the route
        if (response && response.status < 500 && response.status !== 429) throw new Error(`${method} ${path}: ${response.status} ${text}`)
        await pause(wait)
      }
    },
  }
}
