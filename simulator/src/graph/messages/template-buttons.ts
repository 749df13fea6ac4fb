/** The buttons of a template as they are sent: which of them need a parameter, and what the phone shows. */
import type { Json, TemplateRecord } from '../../world/records.ts'
import { isObject, word } from '../call.ts'
import { GraphRefusal, wrong } from '../refusal.ts'
import { type Fields, list, object, words } from './check.ts'

const SUB_TYPES: Readonly<Record<string, string>> = {
  QUICK_REPLY: 'quick_reply',
  URL: 'url',
  PHONE_NUMBER: 'phone_number',
  COPY_CODE: 'copy_code',
  OTP: 'url',
  FLOW: 'flow',
  CATALOG: 'catalog',
  MPM: 'mpm',
  VOICE_CALL: 'voice_call',
}

export function filledButtons(template: TemplateRecord, components: readonly Fields[]): Json[] {
  const given = buttonComponents(components)
  const part = template.components.find((component) => word(component.type).toUpperCase() === 'BUTTONS')
  const created = (Array.isArray(part?.buttons) ? part.buttons : []).filter(isObject)
  for (const index of given.keys()) {
    if (index >= created.length) throw new GraphRefusal(132018, `buttons: the template has no button at index ${index}`)
  }
  return created.map((button, index) => filled(button, index, given.get(index)))
}

function buttonComponents(components: readonly Fields[]): Map<number, Fields> {
  const given = new Map<number, Fields>()
  for (const component of components) {
    if (word(component.type).toLowerCase() !== 'button') continue
    const index = Number(component.index)
    if (!Number.isInteger(index) || index < 0 || index > 9) throw wrong("Parameter 'template.components.index' must be 0 to 9")
    given.set(index, component)
  }
  return given
}

function filled(button: Fields, index: number, given: Fields | undefined): Json {
  const type = word(button.type).toUpperCase()
  const expected = SUB_TYPES[type] ?? type.toLowerCase()
  if (given && given.sub_type !== expected) {
    throw new GraphRefusal(132012, `buttons: Button at index ${index} is of type ${type}, received ${word(given.sub_type)}`)
  }
  const [parameter] = given ? list(given.parameters ?? [], 'template.components.button.parameters', { min: 0, max: 10 }) : []
  const first = parameter === undefined ? undefined : object(parameter, 'template.components.button.parameters[0]')
  const shown = { type, text: typeof button.text === 'string' ? button.text : type }
  if (type === 'URL') return { ...shown, url: filledUrl(word(button.url), first, index) }
  if (type === 'OTP') return { ...shown, type: 'COPY_CODE', code: suffix(first, index) }
  if (type === 'COPY_CODE') return { ...shown, code: couponCode(first, index) }
  if (type === 'QUICK_REPLY') return { ...shown, payload: payload(first) ?? shown.text }
  if (type === 'PHONE_NUMBER') return { ...shown, phone_number: button.phone_number }
  return shown
}

const needs = (index: number, type: string): GraphRefusal =>
  new GraphRefusal(131008, `buttons: Button at index ${index} of type ${type} requires a parameter`)

function filledUrl(written: string, parameter: Fields | undefined, index: number): string {
  return written.includes('{{') ? written.replace(/\{\{\s*\w+\s*\}\}/, encodeURI(suffix(parameter, index))) : written
}

function suffix(parameter: Fields | undefined, index: number): string {
  if (!parameter) throw needs(index, 'Url')
  return words(parameter.text, `buttons[${index}].parameters.text`, 2000)
}

function couponCode(parameter: Fields | undefined, index: number): string {
  if (!parameter) throw needs(index, 'CopyCode')
  return words(parameter.coupon_code, `buttons[${index}].parameters.coupon_code`, 20)
}

function payload(parameter: Fields | undefined): string | null {
  return parameter === undefined ? null : words(parameter.payload, 'buttons.parameters.payload', 256)
}
