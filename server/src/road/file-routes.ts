/** Files of the road: announced, sent in pieces, looked at, given back in slices. */
import { fileView, ground, newFile } from '@recado/contract/road'
import { PIECE_BYTES } from '@recado/contract/road-items'
import { z } from 'zod'
import { Refusal } from '../platform/errors.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { announceFile, deleteFile, finishFile, readSlice, storePiece } from './files.ts'

const params = z.object({ id: z.uuid() })
const pieceParams = params.extend({ place: z.coerce.number().int().min(0).max(1000) })

export const fileRoutes: Routes = async (app) => {
  app.post(
    '/road/:ground/files',
    {
      schema: {
        summary: 'Announce a file (operator)',
        params: z.object({ ground }),
        body: newFile,
        response: { 201: z.object({ id: z.uuid() }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await inTransaction(request.scope, (tx) => announceFile(tx, request.params.ground, request.body))),
  )
  await app.register(pieceRoute)
  app.post(
    '/road/files/:id/finish',
    { schema: { summary: 'Every piece has been sent (operator)', params, response: { 200: fileView } } },
    (request) => inTransaction(request.scope, (tx) => finishFile(tx, request.params.id)),
  )
  app.delete(
    '/road/files/:id',
    { schema: { summary: 'Delete a file (operator)', params, response: { 204: z.undefined() } } },
    async (request, reply) => {
      await inTransaction(request.scope, (tx) => deleteFile(tx, request.params.id))
      return reply.code(204).send()
    },
  )
  app.get(
    '/road/files/:id',
    { schema: { summary: 'A file, or the slice of it that Range asks for (operator)', params } },
    async (request, reply) => {
      const { range } = request.headers
      const slice = await inTransaction(request.scope, (tx) => readSlice(tx, request.params.id, range))
      const { file, from, to, bytes } = slice
      return reply
        .code(range === undefined ? 200 : 206)
        .headers({
          'content-type': file.mimeType,
          'accept-ranges': 'bytes',
          'content-security-policy': "default-src 'none'; sandbox",
          'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`,
          ...(range === undefined ? {} : { 'content-range': `bytes ${from}-${to}/${file.size}` }),
        })
        .send(bytes)
    },
  )
}

/** The one route that takes bytes. */
const pieceRoute: Routes = async (app) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: PIECE_BYTES }, (_request, body, done) =>
    done(null, body),
  )
  app.put(
    '/road/files/:id/pieces/:place',
    {
      bodyLimit: PIECE_BYTES,
      schema: { summary: 'One piece of a file, as bytes (operator)', params: pieceParams, response: { 204: z.undefined() } },
    },
    async (request, reply) => {
      const bytes: unknown = request.body
      if (!Buffer.isBuffer(bytes)) throw new Refusal('unsupported_media_type', 'A piece is application/octet-stream')
      await inTransaction(request.scope, (tx) => storePiece(tx, request.params.id, request.params.place, bytes))
      return reply.code(204).send()
    },
  )
}
