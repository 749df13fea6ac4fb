/** Media: uploaded in one request, looked up by id, fetched from an address that lives five minutes, deleted. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Account } from '../world/account.ts'
import { nodeId } from '../world/ids.ts'
import type { Json, MediaRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'
import { authenticate, requireMessaging, tokenOf } from './access.ts'
import { type AccountCall, type FilePart, type GraphCall, type NumberCall, text } from './call.ts'
import { GraphRefusal, parameter, unknownNode } from './refusal.ts'

const MB = 1024 * 1024
const DAY = 24 * 3600 * 1000
const UPLOADS_LIVE = 30 * DAY
export const RECEIVED_LIVES = 7 * DAY
const ADDRESS_LIVES = 5 * 60 * 1000

const OFFICE = /^application\/(pdf|msword|vnd\.(ms-excel|ms-powerpoint|openxmlformats-officedocument\.[\w.]+))$/
const KINDS: readonly { readonly type: RegExp; readonly most: number }[] = [
  { type: /^audio\/(aac|amr|mpeg|mp4|ogg|opus)/, most: 16 * MB },
  { type: /^image\/(jpeg|png)$/, most: 5 * MB },
  { type: /^image\/webp$/, most: 500 * 1024 },
  { type: /^video\/(mp4|3gpp)$/, most: 16 * MB },
  { type: /^text\/plain/, most: 100 * MB },
  { type: OFFICE, most: 100 * MB },
]

export function uploadMedia({ account, number, params, token, file, world }: NumberCall): Json {
  requireMessaging(token)
  if (text(params, 'messaging_product') !== 'whatsapp') throw parameter('The parameter messaging_product is required.')
  if (!file) throw parameter('The parameter file is required.')
  const mimeType = file.mimeType === 'application/octet-stream' ? (text(params, 'type') ?? file.mimeType) : file.mimeType
  const kind = KINDS.find(({ type }) => type.test(mimeType))
  if (!kind)
    throw parameter(
      `Param file must be a file with one of the following types: audio, image, video, text/plain, documents. Received file of type '${mimeType}'.`,
    )
  if (file.bytes.length > kind.most)
    throw new GraphRefusal(131053, `File of ${file.bytes.length} bytes, the limit for ${mimeType} is ${kind.most}`)
  if (file.bytes.length === 0) throw new GraphRefusal(131053, 'The file is empty')
  const media = keepMedia({ world, account, phoneNumberId: number.id }, { ...file, mimeType }, UPLOADS_LIVE)
  return { id: media.id }
}

interface Place {
  readonly world: World
  readonly account: Account
  readonly phoneNumberId: string
}

export function keepMedia({ world, account, phoneNumberId }: Place, file: FilePart, livesMs: number): MediaRecord {
  const id = nodeId()
  writeFileSync(pathOf(account, id), file.bytes, { mode: 0o600 })
  world.register(id, 'media', account)
  return account.media.save({
    id,
    phoneNumberId,
    mimeType: file.mimeType,
    sha256Hex: createHash('sha256').update(file.bytes).digest('hex'),
    size: file.bytes.length,
    filename: file.filename === '' ? null : file.filename,
    expiresAt: account.now() + livesMs,
  })
}

const pathOf = (account: Account, id: string): string => join(account.folder, 'media', id)

export function readMedia(account: Account, media: MediaRecord): Promise<Buffer> {
  return readFile(pathOf(account, media.id))
}

function mediaOf({ account, path, params, method }: AccountCall): MediaRecord {
  const id = path[0] ?? ''
  const media = account.media.get(id)
  const owner = text(params, 'phone_number_id')
  if (!media || account.now() >= media.expiresAt || (owner !== undefined && owner !== media.phoneNumberId)) throw unknownNode(method, id)
  return media
}

export function getMedia(call: AccountCall): Json {
  requireMessaging(call.token)
  const media = mediaOf(call)
  return {
    messaging_product: 'whatsapp',
    url: mediaAddress(call.world, call.account, media),
    mime_type: media.mimeType,
    sha256: media.sha256Hex,
    file_size: String(media.size),
    id: media.id,
  }
}

export function deleteMedia(call: AccountCall): Json {
  requireMessaging(call.token)
  const media = mediaOf(call)
  call.account.media.remove(media.id)
  call.world.forget(media.id)
  rmSync(pathOf(call.account, media.id), { force: true })
  return { success: true }
}

function mark(world: World, id: string, until: string): string {
  return createHmac('sha256', world.config.app.secret).update(`${id} ${until}`).digest('base64url')
}

export function mediaAddress(world: World, account: Account, media: MediaRecord): string {
  const until = String(Math.floor((account.now() + ADDRESS_LIVES) / 1000))
  const query = new URLSearchParams({ mid: media.id, source: 'getMedia', ext: until, hash: mark(world, media.id, until) })
  return `${world.publicUrl}/graph/whatsapp_business/attachments/?${query}`
}

export interface Download {
  readonly mimeType: string
  readonly bytes: Buffer
}

/** null = 404: the address is over or was never given out. */
export async function downloadMedia({ world, params, headers }: GraphCall): Promise<Download | null> {
  const caller = authenticate(world, tokenOf(headers, params), {})
  const id = text(params, 'mid') ?? ''
  const until = text(params, 'ext') ?? ''
  const owner = world.node(id)
  const media = owner?.account.media.get(id)
  const given = Buffer.from(text(params, 'hash') ?? '')
  const right = Buffer.from(mark(world, id, until))
  if (!owner || !media || given.length !== right.length || !timingSafeEqual(given, right)) return null
  if (owner.account.now() > Number(until) * 1000) return null
  if (caller.kind !== 'business' || caller.account !== owner.account) throw unknownNode('GET', id)
  return { mimeType: media.mimeType, bytes: await readMedia(owner.account, media) }
}
