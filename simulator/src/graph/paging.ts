/** Cursors: opaque to the caller, an id inside. */
import { text } from './call.ts'
import { GraphRefusal } from './refusal.ts'

export interface Paged {
  readonly data: readonly unknown[]
  readonly paging?: Readonly<Record<string, unknown>>
}

const DEFAULT_LIMIT = 25
const MOST = 1000

const encode = (id: string): string => Buffer.from(`c:${id}`).toString('base64url')

function decode(cursor: string): string {
  const plain = Buffer.from(cursor, 'base64url').toString()
  if (!plain.startsWith('c:')) throw new GraphRefusal(131059, 'The cursor is not one that this list has given out')
  return plain.slice(2)
}

/** @param here the address of this list, for `next` and `previous` */
export function page<T>(
  rows: readonly T[],
  params: Readonly<Record<string, unknown>>,
  { idOf, show, here }: { readonly idOf: (row: T) => string; readonly show: (row: T) => unknown; readonly here: string },
): Paged {
  const limit = Math.min(Math.max(1, Math.trunc(Number(text(params, 'limit') ?? DEFAULT_LIMIT)) || DEFAULT_LIMIT), MOST)
  const [start, end] = slice(rows.map(idOf), params, limit)
  const shown = rows.slice(start, end)
  const [first, last] = [shown[0], shown.at(-1)]
  if (first === undefined || last === undefined) return { data: [] }
  const cursors = { before: encode(idOf(first)), after: encode(idOf(last)) }
  const link = (name: 'after' | 'before', cursor: string) =>
    `${here}?${new URLSearchParams({ ...plain(params), limit: String(limit), [name]: cursor })}`
  return {
    data: shown.map(show),
    paging: {
      cursors,
      ...(end < rows.length ? { next: link('after', cursors.after) } : {}),
      ...(start > 0 ? { previous: link('before', cursors.before) } : {}),
    },
  }
}

function slice(ids: readonly string[], params: Readonly<Record<string, unknown>>, limit: number): readonly [number, number] {
  const after = text(params, 'after')
  const before = text(params, 'before')
  if (before !== undefined) {
    const end = place(ids, before)
    return [Math.max(0, end - limit), end]
  }
  const start = after === undefined ? 0 : place(ids, after) + 1
  return [start, Math.min(ids.length, start + limit)]
}

function place(ids: readonly string[], cursor: string): number {
  const at = ids.indexOf(decode(cursor))
  if (at < 0) throw new GraphRefusal(131059)
  return at
}

const NOT_REPEATED = new Set(['after', 'before', 'access_token', 'appsecret_proof', 'limit'])

function plain(params: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (NOT_REPEATED.has(name) || typeof value !== 'string' ? [] : [[name, value]])),
  )
}
