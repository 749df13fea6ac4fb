/** Resumable uploads: a session, its bytes in one or more pieces, and a handle at the end for template headers and profile pictures. */
import { randomBytes } from 'node:crypto'
import type { Json } from '../world/records.ts'
import type { Upload, World } from '../world/world.ts'
import { authenticate, tokenOf } from './access.ts'
import { type AppCall, type GraphCall, required } from './call.ts'
import { GraphRefusal, parameter } from './refusal.ts'

const TYPES = ['application/pdf', 'image/jpeg', 'image/jpg', 'image/png', 'video/mp4']
const MOST = 100 * 1024 * 1024
/** Handles whose bytes are kept; older ones are over. */
const MOST_WAITING = 40

export function openUpload({ params, world }: AppCall): Json {
  const length = Number(required(params, 'file_length'))
  const type = required(params, 'file_type')
  if (!Number.isInteger(length) || length <= 0 || length > MOST) throw parameter('Param file_length must be a positive number of bytes.')
  if (!TYPES.includes(type)) throw parameter(`Param file_type must be one of {${TYPES.join(', ')}}`)
  const id = `upload:MTphdHRhY2htZW50${randomBytes(18).toString('base64url')}`
  world.uploads.set(id, { length, type, received: 0, pieces: [] })
  return { id }
}

export function answerUpload({ world, path, method, headers, params, raw }: GraphCall): Json {
  const caller = authenticate(world, tokenOf(headers, params), {})
  const id = path[0] ?? ''
  const upload = uploadOf(world, id)
  if (method === 'GET') return { id, file_offset: upload.received }
  const offset = Number(headers.file_offset ?? 0)
  if (offset !== upload.received || offset + raw.length > upload.length) {
    throw new GraphRefusal(100, 'The offset does not continue what was received', { message: '(#100) Invalid file_offset', bare: true })
  }
  upload.received += raw.length
  upload.pieces.push(raw)
  if (upload.received < upload.length) return { id, file_offset: upload.received }
  world.uploads.delete(id)
  const handle = `4::${Buffer.from(upload.type).toString('base64')}:ARb${randomBytes(24).toString('base64url')}`
  if (world.uploaded.size >= MOST_WAITING) world.uploaded.delete([...world.uploaded.keys()][0] ?? '')
  world.uploaded.set(handle, {
    mimeType: upload.type,
    bytes: Buffer.concat(upload.pieces),
    uploadedAt: caller.kind === 'business' ? caller.account.now() : Date.now(),
  })
  return { h: handle }
}

function uploadOf(world: World, id: string): Upload {
  const upload = world.uploads.get(id)
  if (!upload) throw parameter(`Upload session ${id} does not exist or is over.`)
  return upload
}
