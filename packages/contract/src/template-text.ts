/**
 * What a template asks for, how it looks filled, and what Meta wants to be sent. Pure, so that the preview, the bubble and the
 * request can never disagree; the server checks a request on its own.
 */
import type { TemplateContent } from './messages.ts'
import type { TemplateView } from './numbers.ts'

type Template = Pick<TemplateView, 'name' | 'language' | 'category' | 'status' | 'parameterFormat' | 'components'>
type Part = Record<string, unknown>

export interface TemplateField {
  /** Stable within its template: `header.1`, `body.first_name`, `button.0`, `code`. */
  id: string
  place: 'header' | 'body' | 'url' | 'coupon' | 'code'
  /** As Meta writes it between the braces. */
  name: string
  example: string | null
  /** The button it belongs to; `prefix` is the fixed part of the address. */
  button: { index: number; text: string; prefix: string } | null
  maxLength: number
}

export type TemplateSegment = { text: string } | { field: TemplateField; value: string }

export interface TemplateButton {
  kind: 'reply' | 'url' | 'phone' | 'copy' | 'other'
  text: string
}

/** A template as WhatsApp draws it. */
export interface TemplatePicture {
  header: TemplateSegment[]
  /** Meta's word (IMAGE, VIDEO, …) where the header is not text. */
  headerMedia: string | null
  body: TemplateSegment[]
  footer: string | null
  buttons: TemplateButton[]
}

/** Why a template cannot be sent from here. `status`: Meta has not approved it, or paused it. */
export type TemplateObstacle = 'status' | 'media_header' | 'kind'

export type FieldProblem = 'missing' | 'too_long' | 'line_break'

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g
const SENDABLE_BUTTONS: ReadonlySet<string> = new Set([
  'QUICK_REPLY',
  'URL',
  'PHONE_NUMBER',
  'COPY_CODE',
  'OTP',
  'VOICE_CALL',
  'REQUEST_CONTACT_INFO',
])
const SENDABLE_PARTS: ReadonlySet<string> = new Set(['HEADER', 'BODY', 'FOOTER', 'BUTTONS'])
const BUTTON_KINDS: Readonly<Record<string, TemplateButton['kind']>> = {
  QUICK_REPLY: 'reply',
  URL: 'url',
  PHONE_NUMBER: 'phone',
  VOICE_CALL: 'phone',
  COPY_CODE: 'copy',
  OTP: 'copy',
}

export function templateFields(template: Template): TemplateField[] {
  if (template.category === 'AUTHENTICATION') return [field('code', 'code', '1', { maxLength: 15 })]
  return [...textFields(template, 'header'), ...textFields(template, 'body'), ...buttonFields(template)]
}

export function templateObstacle(template: Template): TemplateObstacle | null {
  if (template.status !== 'APPROVED') return 'status'
  const header = part(template, 'HEADER')
  if (header && text(header.format) !== 'TEXT') return 'media_header'
  if (template.components.some((component) => !SENDABLE_PARTS.has(component.type.toUpperCase()))) return 'kind'
  if (buttons(template).some((button) => !SENDABLE_BUTTONS.has(text(button.type)))) return 'kind'
  return null
}

/** Meta refuses an empty parameter, and line breaks, tabs or runs of more than four spaces inside one. */
export function fieldProblem(field: TemplateField, value: string): FieldProblem | null {
  if (value.trim() === '') return 'missing'
  if (value.length > field.maxLength) return 'too_long'
  if (/[\n\r\t]| {5,}/.test(value)) return 'line_break'
  return null
}

/** The object to send. Every field must have a value that `fieldProblem` lets pass. */
export function fillTemplate(template: Template, values: Readonly<Record<string, string>>): TemplateContent {
  const fields = templateFields(template)
  const of = (place: TemplateField['place']) => fields.filter((one) => one.place === place)
  const value = (one: TemplateField) => (values[one.id] ?? '').trim()
  const parameter = (one: TemplateField) =>
    template.parameterFormat === 'NAMED' ? { type: 'text', parameter_name: one.name, text: value(one) } : { type: 'text', text: value(one) }
  const components = [
    ...[of('header')].filter(isFilled).map((header) => ({ type: 'header', parameters: header.map(parameter) })),
    ...[of('body')].filter(isFilled).map((body) => ({ type: 'body', parameters: body.map(parameter) })),
    ...of('code').flatMap((code) => [
      { type: 'body', parameters: [{ type: 'text', text: value(code) }] },
      { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: value(code) }] },
    ]),
    ...of('url').map((one) => buttonComponent(one, 'url', { type: 'text', text: value(one) })),
    ...of('coupon').map((one) => buttonComponent(one, 'copy_code', { type: 'coupon_code', coupon_code: value(one) })),
  ]
  return { name: template.name, language: { code: template.language }, ...(components.length > 0 ? { components } : {}) }
}

