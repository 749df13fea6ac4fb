/** Evidence and videos: in pieces, so that any line gets them through and any backup has them. */
import type { FileView, Ground } from '@recado/contract/road'
import { PIECE_BYTES } from '@recado/contract/road-items'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Schema } from '../platform/schema.ts'
import type { Db, TxScope } from '../platform/scope.ts'
import { imageFacts } from './image-facts.ts'
import { accessRoad } from './store.ts'
import { videoFacts } from './video-facts.ts'

type FileRow = Selectable<Schema['road_file']>
const video = z.object({ width: z.number().nullable(), height: z.number().nullable(), seconds: z.number().nullable() })

export const presentFile = (row: FileRow): FileView => ({
  id: row.id,
  name: row.name,
  mimeType: row.mime_type,
  size: row.size,
  createdAt: row.created_at.toISOString(),
  video: video.nullable().parse(row.video),
})

export const VIDEO_ITEM = {
  whatsapp_business_messaging: 'review.videomessaging',
  whatsapp_business_management: 'review.videomanagement',
} as const
const isVideoItem = (item: string) => Object.values(VIDEO_ITEM).some((each) => each === item)

interface Announced {
  readonly item: string
  readonly name: string
  readonly mimeType: string
  readonly size: number
}

export async function announceFile(scope: TxScope, ground: Ground, file: Announced): Promise<{ id: string }> {
  await accessRoad(scope, ground)
  if (isVideoItem(file.item) !== file.mimeType.startsWith('video/')) {
    throw new Refusal('invalid', isVideoItem(file.item) ? 'This takes a video' : 'Evidence is a picture, a PDF or a text')
  }
  const id = newId()
  const { item, name, mimeType, size } = file
  await scope.db.insertInto('road_file').values({ id, ground, item, name, mime_type: mimeType, size }).execute()
  return { id }
}

async function accessFile(scope: TxScope, id: string): Promise<FileRow> {
  requireAbility(scope, 'installation.manage')
  const row = await scope.db.selectFrom('road_file').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'No such file')
  return row
}

/** The same piece again replaces itself, so a line that broke off just goes on. */
export async function storePiece(scope: TxScope, id: string, place: number, bytes: Buffer): Promise<void> {
  const file = await accessFile(scope, id)
  const expected = Math.min(PIECE_BYTES, file.size - place * PIECE_BYTES)
  if (file.is_whole || expected <= 0 || bytes.length !== expected) {
    throw new Refusal('invalid', `Piece ${place} of this file must have ${Math.max(0, expected)} bytes`)
  }
  await scope.db
    .insertInto('road_file_piece')
    .values({ file: id, place, bytes })
    .onConflict((oc) => oc.columns(['file', 'place']).doUpdateSet({ bytes }))
    .execute()
}

/** Every piece is there: look at what it is. A video takes the place of the one before it. */
export async function finishFile(scope: TxScope, id: string): Promise<FileView> {
  const file = await accessFile(scope, id)
  const bytes = await readWhole(scope.db, id)
  if (bytes.length !== file.size) throw new Refusal('invalid', `${bytes.length} of ${file.size} bytes have come`)
  const found = isVideoItem(file.item) ? videoFacts(bytes) : null
  if (isVideoItem(file.item) && found === null) {
    await scope.db.deleteFrom('road_file').where('id', '=', id).execute()
    throw new Refusal('invalid', 'This is neither WebM nor MP4, whatever its name says')
  }
  if (file.mime_type.startsWith('image/') && file.mime_type !== 'image/webp' && imageFacts(bytes) === null) {
    throw new Refusal('invalid', 'This is no picture, whatever its name says')
  }
  if (found !== null) {
    const former = scope.db.deleteFrom('road_file').where('ground', '=', file.ground).where('item', '=', file.item)
    await former.where('id', '<>', id).execute()
  }
  const facts = found && { width: found.width, height: found.height, seconds: found.seconds }
  const row = await scope.db
    .updateTable('road_file')
    .set({ is_whole: true, video: facts === null ? null : JSON.stringify(facts), mime_type: found?.mimeType ?? file.mime_type })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return presentFile(row)
}

export async function deleteFile(scope: TxScope, id: string): Promise<void> {
  await accessFile(scope, id)
  await scope.db.deleteFrom('road_file').where('id', '=', id).execute()
}

export async function filesOn(db: Db, ground: Ground): Promise<(FileView & { readonly item: string })[]> {
  const rows = await db
    .selectFrom('road_file')
    .selectAll()
    .where('ground', '=', ground)
    .where('is_whole', '=', true)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...presentFile(row), item: row.item }))
}

async function readWhole(db: Db, id: string): Promise<Buffer> {
  const rows = await db.selectFrom('road_file_piece').select('bytes').where('file', '=', id).orderBy('place').execute()
  return Buffer.concat(rows.map(({ bytes }) => bytes))
}

/** Piece by piece, for the pack. */
export async function* piecesOf(db: Db, id: string): AsyncGenerator<Buffer> {
  for (let place = 0; ; place++) {
    const row = await db.selectFrom('road_file_piece').select('bytes').where('file', '=', id).where('place', '=', place).executeTakeFirst()
    if (!row) return
    yield row.bytes
  }
}

export interface Slice {
  readonly file: FileView
  readonly from: number
  readonly to: number
  readonly bytes: Buffer
}

/** @param range an HTTP Range header; at most four pieces are given at once, and the player asks for the next. */
export async function readSlice(scope: TxScope, id: string, range: string | undefined): Promise<Slice> {
  const row = await accessFile(scope, id)
  const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
  const from = Math.min(Number(first), Math.max(0, row.size - 1))
  const wanted = last === '' ? row.size - 1 : Math.min(Number(last), row.size - 1)
  const to = range === undefined ? row.size - 1 : Math.min(Math.max(wanted, from), from + 4 * PIECE_BYTES)
  const places = { first: Math.floor(from / PIECE_BYTES), last: Math.floor(to / PIECE_BYTES) }
  const rows = await scope.db
    .selectFrom('road_file_piece')
    .select('bytes')
    .where('file', '=', id)
    .where('place', '>=', places.first)
    .where('place', '<=', places.last)
    .orderBy('place')
    .execute()
  const start = from - places.first * PIECE_BYTES
  const bytes = Buffer.concat(rows.map(({ bytes: piece }) => piece)).subarray(start, start + to - from + 1)
  return { file: presentFile(row), from, to, bytes }
}
