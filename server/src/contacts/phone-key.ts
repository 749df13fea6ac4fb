/**
 * One key per telephone, however it is written. WhatsApp's wa_id keeps old numbering: Brazilian mobiles may come without the ninth
 * digit, Mexican ones with an extra 1, Argentine ones with or without the 9 after the country code (cloud-api: messages, response).
 * Sends and webhooks may use either form for the same person, so identity compares keys, never numbers.
 *
 * @param phone anything a person or Meta may write: spaces, +, dashes are dropped
 * @returns canonical digits, or null when nothing of it is a digit
 */
export function phoneKey(phone: string): string | null {
  const digits = phone.replace(/\D/g, '')
  if (digits === '') return null
  const brazil = /^55([1-9]\d)([6-9]\d{7})$/.exec(digits)
  if (brazil) return `55${brazil[1]}9${brazil[2]}`
  const mexico = /^521(\d{10})$/.exec(digits)
  if (mexico) return `52${mexico[1]}`
  const argentina = /^549(\d{10})$/.exec(digits)
  if (argentina) return `54${argentina[1]}`
  return digits
}
