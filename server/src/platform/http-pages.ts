/** The web app, built by Vite into dist/web. Its addresses are the browser's business: any that is no file is the app itself. */
import { existsSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import serveFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const FOREVER = 'public, max-age=31536000, immutable'
const ASK_EACH_TIME = 'no-cache'

/** Addresses that belong to programs: a wrong one is a 404 in JSON, never a page. */
const NOT_PAGES = ['/api/', '/webhooks/', '/meta/', '/sandbox/graph/', '/sandbox/api/', '/sandbox/dialog/', '/assets/']

export interface Pages {
  /** Answers with the app where the request is a person opening a page; otherwise false. */
  readonly answer: (request: FastifyRequest, reply: FastifyReply) => boolean
}

export function servePages(app: FastifyInstance, directory: string): Pages {
  const index = join(directory, 'index.html')
  if (!existsSync(index)) return { answer: () => false } // a server without a built web app, as in tests
  const html = readFileSync(index)
  const assets = `${sep}assets${sep}`
  void app.register(serveFiles, {
    root: directory,
    wildcard: false,
    index: false,
    cacheControl: false,
    preCompressed: true,
    // Vite names what it builds by its content, so a changed file has another name.
    setHeaders: (response, path) => {
      response.setHeader('cache-control', path.includes(assets) ? FOREVER : ASK_EACH_TIME)
    },
  })
  return {
    answer(request, reply) {
      if (!isPage(request)) return false
      void reply.code(200).type('text/html; charset=utf-8').header('cache-control', ASK_EACH_TIME).send(html)
      return true
    },
  }
}

/** Somebody opens an address. Programs ask for JSON, and a name with a dot is a file that is not there. */
function isPage(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  const path = request.url.split('?', 1)[0] ?? ''
  if (NOT_PAGES.some((prefix) => path.startsWith(prefix)) || /\.[^/]*$/.test(path)) return false
  return /text\/html|\*\/\*/.test(request.headers.accept ?? '*/*')
}
