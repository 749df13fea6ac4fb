/** The pack as one ZIP, written while it is read: videos are stored as they are, they do not get smaller. */
import { PassThrough, type Readable } from 'node:stream'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import type { Db } from '../platform/scope.ts'
import { piecesOf } from './files.ts'
import { type PackMaterial, packTexts, videoName } from './pack.ts'

export function zipPack(db: Db, pack: PackMaterial): Readable {
  const out = new PassThrough()
  const zip = new Zip((error, chunk, isLast) => {
    if (error) return void out.destroy(error)
    out.write(chunk)
    if (isLast) out.end()
  })
  void fill(zip, db, pack, out).catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))))
  return out
}

async function fill(zip: Zip, db: Db, pack: PackMaterial, out: PassThrough): Promise<void> {
  for (const { name, text } of packTexts(pack)) {
    const entry = new ZipDeflate(name)
    zip.add(entry)
    entry.push(Buffer.from(text, 'utf8'), true)
  }
  for (const rehearsal of pack.rehearsals) {
    const name = videoName(rehearsal)
    if (name === null || !rehearsal.video) continue
    const entry = new ZipPassThrough(`${rehearsal.permission}/${name}`)
    zip.add(entry)
    for await (const piece of piecesOf(db, rehearsal.video.id)) {
      entry.push(piece)
      if (out.writableNeedDrain) await new Promise((resolve) => out.once('drain', resolve))
    }
    entry.push(new Uint8Array(0), true)
  }
  zip.end()
}
