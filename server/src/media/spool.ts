/** A stream becomes a file, with a limit, and is known by its content afterwards. Memory holds one piece at a time. */
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { paced } from './paced.ts'

export interface Spooled {
  readonly path: string
  readonly size: number
  /** Hexadecimal. */
  readonly sha256: string
  /** Its first bytes, which say what it is. */
  readonly head: Buffer
}

export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge'
}
export class StorageFull extends Error {
  override readonly name = 'StorageFull'
}

const HEAD = 64 * 1024
/** On the same disk the database commits, and waits behind whatever one call brings there: so many bytes, not a whole film. */
const PORTION = 1024 * 1024
/**
 * Of all files together, a millisecond: 24 MB a second, a hundred photos. Two hundred films of 5 MB that come at once take three quarters
 * of a minute, and texts are acknowledged meanwhile nearly as fast as ever. Without this they had disk and processor for seven seconds,
 * and 1 in 100 of those who wrote waited five times as long (bench media).
 */
const toDisk = paced(24 * 1024)
const GB = 1024 ** 3
/** Of the disk, but never more than so much: the database on the same disk must not be the one that finds it full. */
const KEPT_FREE = { share: 0.1, most: 5 * GB }

/** @param maxBytes one more and it is given up, whatever was announced @throws FileTooLarge, StorageFull, and whatever the source throws */
export async function spoolFile(folder: string, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Spooled> {
  await refuseFullDisk(folder)
  const path = join(folder, randomBytes(16).toString('hex'))
  const hash = createHash('sha256')
  const first: Uint8Array[] = []
  let size = 0
  let unsynced = 0
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      for await (const piece of source) {
        if (size < HEAD) first.push(piece)
        size += piece.length
        if (size > maxBytes) throw new FileTooLarge(`more than ${maxBytes} bytes`)
        hash.update(piece)
        await file.write(piece)
        unsynced += piece.length
        if (unsynced < PORTION) continue
        await toDisk(unsynced, () => file.datasync())
        unsynced = 0
      }
      await toDisk(unsynced, () => file.sync())
    } finally {
      await file.close()
    }
  } catch (error) {
    await rm(path, { force: true })
    throw isDiskFull(error) ? new StorageFull('the disk is full') : error
  }
  return { path, size, sha256: hash.digest('hex'), head: Buffer.concat(first).subarray(0, HEAD) }
}

async function refuseFullDisk(folder: string): Promise<void> {
  const { bavail, blocks, bsize } = await statfs(folder)
  if (bavail * bsize < Math.min(blocks * bsize * KEPT_FREE.share, KEPT_FREE.most)) throw new StorageFull('too little of the disk is free')
}

const isDiskFull = (error: unknown) => error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

const FORGOTTEN_MS = 3600_000

/** What a process that died has left. Another process on the same folder may be at work, so only what is old goes. */
export function emptySpool(folder: string): void {
  for (const name of readdirSync(folder)) {
    const found = statSync(join(folder, name), { throwIfNoEntry: false })
    if (found !== undefined && found.mtimeMs < Date.now() - FORGOTTEN_MS) rmSync(join(folder, name), { force: true })
  }
}
