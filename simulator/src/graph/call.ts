/** One call of the Graph API, as the edges see it. */
import type { Publisher } from '../webhooks/publisher.ts'
import type { Account } from '../world/account.ts'
import type { NumberRecord, TokenRecord } from '../world/records.ts'
import type { AppRecord, World } from '../world/world.ts'
import { parameter } from './refusal.ts'

export interface Deps {
  readonly world: World
  readonly publisher: Publisher
}

export interface FilePart {
  readonly filename: string
  readonly mimeType: string
  readonly bytes: Buffer
}

export interface GraphCall extends Deps {
  readonly method: string
  /** The path after the version: node, edge, and what follows. */
  readonly path: readonly string[]
  /** Query and body in one, as Graph reads them. */
  readonly params: Readonly<Record<string, unknown>>
  readonly file: FilePart | null
  readonly raw: Buffer
  readonly headers: NodeJS.Dict<string | string[]>
}

/** A call on something that belongs to an account, by a token that may see it. */
export interface AccountCall extends GraphCall {
  readonly account: Account
  readonly token: TokenRecord
}

export interface NumberCall extends AccountCall {
  readonly number: NumberRecord
}

export interface AppCall extends GraphCall {
  readonly app: AppRecord
}

export function text(params: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = params[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw parameter(`Param ${name} must be a string.`)
}

export function required(params: Readonly<Record<string, unknown>>, name: string): string {
  const value = text(params, name)
  if (value === undefined || value === '') throw parameter(`The parameter ${name} is required.`)
  return value
}

/** Objects and lists may also come as JSON in a string, as forms send them. */
export function structure(params: Readonly<Record<string, unknown>>, name: string): unknown {
  const value = params[name]
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  return parsedOr(value, name)
}

function parsedOr(value: string, name: string): unknown {
  const parsed = parseJson(value)
  if (parsed === undefined) throw parameter(`Param ${name} must be valid JSON.`)
  return parsed
}

/** The value, or undefined where the text is no JSON. */
export function parseJson(value: string): unknown {
  try {
    return JSON.parse(value) as unknown
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The text of a part that should be one; anything else counts as empty. */
export function word(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
