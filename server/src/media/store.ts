/** Where the bytes of files lie. Keys are ours and random; nothing a customer wrote is part of one. */
import type { Readable } from 'node:stream'

export interface ByteRange {
  readonly start: number
  /** The last byte, included. */
  readonly end: number
}

export interface MediaStore {
  /** Takes a finished local file over; when it resolves, the bytes outlive a crash. @param key `<workspace>/<32 hexadecimal digits>` */
  keep(key: string, file: string): Promise<void>
  /** Throws MissingFile. */
  open(key: string, range?: ByteRange): Promise<Readable>
  remove(key: string): Promise<void>
}

export class MissingFile extends Error {
  override readonly name = 'MissingFile'
}

const KEY = /^[0-9a-f-]{36}\/[0-9a-f]{32}$/

/** Keys come from our own rows; this is for the day when a mistake lets something else through. */
export function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new Error('not the key of a file')
  return key
}
