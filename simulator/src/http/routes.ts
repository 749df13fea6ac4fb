/** A small router for our own APIs: "POST /api/wabas/:wabaId/clock". */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Reply } from './reply.ts'

export interface ApiRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Parsed JSON, or undefined. */
  readonly body: unknown
}

export interface Streaming {
  readonly stream: (request: IncomingMessage, response: ServerResponse) => void
}

export type ApiAnswer = Reply | Streaming
export type ApiHandler = (request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>

interface Route {
  readonly method: string
  readonly parts: readonly string[]
  readonly handler: ApiHandler
}

export interface Match {
  readonly handler: ApiHandler
  readonly params: Readonly<Record<string, string>>
}

export function router(table: Readonly<Record<string, ApiHandler>>): (method: string, pathname: string) => Match | null {
  const routes: Route[] = Object.entries(table).map(([key, handler]) => {
    const [method = '', pattern = ''] = key.split(' ')
    return { method, parts: pattern.split('/').filter(Boolean), handler }
  })
  return (method, pathname) => {
    const given = pathname.split('/').filter(Boolean)
    for (const { method: wanted, parts, handler } of routes) {
      if (wanted !== method || parts.length !== given.length) continue
      const params = matched(parts, given)
      if (params) return { handler, params }
    }
    return null
  }
}

function matched(parts: readonly string[], given: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value)
    else if (part !== value) return null
  }
  return params
}
