/** Reads a file of lines piece by piece, however long it is. */
import { closeSync, existsSync, openSync, readSync } from 'node:fs'

const PIECE = 4 * 1024 * 1024

/** @returns how many bytes were whole lines; what follows them was torn off by a crash */
export function readLines(path: string, onLine: (bytes: Buffer) => void): number {
  if (!existsSync(path)) return 0
  const file = openSync(path, 'r')
  let good = 0
  let rest: Buffer = Buffer.alloc(0)
  for (;;) {
    const piece = Buffer.allocUnsafe(PIECE)
    const length = readSync(file, piece, 0, PIECE, good + rest.length)
    if (length === 0) break
    const bytes = Buffer.concat([rest, piece.subarray(0, length)])
    let start = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      onLine(bytes.subarray(start, end))
      start = end + 1
    }
    good += start
    rest = bytes.subarray(start)
  }
  closeSync(file)
  return good
}
