/** Small checks shared by the message kinds, in Meta's words. */
import { isObject } from '../call.ts'
import { missing, wrong } from '../refusal.ts'

export type Fields = Readonly<Record<string, unknown>>

export function object(value: unknown, path: string): Fields {
  if (value === undefined || value === null) throw missing(path)
  if (!isObject(value)) throw wrong(`Parameter '${path}' must be an object`)
  return value
}

export function list(value: unknown, path: string, bounds: { readonly min: number; readonly max: number }): readonly unknown[] {
  if (value === undefined || value === null) throw missing(path)
  if (!Array.isArray(value)) throw wrong(`Parameter '${path}' must be an array`)
  if (value.length < bounds.min || value.length > bounds.max) {
    throw wrong(`Parameter '${path}' must have between ${bounds.min} and ${bounds.max} elements, it has ${value.length}`)
  }
  return value
}

export function words(value: unknown, path: string, max: number): string {
  if (value === undefined || value === null || value === '') throw missing(path)
  if (typeof value !== 'string') throw wrong(`Parameter '${path}' must be a string`)
  if (value.trim() === '') throw wrong(`Parameter '${path}' must not be blank`)
  if (value.length > max) throw wrong(`Parameter '${path}' has ${value.length} characters, the limit is ${max}`)
  return value
}

export function maybeWords(value: unknown, path: string, max: number): string | undefined {
  return value === undefined ? undefined : words(value, path, max)
}

export function url(value: unknown, path: string): string {
  const written = words(value, path, 2000)
  if (!/^https?:\/\/[^\s]+$/i.test(written)) throw wrong(`Parameter '${path}' must be a URL that begins with http:// or https://`)
  return written
}

export function coordinate(value: unknown, path: string, most: number): number {
  if (value === undefined || value === null || value === '') throw missing(path)
  const number = typeof value === 'number' ? value : Number(value)
  if (!Number.isFinite(number) || Math.abs(number) > most) throw wrong(`Parameter '${path}' must be a number between -${most} and ${most}`)
  return number
}

export function distinct(values: readonly string[], path: string): void {
  if (new Set(values).size !== values.length) throw wrong(`Parameter '${path}' must be unique within the message`)
}
