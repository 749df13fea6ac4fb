/** Meta's rules for what stands around the body of a template: header, footer, buttons, and the fixed parts of authentication. */
import type { Json } from '../../world/records.ts'
import { isObject, word } from '../call.ts'
import { variablesOf } from '../messages/template.ts'
import { parameter, templateRule } from '../refusal.ts'

const HEADER_FORMATS = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'GIF', 'LOCATION', 'PRODUCT']
const WITH_FILE = ['IMAGE', 'VIDEO', 'DOCUMENT', 'GIF']
const EMOJI = /\p{Emoji_Presentation}/u
const textOf = (part: Json): string => (typeof part.text === 'string' ? part.text : '')

/** A sample is a string, or an object with one where parameters are named. */
export function isEmptySample(sample: unknown): boolean {
  const text = isObject(sample) ? sample.example : sample
  return typeof text !== 'string' || text.trim() === ''
}

export function checkHeader(header: Json, format: 'POSITIONAL' | 'NAMED'): void {
  const kind = word(header.format).toUpperCase()
  if (!HEADER_FORMATS.includes(kind)) throw templateRule(2388047, undefined, `Header format must be one of ${HEADER_FORMATS.join(', ')}.`)
  const example = isObject(header.example) ? header.example : {}
  if (WITH_FILE.includes(kind)) {
    const handles = example.header_handle
    if (!Array.isArray(handles) || isEmptySample(handles[0])) throw missingExample('HEADER')
    return
  }
  if (kind !== 'TEXT') return
  const text = textOf(header)
  const names = variablesOf(text)
  const plain = text.replace(/\{\{\s*\w+\s*\}\}/g, '')
  if (plain.includes('{{') || /[\n*_~`]/.test(plain) || EMOJI.test(plain))
    throw templateRule(2388047, undefined, "The header can't have new lines, formatting, emojis or asterisks.")
  if (text.trim() === '' || text.length > 60 || names.length > 1) throw templateRule(2388047)
  if (names.some((name) => (format === 'NAMED' ? !/^[a-z][a-z0-9_]*$/.test(name) : name !== '1'))) throw templateRule(2388047)
  const samples = format === 'NAMED' ? example.header_text_named_params : example.header_text
  if (names.length > 0 && (!Array.isArray(samples) || samples.length !== 1 || isEmptySample(samples[0]))) throw missingExample('HEADER')
}

export function checkFooter(footer: Json): void {
  const text = textOf(footer)
  if (text.length > 60 || text.includes('{{') || text.includes('\n') || EMOJI.test(text)) throw templateRule(2388073)
}

const MOST: Readonly<Record<string, number>> = {
  URL: 2,
  PHONE_NUMBER: 1,
  COPY_CODE: 1,
  QUICK_REPLY: 10,
  CATALOG: 1,
  FLOW: 1,
  VOICE_CALL: 1,
}

const buttonsOf = (part: Json): Json[] => (Array.isArray(part.buttons) ? part.buttons : []).filter(isObject)

export function checkButtons(part: Json): void {
  const buttons = buttonsOf(part)
  if (buttons.length === 0 || buttons.length > 10) throw parameter('A template has between 1 and 10 buttons.')
  const types = buttons.map((button) => word(button.type).toUpperCase())
  if (types.includes('OTP')) throw parameter('OTP buttons are for templates of category AUTHENTICATION.')
  for (const [type, most] of Object.entries(MOST)) {
    if (types.filter((each) => each === type).length > most) throw parameter(`A template has at most ${most} buttons of type ${type}.`)
  }
  const switches = types.filter((type, index) => index > 0 && (type === 'QUICK_REPLY') !== (types[index - 1] === 'QUICK_REPLY')).length
  if (switches > 1) throw parameter('Quick reply buttons must be grouped together.')
  for (const [index, button] of buttons.entries()) checkButton(button, types[index] ?? '', index)
}

function checkButton(button: Json, type: string, index: number): void {
  const text = textOf(button)
  if (type === 'COPY_CODE') {
    const code = typeof button.example === 'string' ? button.example : firstOf(button.example)
    if (typeof code !== 'string' || code === '' || code.length > 20) throw parameter('A copy code button needs an example of at most 20.')
    return
  }
  if (text.trim() === '' || text.length > 25) throw parameter(`Button ${index} needs a text of at most 25 characters.`)
  if (/[\n*~`]|\{\{/.test(text) || EMOJI.test(text))
    throw parameter(`The text of button ${index} can't have variables, new lines, emojis or formatting.`)
  if (type === 'URL') checkUrl(button)
  if (type === 'PHONE_NUMBER' && !/^\+?\d{7,19}$/.test(word(button.phone_number))) throw parameter('A phone button needs a phone number.')
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined)

function checkUrl(button: Json): void {
  const url = word(button.url)
  const variables = variablesOf(url)
  if (!/^https?:\/\/.+/.test(url) || url.length > 2000) throw parameter('A URL button needs a URL of at most 2000 characters.')
  if (/^https?:\/\/(wa\.me|api\.whatsapp\.com)(\/|$)/.test(url)) throw parameter('Direct links to WhatsApp are not allowed for buttons.')
  if (variables.length > 1 || (variables.length === 1 && !url.endsWith('{{1}}')))
    throw parameter('The variable of a URL button stands at its end.')
  if (variables.length === 1 && isEmptySample(firstOf(button.example))) throw missingExample('BUTTONS')
}

/** Authentication: the words are Meta's own, and one button copies the code. */
export function checkCode(components: readonly Json[]): void {
  for (const component of components) {
    const type = word(component.type).toUpperCase()
    if (type === 'HEADER') throw parameter('Templates of category AUTHENTICATION have no header.')
    if (type === 'BODY' && textOf(component) !== '')
      throw templateRule(2388072, undefined, 'The body of an AUTHENTICATION template cannot be customised.')
    const minutes = component.code_expiration_minutes
    if (type === 'FOOTER' && minutes !== undefined && !(typeof minutes === 'number' && minutes >= 1 && minutes <= 90))
      throw templateRule(2388073, undefined, 'code_expiration_minutes must be between 1 and 90.')
    if (type !== 'BUTTONS') continue
    const [first, ...others] = buttonsOf(component)
    if (first === undefined || others.length > 0 || word(first.type).toUpperCase() !== 'OTP')
      throw parameter('Templates of category AUTHENTICATION have exactly one OTP button.')
    if (textOf(first).length > 25) throw parameter('The OTP button has a text of at most 25 characters.')
  }
}

const missingExample = (type: string) =>
  templateRule(2388043, 'Message template is missing expected field(s)', `component of type ${type} is missing expected field(s) (example)`)
