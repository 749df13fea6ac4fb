/** Authentication: the words are Meta's own, and one button hands the code over. */
import type { Json } from '../../world/records.ts'
import { isObject, word } from '../call.ts'
import { parameter, templateRule } from '../refusal.ts'
import { buttonsOf } from './buttons.ts'
import { textOf } from './parts.ts'

export function checkCode(components: readonly Json[]): void {
  for (const component of components) {
    const type = word(component.type).toUpperCase()
    if (!['BODY', 'FOOTER', 'BUTTONS'].includes(type)) throw parameter(`Templates of category AUTHENTICATION have no ${type}.`)
    if (type === 'BODY' && textOf(component) !== '')
      throw templateRule(2388072, undefined, 'The body of an AUTHENTICATION template cannot be customised.')
    const minutes = component.code_expiration_minutes
    if (type === 'FOOTER' && minutes !== undefined && !(typeof minutes === 'number' && minutes >= 1 && minutes <= 90))
      throw templateRule(2388073, undefined, 'code_expiration_minutes must be between 1 and 90.')
    if (type === 'BUTTONS') checkOtp(buttonsOf(component))
  }
}

function checkOtp([button, ...others]: readonly Json[]): void {
  if (button === undefined || others.length > 0 || word(button.type).toUpperCase() !== 'OTP')
    throw parameter('Templates of category AUTHENTICATION have exactly one OTP button.')
  const kind = word(button.otp_type).toUpperCase()
  if (!['COPY_CODE', 'ONE_TAP', 'ZERO_TAP'].includes(kind)) throw parameter('otp_type must be one of {COPY_CODE, ONE_TAP, ZERO_TAP}.')
  if (textOf(button).length > 25 || word(button.autofill_text).length > 25)
    throw parameter('The OTP button has texts of at most 25 characters.')
  if (kind === 'COPY_CODE') return
  if (kind === 'ZERO_TAP' && button.zero_tap_terms_accepted !== true)
    throw parameter('zero_tap_terms_accepted must be true for zero-tap authentication templates.')
  const apps = Array.isArray(button.supported_apps) ? button.supported_apps : [button]
  if (apps.length < 1 || apps.length > 5) throw parameter('supported_apps has between 1 and 5 apps.')
  apps.forEach(checkApp)
}

function checkApp(app: unknown): void {
  const { package_name: name, signature_hash: hash } = isObject(app) ? app : {}
  const segments = word(name).split('.')
  const isName = segments.length >= 2 && segments.every((segment) => /^[a-zA-Z][a-zA-Z0-9_]*$/.test(segment))
  if (!isName || word(name).length > 224) throw parameter('package_name has two segments or more, each of which begins with a letter.')
  if (!/^[a-zA-Z0-9+/=]{11}$/.test(word(hash))) throw parameter('signature_hash has exactly 11 characters.')
}
