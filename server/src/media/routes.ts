import { page } from '@recado/contract/conversations'
import { mediaLink, mediaUploadQuery, mediaView, sharedItem, sharedQuery } from '@recado/contract/media'
import { LARGEST_FILE } from '@recado/contract/media-rules'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { accessMedia, accessOneMedia } from './access.ts'
import { copyMedia } from './copy.ts'
import { fetchAgain } from './fetch-again.ts'
import { withLinks } from './linked.ts'
import { receiveUpload } from './receive-upload.ts'
import { listShared } from './shared.ts'

const params = z.object({ id: z.uuid() })
const MOST_AT_ONCE = 100
const listQuery = z.object({
  ids: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).max(MOST_AT_ONCE))
    .describe('up to 100 ids, comma separated; those out of reach are left out'),
})

export function mediaRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get('/media', { schema: { querystring: listQuery, response: { 200: z.object({ items: z.array(mediaLink) }) } } }, (request) =>
      inTransaction(request.scope, async (scope) => {
        const found = await accessMedia(scope, request.query.ids)
        return { items: found.map((media) => withLinks(deps.links, scope.workspaceId, media, scope.now)) }
      }),
    )
    app.get('/media/:id', { schema: { params, response: { 200: mediaLink } } }, (request) =>
      inTransaction(request.scope, async (scope) =>
        withLinks(deps.links, scope.workspaceId, await accessOneMedia(scope, request.params.id), scope.now),
      ),
    )
    app.post('/media/:id/fetch', { schema: { params, response: { 202: mediaView } } }, async (request, reply) =>
      reply.code(202).send(await inTransaction(request.scope, (scope) => fetchAgain(scope, request.params.id))),
    )
    app.post(
      '/media/:id/copy',
      { schema: { summary: 'The same file once more, to be sent in another message', params, response: { 201: mediaView } } },
      async (request, reply) => reply.code(201).send(await inTransaction(request.scope, (scope) => copyMedia(scope, request.params.id))),
    )
    app.get('/contacts/:id/shared', { schema: { params, querystring: sharedQuery, response: { 200: page(sharedItem) } } }, (request) =>
      inTransaction(request.scope, (scope) => listShared(scope, deps.links, request.params.id, request.query)),
    )
    await app.register(uploadRoutes(deps))
  }
}

/** The body is the file: of any type, not parsed, read by the command when it has decided that it may come in. */
function uploadRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined))
    app.post(
      '/media',
      {
        bodyLimit: LARGEST_FILE,
        config: { hasLongBody: true },
        schema: {
          querystring: mediaUploadQuery,
          response: { 201: mediaView },
          description: 'The body is the file itself, sent with its own Content-Type. The id in the answer goes into one message.',
        },
      },
      async (request, reply) => {
        const { headers, raw, query, scope } = request
        const announced = headers['content-length'] === undefined ? null : Number(headers['content-length'])
        const upload = { ...query, declared: headers['content-type'] ?? '', announced, bytes: raw }
        return reply.code(201).send(await receiveUpload(scope, deps.files, upload))
      },
    )
  }
}
