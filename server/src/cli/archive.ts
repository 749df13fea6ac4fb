/**
 * The backup's file: a gzipped tar, so that anybody can look into it. Written and read as a stream; a table comes in pieces because a
 * tar says how long an entry is before the entry.
 */
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Header, Parser, type ReadEntry } from 'tar'

const BLOCK = 512

export interface ArchiveWriter {
  add(path: string, content: Buffer): Promise<void>
  /** A file that goes on growing is cut where it was when it was met. */
  addFile(path: string, file: string, size: number): Promise<void>
  close(): Promise<void>
}

/** @param mode of the file, which must not exist yet */
export function writeArchive(file: string, mode: number): ArchiveWriter {
  const out = createWriteStream(file, { flags: 'wx', mode, flush: true })
  const gzip = createGzip({ level: 4 })
  const written = finished(gzip.pipe(out))
  written.catch((error: Error) => gzip.destroy(error))

  const push = async (bytes: Buffer) => {
    if (!gzip.write(bytes)) await Promise.race([once(gzip, 'drain'), written])
  }
  const begin = async (path: string, size: number) => {
    const header = new Header({ path, size, mode: 0o600, mtime: new Date(), type: 'File' })
    header.encode()
    if (header.block === undefined || header.needPax) throw new Error(`${path} does not fit into a tar header`)
    await push(header.block)
  }
  const pad = (size: number) => push(Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK))

  return {
    async add(path, content) {
      await begin(path, content.length)
      await push(content)
      await pad(content.length)
    },
    async addFile(path, source, size) {
      await begin(path, size)
      if (size > 0) for await (const piece of createReadStream(source, { end: size - 1 })) await push(Buffer.from(piece))
      await pad(size)
    },
    async close() {
      gzip.end(Buffer.alloc(2 * BLOCK))
      await written
    },
  }
}

/** Hands over each entry in turn and waits until it was dealt with. A file that is cut short or altered is an error. */
export async function readArchive(file: string, onEntry: (path: string, content: AsyncIterable<Buffer>) => Promise<void>): Promise<void> {
  const parser = new Parser({ strict: true })
  let failure: Error | null = null
  const reading: { entry: ReadEntry | null } = { entry: null }
  let working: Promise<void> = Promise.resolve()
  parser.on('entry', (entry: ReadEntry) => {
    reading.entry = entry
    // One at a time: the next entry begins when this one was read, which is before it was dealt with.
    working = working
      .then(() => onEntry(entry.path, entry))
      .catch((error: Error) => {
        failure ??= error
        entry.resume()
      })
  })
  try {
    for await (const piece of createReadStream(file).pipe(createGunzip())) {
      if (!parser.write(Buffer.from(piece))) await once(parser, 'drain')
      if (failure !== null) throw failure
    }
    const ended = once(parser, 'end')
    parser.end()
    await ended
  } catch (error) {
    // Whoever reads an entry that will never end is told, and is done when we return.
    reading.entry?.destroy(error instanceof Error ? error : new Error(String(error)))
    await working
    throw failure ?? error
  }
  await working
  if (failure !== null) throw failure
}
