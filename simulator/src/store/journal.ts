/**
 * An append-only file of JSON lines. A line sets a record, changes some of its fields, or removes it; reading the file from the start
 * therefore gives the present, and writing down the present gives a shorter file. Nothing here knows what a record means.
 */
import { close, closeSync, fsyncSync, ftruncateSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { readLines } from './lines.ts'

/** k: kind of record, i: its id, v: the whole record, p: changed fields; neither: it is gone. */
export interface JournalLine {
  readonly k: string
  readonly i: string
  readonly v?: unknown
  readonly p?: object
}

const CHUNK_LINES = 2000

export class Journal {
  readonly #path: string
  #file: number
  #buffer: string[] = []
  #scheduled = false
  #closed = false
  /** Lines written while a compaction runs: they come after what it copies. */
  #tail: string[] | null = null
  lines: number

  private constructor(path: string, file: number, lines: number) {
    this.#path = path
    this.#file = file
    this.lines = lines
  }

  /** Reads what is there, then is ready to write. A last line that a crash tore off is dropped. */
  static open(path: string, read: (line: JournalLine) => void): Journal {
    let lines = 0
    const good = readLines(path, (bytes) => {
      // We wrote every complete line ourselves.
      read(JSON.parse(bytes.toString('utf8')) as JournalLine)
      lines++
    })
    const file = openSync(path, 'a')
    ftruncateSync(file, good)
    return new Journal(path, file, lines)
  }

  append(line: string): void {
    if (this.#closed) return
    this.#buffer.push(line)
    this.#tail?.push(line)
    this.lines++
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => this.flush())
  }

  /** Hands everything to the operating system: what was answered survives the death of this process. */
  flush(): void {
    this.#scheduled = false
    if (this.#buffer.length === 0) return
    const text = `${this.#buffer.join('\n')}\n`
    this.#buffer = []
    writeSync(this.#file, text)
  }

  /** Forgets everything at once. */
  empty(): void {
    if (this.#tail !== null) return
    this.#buffer = []
    ftruncateSync(this.#file, 0)
    this.lines = 0
  }

  /** Replaces the file by the present, in steps, while others go on appending. */
  async compact(present: Iterable<string>): Promise<void> {
    if (this.#tail !== null) return
    const tail: string[] = []
    this.#tail = tail
    const path = `${this.#path}.new`
    const file = openSync(path, 'w')
    let lines = 0
    for (const chunk of chunks(present)) {
      writeSync(file, `${chunk.join('\n')}\n`)
      lines += chunk.length
      await new Promise((resolve) => setImmediate(resolve))
      if (!this.#closed) continue
      closeSync(file)
      return rmSync(path, { force: true })
    }
    if (tail.length > 0) writeSync(file, `${tail.join('\n')}\n`)
    fsyncSync(file)
    this.#buffer = [] // they are in the tail as well
    renameSync(path, this.#path)
    close(this.#file, () => undefined) // nothing of it is needed any more; giving its space back may take a while
    this.#file = file
    this.lines = lines + tail.length
    this.#tail = null
  }

  close(): void {
    this.flush()
    this.#closed = true
    closeSync(this.#file)
  }
}

function* chunks(lines: Iterable<string>): Generator<string[]> {
  let chunk: string[] = []
  for (const line of lines) {
    chunk.push(line)
    if (chunk.length < CHUNK_LINES) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
