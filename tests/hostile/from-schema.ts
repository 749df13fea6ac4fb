/** Values from a JSON schema, right ones and spoilt ones, for fast-check. Knows the words our own document uses and no others. */
import fc from 'fast-check'

export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
}

/** A value the schema allows, or nearly: patterns are left to luck. */
export function valid(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(valid))
  if (schema.allOf) return fc.tuple(...schema.allOf.map(valid)).map((parts) => Object.assign({}, ...parts))
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0]
  return (type === undefined ? undefined : TYPES[type]?.(schema)) ?? fc.jsonValue({ maxDepth: 2 })
}

const TYPES: Readonly<Record<string, (schema: JsonSchema) => fc.Arbitrary<unknown>>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: ({ minimum = -9, maximum = 999 }) => fc.integer({ min: minimum, max: Math.min(maximum, minimum + 1e6) }),
  number: () => fc.double({ noNaN: true, noDefaultInfinity: true }),
  array: ({ items = {} }) => fc.array(valid(items), { maxLength: 3 }),
  object: ({ properties = {}, required = [] }) =>
    fc.record(Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, valid(inner)])), { requiredKeys: [...required] }),
  string: ({ format, minLength = 0, maxLength = 40 }) =>
    FORMATS[format ?? ''] ?? fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) }),
}

const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  email: fc.emailAddress(),
  uri: fc.webUrl(),
  'date-time': fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
}

/** Where a word, a number or an object is expected and none of this is. */
export const ODD: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  0.5,
  1e308,
  2 ** 53 + 1,
  -(2 ** 31) - 1,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\ufeff',
  'x'.repeat(70_000),
  '🙂'.repeat(5_000),
  '__proto__',
  'constructor',
  'toString',
  "' or 1=1; --",
  '%',
  '_%_',
  '../../../etc/passwd',
  '{{1}}%s',
  [],
  [[]],
  {},
  ['a', 'b'],
  { toString: 1 },
  { length: -1 },
  JSON.parse('{"__proto__":{"role":"owner"},"constructor":{"prototype":{"role":"owner"}}}'),
]

/** The same with one place replaced, taken away, wrapped, or one key too many. */
export function spoilt(good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(good, fc.nat(), fc.nat({ max: 5 }), fc.constantFrom(...ODD)).map(([value, place, how, odd]) => {
    const root = structuredClone({ value }) as Record<string, unknown>
    const places = placesIn(root)
    const [holder, key] = places[place % places.length] ?? [root, 'value']
    const at = holder as Record<string, unknown>
    if (how === 0) delete at[key]
    else if (how === 1) at[key] = [at[key]]
    else if (how === 2 && !Array.isArray(at)) Object.defineProperty(at, '__proto__', { value: odd, enumerable: true })
    else at[key] = odd
    return root['value']
  })
}

function placesIn(value: unknown, found: [object, string][] = []): [object, string][] {
  if (typeof value !== 'object' || value === null) return found
  for (const [key, inner] of Object.entries(value)) {
    found.push([value, key])
    placesIn(inner, found)
  }
  return found
}
