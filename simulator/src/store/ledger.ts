/** Every send that was accepted, in order, for whoever must judge afterwards. Only ever appended to; read from the file. */
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { readLines } from './lines.ts'

const acceptedSend = z.object({
  wamid: z.string(),
  phoneNumberId: z.string(),
  to: z.string(),
  waId: z.string(),
  type: z.string(),
  bizOpaqueCallbackData: z.string().nullable(),
  acceptedAt: z.number(),
})
export type AcceptedSend = z.infer<typeof acceptedSend>

const PAGE_BYTES = 4 * 1024 * 1024

export class Ledger {
  readonly #file: number
  #buffer: string[] = []
  #size: number
  count = 0

  constructor(path: string) {
    const good = readLines(path, () => {
      this.count++
    })
    this.#file = openSync(path, 'a+')
    ftruncateSync(this.#file, good)
    this.#size = good
  }

  append(send: AcceptedSend): void {
    this.#buffer.push(JSON.stringify(send))
    this.count++
  }

  flush(): void {
    if (this.#buffer.length === 0) return
    const text = `${this.#buffer.join('\n')}\n`
    this.#buffer = []
    this.#size += writeSync(this.#file, text)
  }

  /** @param cursor where the last page ended; 0 at first */
  page(cursor: number, limit: number): { readonly items: AcceptedSend[]; readonly nextCursor: number | null } {
    this.flush()
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(PAGE_BYTES, this.#size - cursor)))
    const length = readSync(this.#file, bytes, 0, bytes.length, cursor)
    const items: AcceptedSend[] = []
    let at = 0
    for (let end = bytes.indexOf(10); end >= 0 && end < length && items.length < limit; end = bytes.indexOf(10, at)) {
      items.push(acceptedSend.parse(JSON.parse(bytes.toString('utf8', at, end))))
      at = end + 1
    }
    return { items, nextCursor: cursor + at < this.#size ? cursor + at : null }
  }

  clear(): void {
    this.#buffer = []
    ftruncateSync(this.#file, 0)
    this.#size = fstatSync(this.#file).size
    this.count = 0
  }

  close(): void {
    this.flush()
    closeSync(this.#file)
  }
}
