/** Reading Meta's JSON, of which nothing is certain: what is missing or of another type is empty. */
export type Part = Record<string, unknown>

/** A number counts as its digits: Meta writes some ids and lengths either way. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
export const array = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const isRecord = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value)
export const record = (value: unknown): Part => (isRecord(value) ? value : {})
export const list = (value: unknown): Part[] => array(value).filter(isRecord)
