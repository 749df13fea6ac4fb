/** The bytes, to whoever holds a signed address. Outside the API: the address is the credential, and nothing else is asked for or set. */
import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import { Refusal } from '../platform/errors.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { storeKey } from './blobs.ts'
import { type ServedPart, servedHeaders } from './served-headers.ts'
import { type ByteRange, MissingFile } from './store.ts'

const params = z.object({
  workspaceId: z.uuid(),
  mediaId: z.uuid(),
  part: z.string(),
  expires: z.string().regex(/^\d{1,12}$/),
  signature: z.string(),
})

/** GET /media/… */
export function servedMediaRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get('/media/:workspaceId/:mediaId/:part/:expires/:signature', { schema: { params, hide: true } }, async (request, reply) => {
      const found = await findPart(deps, request.params)
      return send(deps, reply, found, request.headers.range)
    })
  }
}

type Found = ServedPart & { readonly key: string; readonly expires: number }

async function findPart(deps: AppDeps, asked: z.infer<typeof params>): Promise<Found> {
  const now = new Date()
  const target = deps.links.read(asked, now)
  if (target === null) throw new Refusal('link_expired', 'This address is over: ask for a new one')
  const { workspaceId, mediaId, part } = target
  const scope = { db: deps.db, workspaceId, actor: { kind: 'system', name: 'media' }, now } as const
  const row = await inTransaction(scope, (tx) =>
    tx.db
      .selectFrom('media')
      .innerJoin('media_blob', (on) =>
        on.onRef('media_blob.workspace_id', '=', 'media.workspace_id').onRef('media_blob.key', '=', 'media.blob_key'),
      )
      .select(['media.mime_type', 'media.file_name', 'media_blob.key', 'media_blob.size', 'media_blob.preview_key'])
      .where('media.workspace_id', '=', tx.workspaceId)
      .where('media.id', '=', mediaId)
      .executeTakeFirst(),
  )
  const key = part === 'preview' ? row?.preview_key : row?.key
  if (row === undefined || key === null || key === undefined) throw new Refusal('not_found', 'No such file')
  const of = { key: storeKey(workspaceId, key), part, fileName: row.file_name, expires: Number(asked.expires) }
  return part === 'preview' ? { ...of, mimeType: 'image/webp', size: null } : { ...of, mimeType: row.mime_type, size: row.size }
}

async function send(deps: AppDeps, reply: FastifyReply, found: Found, asked: string | undefined): Promise<FastifyReply> {
  const { size } = found
  const range = size === null || asked === undefined ? null : rangeOf(asked, size)
  const age = Math.max(0, Math.floor(found.expires - Date.now() / 1000))
  void reply.headers({ ...servedHeaders(found), 'cache-control': `private, max-age=${age}, immutable` })
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send('')
  const bytes = await openOrRefuse(deps, found.key, range)
  if (size !== null)
    void reply.header('accept-ranges', 'bytes').header('content-length', range === null ? size : range.end - range.start + 1)
  if (range !== null) void reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`)
  return reply.send(bytes)
}

async function openOrRefuse(deps: AppDeps, key: string, range: ByteRange | null): Promise<Readable> {
  try {
    return await deps.files.store.open(key, range ?? undefined)
  } catch (error) {
    if (error instanceof MissingFile) throw new Refusal('not_found', 'The file is not in the store any more')
    throw error
  }
}

/** One range, as players ask (RFC 9110, 14.2); several at once, and what is no range, get the whole. */
export function rangeOf(header: string, size: number): ByteRange | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header.trim()) ?? []
  if (from === '' && to === '') return null
  if (from === '') {
    const length = Math.min(Number(to), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(from)
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (start >= size) return 'unsatisfiable'
  return end < start ? null : { start, end }
}
