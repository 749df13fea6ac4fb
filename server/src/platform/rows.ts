import { type RawBuilder, sql } from 'kysely'

/**
 * Many rows in one statement: `from ${rows('d', { id: 'uuid', body: 'jsonb' }, items)}` is `unnest(…) as d(id, body)`. Columns come from the
 * keys of the items. Each column travels as one array in PostgreSQL's own binary form, which neither side has to read letter by letter:
 * a third of what the same rows cost as JSON, and half of what the driver's text arrays cost.
 */
export function rows<C extends Readonly<Record<string, keyof typeof ENCODERS>>>(
  name: string,
  columns: C,
  items: readonly { readonly [K in keyof C]?: unknown }[],
): RawBuilder<unknown> {
  const entries = Object.entries(columns)
  const arrays = entries.map(([column, type]) => {
    const values = items.map((item) => (item as Readonly<Record<string, unknown>>)[column] ?? null)
    return sql`${binaryArray(type, values)}::${sql.raw(type)}[]`
  })
  return sql`unnest(${sql.join(arrays)}) as ${sql.id(name)}(${sql.join(entries.map(([column]) => sql.id(column)))})`
}

interface Encoder {
  readonly oid: number
  /** Bytes of every value; null where a value becomes text first and takes as many bytes as that. */
  readonly width: number | null
  readonly text?: (value: unknown) => string
  readonly write?: (into: Buffer, value: unknown, at: number) => void
}

/** Microseconds since 2000-01-01, two halves of a 64-bit whole number. */
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1)
const int8 = (into: Buffer, value: number, at: number) => {
  into.writeInt32BE(Math.floor(value / 2 ** 32), at)
  into.writeUInt32BE(value - Math.floor(value / 2 ** 32) * 2 ** 32, at + 4)
}

/** Object identifiers and forms of PostgreSQL's built-in types (src/include/catalog/pg_type.dat; the types' send and receive functions). */
const ENCODERS = {
  uuid: { oid: 2950, width: 16, write: (into, value, at) => void into.write(String(value).replaceAll('-', ''), at, 'hex') },
  text: { oid: 25, width: null, text: String },
  jsonb: { oid: 3802, width: null, text: (value) => `\u0001${JSON.stringify(value)}` }, // the form's version, then the text
  int: { oid: 23, width: 4, write: (into, value, at) => void into.writeInt32BE(Number(value), at) },
  bigint: { oid: 20, width: 8, write: (into, value, at) => int8(into, Number(value), at) },
  boolean: { oid: 16, width: 1, write: (into, value, at) => void into.writeUInt8(value === true ? 1 : 0, at) },
  timestamptz: {
    oid: 1184,
    width: 8,
    write: (into, value, at) => int8(into, (new Date(value as Date | string).getTime() - POSTGRES_EPOCH_MS) * 1000, at),
  },
} as const satisfies Readonly<Record<string, Encoder>>

const HEADER = 20
const NULL = -1

function binaryArray(type: keyof typeof ENCODERS, given: readonly unknown[]): Buffer {
  const encoder: Encoder = ENCODERS[type]
  const { text } = encoder
  const values = text === undefined ? given : given.map((value) => (value === null ? null : text(value)))
  const sizes = values.map((value) => (value === null ? NULL : (encoder.width ?? Buffer.byteLength(String(value)))))
  const buffer = Buffer.allocUnsafe(HEADER + sizes.reduce((sum, size) => sum + 4 + Math.max(size, 0), 0))
  buffer.writeInt32BE(1, 0) // dimensions
  buffer.writeInt32BE(sizes.includes(NULL) ? 1 : 0, 4)
  buffer.writeInt32BE(encoder.oid, 8)
  buffer.writeInt32BE(values.length, 12)
  buffer.writeInt32BE(1, 16) // the first index
  let at = HEADER
  values.forEach((value, place) => {
    const size = sizes[place] ?? NULL
    buffer.writeInt32BE(size, at)
    at += 4
    if (size === NULL) return
    if (encoder.write === undefined) buffer.write(String(value), at)
    else encoder.write(buffer, value, at)
    at += size
  })
  return buffer
}
