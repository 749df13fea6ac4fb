/** PostgreSQL's COPY through pg, which speaks its messages and leaves what they mean to us. Neither way holds more than a little in memory. */
import { once } from 'node:events'
import type pg from 'pg'

declare module 'pg' {
  interface Connection {
    sendCopyFromChunk(chunk: Buffer): void
    endCopyFrom(): void
    sendCopyFail(reason: string): void
  }
}

const ENOUGH_BYTES = 4 * 2 ** 20

/** What pg asks of whatever is sent as a query. */
abstract class CopyQuery {
  readonly #sql: string
  #settle: { resolve: () => void; reject: (error: Error) => void } | null = null
  #error: Error | null = null
  readonly done: Promise<void>

  constructor(sql: string) {
    this.#sql = sql
    this.done = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
    })
    this.done.catch(() => undefined) // whoever awaits it hears of it
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#sql)
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.#error = error
    this.#settle?.reject(error)
    this.wake()
  }

  handleReadyForQuery(): void {
    if (this.#error === null) this.#settle?.resolve()
    this.wake()
  }

  protected wake(): void {}
}

class CopyOut extends CopyQuery {
  #chunks: Buffer[] = []
  #bytes = 0
  #connection: pg.Connection | null = null
  #wake: () => void = () => undefined

  handleCopyData(message: { readonly chunk: Buffer }, connection: pg.Connection): void {
    this.#connection = connection
    this.#chunks.push(Buffer.from(message.chunk)) // pg uses its buffer again
    this.#bytes += message.chunk.length
    if (this.#bytes < ENOUGH_BYTES) return
    connection.stream.pause()
    this.#wake()
  }

  protected override wake(): void {
    this.#wake()
  }

  /** Waits until there is enough, or all. */
  async take(): Promise<Buffer> {
    let isDone = false
    const end = this.done.then(() => {
      isDone = true
    })
    while (this.#bytes < ENOUGH_BYTES && !isDone) {
      await Promise.race([end, new Promise<void>((resolve) => (this.#wake = resolve))])
    }
    const taken = Buffer.concat(this.#chunks)
    this.#chunks = []
    this.#bytes = 0
    this.#connection?.stream.resume()
    return taken
  }
}

/** The rows of a COPY … TO STDOUT, in pieces of some megabytes that end at a row's end. */
export async function* copyOut(client: pg.ClientBase, sql: string): AsyncGenerator<Buffer> {
  const query = client.query(new CopyOut(sql))
  for (let piece = await query.take(); piece.length > 0; piece = await query.take()) yield piece
  await query.done
}

class CopyIn extends CopyQuery {
  #ready: (connection: pg.Connection) => void = () => undefined
  readonly ready = new Promise<pg.Connection>((resolve) => {
    this.#ready = resolve
  })

  handleCopyInResponse(connection: pg.Connection): void {
    this.#ready(connection)
  }
}

/** Feeds a COPY … FROM STDIN. */
export async function copyIn(client: pg.ClientBase, sql: string, pieces: AsyncIterable<Buffer>): Promise<void> {
  const query = client.query(new CopyIn(sql))
  const connection = await Promise.race([query.ready, query.done])
  if (connection === undefined) return
  try {
    for await (const piece of pieces) {
      connection.sendCopyFromChunk(piece)
      if (connection.stream.writableNeedDrain) await Promise.race([once(connection.stream, 'drain'), query.done])
    }
  } catch (error) {
    connection.sendCopyFail('the rows ended too early') // so that the connection is good for a rollback
    await query.done.catch(() => undefined)
    throw error
  }
  connection.endCopyFrom()
  await query.done
}
