/**
 * Hides phone numbers in what is about to be shown, whatever answer or event they stand in. By key and by form, not by route: a new route
 * cannot forget it. Pure.
 */
import { createHash } from 'node:crypto'

/** Keys whose text is a phone number, or Meta's name for one. */
const NUMBERS = new Set(['phone', 'wa_id', 'waId', 'from', 'to', 'recipient_id', 'input'])
/** Meta's message ids hold the customer's number, in base64. Hidden they are still the same for the same message. */
const MESSAGE_IDS = new Set(['wamid', 'contextWamid', 'message_id'])
const LONG_NUMBER = /\+?\d[\d\s().-]{5,}\d/g

export function veil(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(veil)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const shown = Object.fromEntries(Object.entries(value).map(([key, held]) => [key, veilField(key, held)]))
  if ('displayName' in shown && 'phone' in shown)
    return { ...shown, phone: null, phoneHidden: true, displayName: veilName(shown['displayName']) }
  return shown['type'] === 'system' ? veilNotice(shown) : shown
}

export const isHidden = (messageId: string): boolean => messageId.startsWith('hidden.')

function veilField(key: string, held: unknown): unknown {
  if (typeof held !== 'string') return veil(held)
  if (MESSAGE_IDS.has(key)) return `hidden.${createHash('sha256').update(held).digest('base64url').slice(0, 22)}`
  return NUMBERS.has(key) && /\d{4}/.test(held) ? masked(held) : held
}

const masked = (phone: string): string => `•••• ${phone.replace(/\D/g, '').slice(-2)}`

/** A person without a name is shown by their number. */
function veilName(name: unknown): unknown {
  return typeof name === 'string' && /^\+?\d{6,}$/.test(name) ? masked(name) : name
}

/** WhatsApp's own notices say "changed from 55… to 55…". */
function veilNotice(notice: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(notice), (key: string, held: unknown) =>
    typeof held === 'string' && (key === 'text' || key === 'body') ? held.replace(LONG_NUMBER, (number) => masked(number)) : held,
  )
}
