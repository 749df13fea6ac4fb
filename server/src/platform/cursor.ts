import { Refusal } from './errors.ts'

/** Keyset cursors are opaque to callers: where the last page ended, not a page number. */
export function encodeCursor(...parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** What a part may be; anything else would be PostgreSQL's to refuse, and look like our fault. */
const PARTS = {
  id: (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
  /** as toISOString writes it */
  instant: (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text)) && text >= '0001',
  count: (text: string) => /^\d{1,16}$/.test(text),
  text: (text: string) => !text.includes('\0'),
} as const

/** @returns the parts, all strings; refuses what encodeCursor did not make for a list of this shape */
export function decodeCursor(cursor: string, ...shape: readonly (keyof typeof PARTS)[]): string[] {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const parts: unknown = /^\[.*\]$/.test(text) ? parseOrNull(text) : null
  const fits = Array.isArray(parts) && parts.length === shape.length && shape.every((kind, nth) => isPart(parts[nth], kind))
  if (!fits) throw new Refusal('invalid', 'This cursor was not given by this list', { field: 'cursor' })
  return parts.map(String)
}

function isPart(part: unknown, kind: keyof typeof PARTS): boolean {
  return (typeof part === 'string' || typeof part === 'number') && PARTS[kind](String(part))
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
