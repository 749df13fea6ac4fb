import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import type { FastifyServerOptions } from 'fastify'

const KEEP_ALIVE_MS = 72_000
const REQUEST_TIMEOUT_MS = 300_000

/** The server that Fastify would make of its options, with a handler in front of Fastify's. */
export function serve(options: FastifyServerOptions & { readonly http?: ServerOptions }, handler: RequestListener): Server {
  const server = createServer(options.http ?? {}, handler)
  server.keepAliveTimeout = options.keepAliveTimeout ?? KEEP_ALIVE_MS
  server.requestTimeout = options.requestTimeout ?? REQUEST_TIMEOUT_MS
  return server
}
