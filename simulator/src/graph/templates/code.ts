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

interface CodeWords {
  readonly body: string
  readonly recommendation: string
  expires(minutes: unknown): string
  readonly button: string
}

const ENGLISH: CodeWords = {
  body: '*{{1}}* is your verification code.',
  recommendation: 'For your security, do not share this code.',
  expires: (minutes) => `This code expires in ${minutes} minutes.`,
  button: 'Copy code',
}
const WORDS: Readonly<Record<string, CodeWords>> = {
  pt_BR: {
    body: '*{{1}}* é o seu código de verificação.',
    recommendation: 'Para sua segurança, não o compartilhe.',
    expires: (minutes) => `Este código expira em ${minutes} minutos.`,
    button: 'Copiar código',
  },
  es: {
    body: 'Tu código de verificación es *{{1}}*.',
    recommendation: 'Por tu seguridad, no lo compartas.',
    expires: (minutes) => `Este código caduca en ${minutes} minutos.`,
    button: 'Copiar código',
  },
}

/** What Meta shows of a code's template afterwards: its own words, in the template's language. */
export function withWords(components: readonly Json[], language: string): Json[] {
  const words = WORDS[language] ?? ENGLISH
  return components.map((component) => {
    switch (word(component.type).toUpperCase()) {
      case 'BODY':
        return {
          ...component,
          text: component.add_security_recommendation === true ? `${words.body} ${words.recommendation}` : words.body,
          example: { body_text: [['123456']] },
        }
      case 'FOOTER':
        return component.code_expiration_minutes === undefined
          ? component
          : { ...component, text: words.expires(component.code_expiration_minutes) }
      case 'BUTTONS':
        return { ...component, buttons: buttonsOf(component).map((button) => ({ ...button, text: textOf(button) || words.button })) }
      default:
        return component
    }
  })
}
