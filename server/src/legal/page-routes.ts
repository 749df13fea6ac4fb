/** The pages that anybody may read, Meta's crawler above all. */
import { LEGAL_PAGES } from '@recado/contract/legal-pages'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { requestStatus } from './forget-app-user.ts'
import { legalDocument, localeOf, statusDocument } from './page.ts'
import { published, readFacts } from './texts.ts'

const HIDDEN = { schema: { hide: true } }
const CODE = /^[A-Z2-9]{16}$/

function asked(request: FastifyRequest) {
  const { lang } = request.query as { lang?: string | string[] } // of a query, fastify says nothing more
  return localeOf(typeof lang === 'string' ? lang : undefined, request.headers['accept-language'])
}

const page = (reply: FastifyReply, html: string, status = 200) =>
  reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-cache').header('vary', 'accept-language').send(html)

export function legalPageRoutes({ db }: AppDeps): Routes {
  return async (app) => {
    for (const name of LEGAL_PAGES) {
      app.get(`/legal/${name}`, HIDDEN, async (request, reply) => page(reply, legalDocument(await published(db, name, asked(request)))))
    }
    app.get<{ Params: { code: string } }>('/legal/data-deletion/:code', HIDDEN, async (request, reply) => {
      const { code } = request.params
      const status = CODE.test(code) ? await requestStatus(db, code) : null
      const { facts } = await readFacts(db)
      return page(reply, statusDocument(asked(request), facts, code, status), status === null ? 404 : 200)
    })
  }
}
