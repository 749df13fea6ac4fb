/**
 * From what a caller writes to the WhatsApp id. Meta rewrites numbers whose plan changed: in Brazil an account keeps the ninth digit
 * only in the areas that had it first (up to 28), in Mexico a `1` stands between country and number. The answer to a send then shows
 * another wa_id than the caller's input.
 */

const BRAZIL = /^55(\d{2})(9?)([6-9]\d{7})$/
const MEXICO = /^52(\d{10})$/
const LAST_AREA_WITH_NINTH_DIGIT = 28

/** @param digits with country code, nothing but digits */
export function waIdOf(digits: string): string {
  const brazil = BRAZIL.exec(digits)
  if (brazil?.[1] !== undefined && brazil[3] !== undefined) {
    return `55${brazil[1]}${Number(brazil[1]) <= LAST_AREA_WITH_NINTH_DIGIT ? '9' : ''}${brazil[3]}`
  }
  const mexico = MEXICO.exec(digits)
  return mexico ? `521${mexico[1]}` : digits
}

const WRITTEN = /^\+?[\d\s().-]+$/
const PLAN: Readonly<Record<string, { readonly code: string; readonly national: RegExp }>> = {
  '55': { code: '55', national: /^(\d{10}|\d{2}9\d{8})$/ },
}

/** Digits with country code, or null where it cannot be a phone number. Without a `+`, the sender's country may be meant. */
export function phoneDigits(written: string, senderDigits: string): string | null {
  if (!WRITTEN.test(written)) return null
  const digits = written.replace(/\D/g, '')
  const plan = PLAN[senderDigits.slice(0, 2)]
  const full = !written.startsWith('+') && plan?.national.test(digits) ? plan.code + digits : digits
  return full.length >= 7 && full.length <= 15 && !full.startsWith('0') ? full : null
}

/** +55 11 95550-0142 for people to read; other countries in one piece. */
export function readablePhone(digits: string): string {
  const brazil = /^55(\d{2})(\d{4,5})(\d{4})$/.exec(digits)
  return brazil ? `+55 ${brazil[1]} ${brazil[2]}-${brazil[3]}` : `+${digits}`
}

const COUNTRIES: readonly (readonly [string, string])[] = [
  ['55', 'BR'],
  ['52', 'MX'],
  ['54', 'AR'],
  ['56', 'CL'],
  ['57', 'CO'],
  ['51', 'PE'],
  ['351', 'PT'],
  ['34', 'ES'],
  ['44', 'GB'],
  ['49', 'DE'],
  ['91', 'IN'],
  ['1', 'US'],
]

export function countryOf(digits: string): string {
  return COUNTRIES.find(([code]) => digits.startsWith(code))?.[1] ?? 'BR'
}
