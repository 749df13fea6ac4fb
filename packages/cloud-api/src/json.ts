/** Looking into JSON that may be anything. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

export const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

/** A non-empty string, or a number as its digits: Meta's own samples hold ids both ways. */
export function word(value: Json | undefined): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  return typeof value === 'number' ? String(value) : null
}
