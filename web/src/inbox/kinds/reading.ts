/** Looking into a message's content, which is Meta's and may be anything. */
export type Fields = Readonly<Record<string, unknown>>

export const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {}
export const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
/** What is said, or nothing; a number as its digits. */
export const said = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
export const count = (value: unknown): number | null => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}
/** An address one may follow; never another scheme, whatever the sender wrote. */
export function webAddress(value: unknown): string | null {
  const url = said(value)
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null
}