/** The way back: what was filled in, from a template that was sent. */
export function templateValues(template: Template, sent: TemplateContent['components']): Record<string, string> {
  const values: Record<string, string> = {}
  const all = (sent ?? []).map((component) => ({ component, parameters: list(component.parameters) }))
  for (const field of templateFields(template)) {
    const holder = all.find(({ component }) => holds(component, field))
    const own = (holder?.parameters ?? []).filter((one) => one.parameter_name === undefined || one.parameter_name === field.name)
    const positional = holder?.parameters[Number(field.name) - 1]
    const named = own.find((one) => one.parameter_name === field.name)
    const parameter = field.place === 'header' || field.place === 'body' ? (named ?? positional) : own[0]
    const value = parameter && (text(parameter.text) || text(parameter.coupon_code))
    if (value) values[field.id] = value
  }
  return values
}

export function templatePicture(template: Template, values: Readonly<Record<string, string>>): TemplatePicture {
  const header = part(template, 'HEADER')
  const isText = header !== undefined && text(header.format) === 'TEXT'
  return {
    header: isText ? segments(template, 'header', values) : [],
    headerMedia: header && !isText ? text(header.format) : null,
    body: segments(template, 'body', values),
    footer: text(part(template, 'FOOTER')?.text) || null,
    buttons: buttons(template).map((button) => ({ kind: BUTTON_KINDS[text(button.type)] ?? 'other', text: text(button.text) })),
  }
}

/** The body on one line with its variables still in braces, for lists. */
export function templateSummary(template: Template): string {
  return text(part(template, 'BODY')?.text).replace(/\s+/g, ' ')
}

function textFields(template: Template, place: 'header' | 'body'): TemplateField[] {
  const component = part(template, place.toUpperCase())
  const names = new Set([...text(component?.text).matchAll(VARIABLE)].map(([, name]) => name ?? ''))
  const ordered = template.parameterFormat === 'NAMED' ? [...names] : [...names].sort((a, b) => Number(a) - Number(b))
  return ordered.map((name, at) =>
    field(`${place}.${name}`, place, name, { example: example(component, place, name, at), maxLength: place === 'header' ? 60 : 1024 }),
  )
}

function buttonFields(template: Template): TemplateField[] {
  return buttons(template).flatMap((button, index): TemplateField[] => {
    const label = text(button.text)
    const given = first(button.example)
    if (text(button.type) === 'COPY_CODE') {
      return [field(`button.${index}`, 'coupon', 'code', { example: given, button: { index, text: label, prefix: '' }, maxLength: 20 })]
    }
    const url = text(button.url)
    const at = url.search(/\{\{/)
    if (text(button.type) !== 'URL' || at < 0) return []
    const prefix = url.slice(0, at)
    const suffix = given?.startsWith(prefix) ? given.slice(prefix.length) : given
    return [field(`button.${index}`, 'url', '1', { example: suffix, button: { index, text: label, prefix }, maxLength: 2000 })]
  })
}

function example(component: Part | undefined, place: 'header' | 'body', name: string, at: number): string | null {
  const given = record(component?.example)
  const named = list(given[`${place}_text_named_params`]).find((one) => one.param_name === name)
  if (named) return text(named.example) || null
  const positional = place === 'header' ? given.header_text : asArray(given.body_text)[0]
  return text(asArray(positional)[at]) || null
}

function segments(template: Template, place: 'header' | 'body', values: Readonly<Record<string, string>>): TemplateSegment[] {
  const source = text(part(template, place.toUpperCase())?.text)
  const fields = templateFields(template)
  const result: TemplateSegment[] = []
  let end = 0
  for (const match of source.matchAll(VARIABLE)) {
    const found = fields.find((one) => one.id === `${place}.${match[1]}` || (one.place === 'code' && place === 'body'))
    if (!found) continue
    if (match.index > end) result.push({ text: source.slice(end, match.index) })
    result.push({ field: found, value: values[found.id] ?? '' })
    end = match.index + match[0].length
  }
  if (end < source.length) result.push({ text: source.slice(end) })
  return result
}

function field(
  id: string,
  place: TemplateField['place'],
  name: string,
  rest: { example?: string | null; button?: TemplateField['button']; maxLength: number },
): TemplateField {
  return { id, place, name, example: rest.example ?? null, button: rest.button ?? null, maxLength: rest.maxLength }
}

function buttonComponent(one: TemplateField, subType: string, parameter: Part) {
  return { type: 'button', sub_type: subType, index: String(one.button?.index ?? 0), parameters: [parameter] }
}

function holds(component: Part, field: TemplateField): boolean {
  const type = text(component.type).toLowerCase()
  if (field.place === 'code') return type === 'body'
  return field.button ? type === 'button' && Number(component.index) === field.button.index : type === field.place
}

function part(template: Template, type: string): Part | undefined {
  return template.components.find((component) => component.type.toUpperCase() === type)
}

function buttons(template: Template): Part[] {
  return list(part(template, 'BUTTONS')?.buttons)
}

const isFilled = (fields: TemplateField[]) => fields.length > 0
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const asArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const first = (value: unknown): string | null => text(asArray(value)[0] ?? value) || null
const record = (value: unknown): Part => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {})
const list = (value: unknown): Part[] => asArray(value).map(record)
