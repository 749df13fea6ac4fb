/** Files to and from Meta, as streams: no file is ever whole in memory. */
import { createReadStream } from 'node:fs'
import { Agent } from 'undici'
import { isPrivateLiteral, publicLookup } from '../platform/public-address.ts'
import type { Exchange } from './graph-transport.ts'

export interface FileToSend {
  readonly path: string
  readonly size: number
  readonly mimeType: string
}

/** The bytes, or why there are none. `httpStatus` is null where no answer came. */
export type OpenedFile =
  | { readonly ok: true; readonly bytes: AsyncIterable<Buffer> }
  | { readonly ok: false; readonly httpStatus: number | null; readonly cause: string }

export interface FilePlace {
  readonly address: URL
  readonly headers: Readonly<Record<string, string>>
  /** Only a host that the operator named may be this machine or a neighbour of it. */
  readonly isOperators: boolean
}

export interface FileTransport {
  /** Follows no redirect: the token in the headers is for this address alone. */
  open(place: FilePlace): Promise<OpenedFile>
  /** POST of one file as a form, with `fields` before it. */
  post(place: FilePlace, form: FileForm): Promise<Exchange>
  close(): Promise<void>
}

export interface FileForm {
  readonly fields: Readonly<Record<string, string>>
  readonly file: FileToSend
}

const CONNECTIONS = 32
const CONNECT_MS = 5_000
const SILENCE_MS = 30_000
const WHOLE_FILE_MS = 5 * 60_000
const LARGEST_ANSWER = 64 * 1024

export function createFileTransport(): FileTransport {
  const options = { connections: CONNECTIONS, headersTimeout: SILENCE_MS, bodyTimeout: SILENCE_MS }
  const anywhere = new Agent({ ...options, connect: { timeout: CONNECT_MS } })
  const publicly = new Agent({ ...options, connect: { timeout: CONNECT_MS, lookup: publicLookup() } })
  const request = ({ address, isOperators }: FilePlace, method: 'GET' | 'POST', more: object) => {
    if (!isOperators && isPrivateLiteral(address.hostname)) throw new Error('private_address')
    return (isOperators ? anywhere : publicly).request({
      origin: address.origin,
      path: address.pathname + address.search,
      method,
      signal: AbortSignal.timeout(WHOLE_FILE_MS),
      ...more,
    })
  }

  return {
    async open(place) {
      try {
        const { statusCode, body } = await request(place, 'GET', { headers: place.headers })
        body.on('error', () => undefined) // whoever reads it is told by the read; one that nobody reads must not end the process
        if (statusCode === 200) return { ok: true, bytes: body }
        body.destroy()
        return { ok: false, httpStatus: statusCode, cause: `http_${statusCode}` }
      } catch (error) {
        return { ok: false, httpStatus: null, cause: causeOf(error) }
      }
    },
    async post(place, form) {
      const { type, length, body } = multipart(form)
      try {
        const headers = { ...place.headers, 'content-type': type, 'content-length': String(length) }
        const answer = await request(place, 'POST', { headers, body })
        answer.body.on('error', () => undefined)
        return { kind: 'answered', httpStatus: answer.statusCode, body: await textOf(answer.body) }
      } catch (error) {
        return { kind: 'lost', cause: causeOf(error), httpStatus: null } // an upload that nobody refers to does no harm, so no more is asked
      }
    },
    close: async () => {
      await Promise.all([anywhere.destroy(), publicly.destroy()])
    },
  }
}

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > LARGEST_ANSWER) throw new Error('answer too large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

const BOUNDARY = 'recado-file-5f1c2a9e77d04b6c'

/** The name is ours: what a person called the file goes along with the message, not with its bytes. */
function multipart({ fields, file }: FileForm) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const opening = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="file"\r\ncontent-type: ${file.mimeType}\r\n\r\n`
  const head = Buffer.from(parts.join('') + opening)
  const tail = Buffer.from(`\r\n--${BOUNDARY}--\r\n`)
  return {
    type: `multipart/form-data; boundary=${BOUNDARY}`,
    length: head.length + file.size + tail.length,
    body: between(head, file.path, tail),
  }
}

async function* between(head: Buffer, path: string, tail: Buffer): AsyncGenerator<Buffer> {
  yield head
  yield* createReadStream(path) as AsyncIterable<Buffer>
  yield tail
}

/** Never the message: it may hold an address with a query. */
function causeOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown'
}
