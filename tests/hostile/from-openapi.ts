/** Requests to the operations of our own OpenAPI document: what their schemas allow, and what they do not. For fast-check. */
import fc from 'fast-check'
import { type JsonSchema, ODD, spoilt, valid } from './from-schema.ts'

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: JsonSchema
}
export interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> }
}
export type NamedOperation = readonly [method: string, path: string, operation: Operation]

/** Streams that never end, and what would end the caller's own session, or with it the story. */
const LEFT_OUT = new Set(['get /api/v1/events', 'delete /api/v1/session', 'put /api/v1/session/password'])

export const operationsOf = (document: {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}): NamedOperation[] =>
  Object.entries(document.paths)
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]): NamedOperation => [method, path, operation]))
    .filter(([method, path]) => !LEFT_OUT.has(`${method} ${path}`))

const CURSORS = ['', '[]', '["a"]', '[null,null]', '["2026-01-01T00:00:00Z",1,"x"]', '["x","y"]', '[1e400,"a"]', '["a","b","c","d"]'].map(
  (text) => Buffer.from(text).toString('base64url'),
)
const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
const encoded = (value: unknown) => encodeURIComponent(asText(value).toWellFormed())

/** A cursor with as many parts as the list may want, of the wrong kind. */
const cursor = fc.oneof(
  fc.constantFrom(...CURSORS),
  fc
    .array(fc.oneof(fc.string(), fc.integer(), fc.double(), fc.uuid(), fc.constant('\u0000')), { minLength: 1, maxLength: 4 })
    .map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url')),
)

const odd = fc.constantFrom(...ODD)
const orOdd = (schema: JsonSchema) => fc.oneof({ weight: 3, arbitrary: valid(schema) }, { weight: 1, arbitrary: odd })

function queryOf(parameters: readonly Parameter[]): fc.Arbitrary<string> {
  const pairs = parameters.map(({ name, schema }) => {
    const value = name === 'cursor' ? cursor : orOdd(schema)
    return fc
      .option(fc.array(value, { minLength: 1, maxLength: 2 }), { nil: [] })
      .map((values) => values.map((one) => `${name}=${encoded(one)}`))
  })
  return fc.tuple(...pairs).map((given) => given.flat().join('&'))
}

function pathOf(path: string, ids: readonly string[]): fc.Arbitrary<string> {
  const places = path.match(/\{\w+\}/g) ?? []
  const id = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.uuid() }, { weight: 1, arbitrary: odd })
  return fc
    .tuple(...places.map(() => id))
    .map((values) =>
      values.reduce<string>((built, value, nth) => built.replace(places[nth] ?? '', () => encoded(value).slice(0, 5_000)), path),
    )
}

export interface HostileRequest {
  readonly path: string
  /** without the question mark */
  readonly query: string
  readonly body: unknown
}

/** @param ids that exist, of any kind */
export function requestsFor(
  path: string,
  { parameters = [], requestBody }: Operation,
  ids: readonly string[],
): fc.Arbitrary<HostileRequest> {
  const schema = requestBody?.content['application/json']?.schema
  const good = schema === undefined ? fc.constant(undefined) : valid(schema)
  const body = schema === undefined ? fc.oneof(good, odd) : fc.oneof(good, spoilt(good), spoilt(spoilt(good)), odd)
  return fc.record({ path: pathOf(path, ids), query: queryOf(parameters.filter((one) => one.in === 'query')), body })
}
