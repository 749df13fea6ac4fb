/** From an unknown number to one that may send: code, verification, registration with a PIN, and back. */

import { verificationCode } from '../world/ids.ts'
import type { Json } from '../world/records.ts'
import { requireManagement, requireMessaging } from './access.ts'
import { type NumberCall, required, text } from './call.ts'
import { inUseElsewhere } from './number.ts'
import { GraphRefusal, missing, parameter } from './refusal.ts'

const HOUR = 3600 * 1000
const LIMIT = 10
const LIMIT_SPAN = 72 * HOUR
const GUESSES = 5
const GUESSES_SPAN = 12 * HOUR

const recent = (times: readonly number[], now: number): number[] => times.filter((at) => now - at < LIMIT_SPAN)

export function requestCode({ account, number, params, token }: NumberCall): Json {
  requireManagement(token)
  const method = required(params, 'code_method')
  if (method !== 'SMS' && method !== 'VOICE') throw parameter('Param code_method must be one of {SMS, VOICE}')
  required(params, 'language')
  if (number.codeVerification === 'VERIFIED') throw new GraphRefusal(136024, 'This phone number is already verified')
  account.numbers.patch(number, { sentCode: verificationCode() })
  return { success: true }
}

export function verifyCode({ account, number, params, token }: NumberCall): Json {
  requireManagement(token)
  const code = required(params, 'code').replaceAll('-', '')
  if (number.sentCode === null || code !== number.sentCode) throw new GraphRefusal(136025)
  account.numbers.patch(number, { codeVerification: 'VERIFIED', sentCode: null })
  return { success: true }
}

export function register({ account, number, params, token, world }: NumberCall): Json {
  requireManagement(token)
  requireMessaging(token)
  if (text(params, 'messaging_product') !== 'whatsapp') throw parameter('The parameter messaging_product is required.')
  const pin = text(params, 'pin')
  if (pin === undefined) throw missing('pin')
  if (!/^\d{6}$/.test(pin)) throw parameter('Param pin must be 6 digits.')
  const now = account.now()
  const registrations = recent(number.registrations, now)
  if (registrations.length >= LIMIT) throw new GraphRefusal(133016)
  if (number.codeVerification !== 'VERIFIED') throw new GraphRefusal(133006)
  checkPin({ account, number }, pin, now)
  // A number works in one account: where it was before, it is off the air from here on.
  const before = inUseElsewhere(world, account, number.digits)
  before?.account.numbers.patch(before.number, { registered: false })
  account.numbers.patch(number, {
    registered: true,
    pin,
    pinTries: { count: 0, since: 0 },
    registrations: [...registrations, now],
    lastOnboardedAt: Date.now(),
  })
  if (number.newNameStatus === 'APPROVED') account.numbers.patch(number, { newName: null, newNameStatus: 'NONE' })
  return { success: true }
}

function checkPin({ account, number }: Pick<NumberCall, 'account' | 'number'>, pin: string, now: number): void {
  const tries = now - number.pinTries.since < GUESSES_SPAN ? number.pinTries : { count: 0, since: now }
  if (tries.count >= GUESSES)
    throw new GraphRefusal(133008, `Too many PIN guesses; try again in ${Math.ceil((tries.since + GUESSES_SPAN - now) / 1000)} seconds`)
  if (number.pin === null || number.pin === pin) return
  account.numbers.patch(number, { pinTries: { count: tries.count + 1, since: tries.since } })
  throw new GraphRefusal(133005)
}

export function deregister({ account, number, token }: NumberCall): Json {
  requireManagement(token)
  if (number.coexistence) throw parameter('A number that is also used in the WhatsApp Business app cannot be deregistered.')
  if (!number.registered) throw new GraphRefusal(133010)
  const now = account.now()
  const deregistrations = recent(number.deregistrations, now)
  if (deregistrations.length >= LIMIT) throw new GraphRefusal(133016)
  account.numbers.patch(number, { registered: false, deregistrations: [...deregistrations, now] })
  return { success: true }
}
