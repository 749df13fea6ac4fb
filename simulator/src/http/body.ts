/** Request bodies: JSON, forms, and files in multipart. */
import { type FilePart, isObject, parseJson } from '../graph/call.ts'

export interface ParsedBody {
  readonly params: Readonly<Record<string, unknown>>
  readonly file: FilePart | null
}

const EMPTY: ParsedBody = { params: {}, file: null }

/** null where the body is not what its content type says. */
export function parseBody(contentType: string, raw: Buffer): ParsedBody | null {
  if (raw.length === 0) return EMPTY
  if (contentType.includes('multipart/form-data')) return parseMultipart(contentType, raw)
  if (contentType.includes('application/x-www-form-urlencoded')) {
    return { params: Object.fromEntries(new URLSearchParams(raw.toString('utf8'))), file: null }
  }
  if (!contentType.includes('json')) return EMPTY
  const value = parseJson(raw.toString('utf8'))
  return isObject(value) ? { params: value, file: null } : null
}

const BREAK = Buffer.from('\r\n\r\n')

function parseMultipart(contentType: string, raw: Buffer): ParsedBody | null {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (boundary === undefined) return null
  const line = Buffer.from(`--${boundary}`)
  const params: Record<string, string> = {}
  let file: FilePart | null = null
  for (let at = raw.indexOf(line); at >= 0; ) {
    const start = at + line.length + 2
    const next = raw.indexOf(line, start)
    if (next < 0) break
    const split = raw.indexOf(BREAK, start)
    if (split < 0 || split > next) return null
    const head = raw.toString('utf8', start, split)
    const content = raw.subarray(split + BREAK.length, next - 2)
    const name = /[^e]name="([^"]*)"/i.exec(head)?.[1] ?? ''
    const filename = /filename="([^"]*)"/i.exec(head)?.[1]
    const mimeType = /content-type:\s*([^\r\n]+)/i.exec(head)?.[1]?.trim() ?? 'application/octet-stream'
    if (filename === undefined && name !== 'file') params[name] = content.toString('utf8')
    else file = { filename: filename ?? '', mimeType, bytes: content }
    at = next
  }
  return { params, file }
}
