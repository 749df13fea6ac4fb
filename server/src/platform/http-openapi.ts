/** The API describes itself: OpenAPI 3.1 from the same zod schemas that validate, and a page to read it and try it on. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import swagger from '@fastify/swagger'
import { problem, REFUSALS } from '@recado/contract/errors'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'

/** A format says what its pattern says, in a word. */
const toJsonSchema = createJsonSchemaTransform({
  zodToJsonConfig: {
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern
    },
  },
})

/** Groups operations by the first word of their address. */
const transform: typeof toJsonSchema = (document) => {
  const { schema, url } = toJsonSchema(document)
  return { url, schema: { tags: [url.split('/')[3] ?? 'api'], ...schema } }
}

/** Call it inside the API, before its routes: it listens to them being added. */
export async function describeApi(api: FastifyInstance, publicUrl: string): Promise<void> {
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Recado',
        version: '1',
        description:
          'Authenticate with `Authorization: Bearer rk_…` or with the session cookie. Errors are `application/problem+json` with a stable `code`. ' +
          'Lists take `limit` and `cursor` and answer `{items, nextCursor}`. Any POST takes an `Idempotency-Key`.',
      },
      servers: [{ url: publicUrl }],
      security: [{ apiKey: [] }, { session: [] }],
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, rk_…' },
          session: { type: 'apiKey', in: 'cookie', name: publicUrl.startsWith('https:') ? '__Host-recado' : 'recado' },
        },
        responses: { Problem: { description: 'Refused', content: { 'application/problem+json': { schema: problemSchema() } } } },
      },
    },
    transform,
    transformObject: withProblems,
  })
  let document: string | undefined
  api.get('/openapi.json', { schema: { hide: true }, config: { access: 'anyone' } }, async (_request, reply) => {
    document ??= JSON.stringify(api.swagger())
    return reply.type('application/json; charset=utf-8').send(document)
  })
}

function problemSchema() {
  const { $schema: _draft, ...schema } = z.toJSONSchema(problem)
  return schema as object
}

interface Operation {
  responses?: object
  operationId?: string
}
type Document = { openapiObject: { paths?: Record<string, Record<string, Operation> | undefined> } }

/** What holds for every operation, said once: it may be refused, and generated clients call it by a name. */
function withProblems(document: unknown) {
  const { openapiObject } = document as Document // @fastify/swagger's type also covers Swagger 2, which we do not make
  for (const [path, operations] of Object.entries(openapiObject.paths ?? {})) {
    for (const [method, operation] of Object.entries(operations ?? {})) {
      operation.operationId = nameOf(method, path)
      operation.responses = { ...operation.responses, default: { $ref: '#/components/responses/Problem' } }
    }
  }
  return { ...openapiObject, 'x-problem-codes': REFUSALS }
}

/** patch /api/v1/members/{userId} → patchMembersByUserId */
function nameOf(method: string, path: string): string {
  const words =
    path
      .replace('/api/v1', '')
      .replaceAll('{', 'by-')
      .match(/[a-z0-9]+/gi) ?? []
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

const FILES = {
  '/docs': ['index.html', 'text/html'],
  '/docs/page.js': ['page.js', 'text/javascript'],
  '/docs/page.css': ['page.css', 'text/css'],
} as const

export function serveDocs(app: FastifyInstance, directory: string): void {
  for (const [url, [file, type]] of Object.entries(FILES)) {
    app.get(url, { schema: { hide: true } }, async (_request, reply) =>
      reply
        .type(`${type}; charset=utf-8`)
        .header('cache-control', 'no-cache')
        .send(readFileSync(join(directory, file))),
    )
  }
}
