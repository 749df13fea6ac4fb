/** A template as WhatsApp draws it, and why it cannot be sent from the screen. Pure. */
import { record, text } from '../meta-part.ts'
import { type OrderParameters, orderIn, orderParameters } from '../order/order-draft.ts'
import type { TemplateField } from './field.ts'
import { buttonsOf, cardsOf, partOf, type Shape, shapeOf, type Template, templateFields, textFields, VARIABLE } from './fields.ts'

type Values = Readonly<Record<string, string>>
export type TemplateSegment = { text: string } | { field: TemplateField; value: string }

export interface TemplateButton {
  /** `allow`: the leave to call that a template asks for. */
  kind: 'reply' | 'url' | 'phone' | 'copy' | 'flow' | 'list' | 'allow' | 'other'
  text: string
}

/** A template, or a card of one. */
export interface TemplatePicture {
  header: TemplateSegment[]
  /** Meta's word (IMAGE, VIDEO, …) where the header is not text. */
  headerMedia: string | null
  /** What is asked for in its place: `header.file`, `card.1.header.file`. */
  headerId: string
  offer: string | null
  body: TemplateSegment[]
  footer: string | null
  /** What is to be paid, as far as it is filled in. */
  order: OrderParameters | null
  buttons: TemplateButton[]
  cards: TemplatePicture[]
}

/** Why a template cannot be sent from here. `status`: Meta has not approved it, or paused it. */
export type TemplateObstacle = 'status' | 'kind'

const SENDABLE_BUTTONS: ReadonlySet<string> = new Set([
  'QUICK_REPLY',
  'URL',
  'PHONE_NUMBER',
  'COPY_CODE',
  'OTP',
  'FLOW',
  'CATALOG',
  'MPM',
  'VOICE_CALL',
  'REQUEST_CONTACT_INFO',
  'ORDER_DETAILS',
])
const SENDABLE_PARTS: ReadonlySet<string> = new Set([
  'HEADER',
  'BODY',
  'FOOTER',
  'BUTTONS',
  'CAROUSEL',
  'LIMITED_TIME_OFFER',
  'CALL_PERMISSION_REQUEST',
])
const SENDABLE_HEADERS: ReadonlySet<string> = new Set(['', 'TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION'])
const BUTTON_KINDS: Readonly<Record<string, TemplateButton['kind']>> = {
  QUICK_REPLY: 'reply',
  URL: 'url',
  PHONE_NUMBER: 'phone',
  VOICE_CALL: 'phone',
  COPY_CODE: 'copy',
  OTP: 'copy',
  ORDER_DETAILS: 'copy',
  FLOW: 'flow',
  CATALOG: 'list',
  MPM: 'list',
}

export function templateObstacle(template: Template): TemplateObstacle | null {
  if (template.status !== 'APPROVED') return 'status'
  if (template.components.some(({ type }) => !SENDABLE_PARTS.has(type.toUpperCase()))) return 'kind'
  const shapes = [shapeOf(template), ...cardsOf(template)]
  const buttons = shapes.flatMap(buttonsOf).map((button) => text(button.type))
  const headers = shapes.map(({ components }) => text(partOf(components, 'HEADER')?.format).toUpperCase())
  return headers.some((format) => !SENDABLE_HEADERS.has(format)) || buttons.some((type) => !SENDABLE_BUTTONS.has(type)) ? 'kind' : null
}

export function templatePicture(template: Template, values: Values): TemplatePicture {
  const fields = templateFields(template)
  const code = fields.find(({ place }) => place === 'code')
  const cards = cardsOf(template).map((card) => pictureOf(card, values, undefined))
  const order = orderIn(values[fields.find(({ place }) => place === 'order')?.id ?? ''] ?? '')
  return { ...pictureOf(shapeOf(template), values, code), order: order && orderParameters(order), cards }
}

function pictureOf(shape: Shape, values: Values, code: TemplateField | undefined): TemplatePicture {
  const header = partOf(shape.components, 'HEADER')
  const isText = header !== undefined && text(header.format) === 'TEXT'
  const offer = record(partOf(shape.components, 'LIMITED_TIME_OFFER')?.limited_time_offer)
  const asksToCall = partOf(shape.components, 'CALL_PERMISSION_REQUEST') !== undefined
  const buttons = buttonsOf(shape).map(
    (button): TemplateButton => ({ kind: BUTTON_KINDS[text(button.type)] ?? 'other', text: text(button.text) }),
  )
  return {
    header: isText ? segments(shape, 'header', values, code) : [],
    headerMedia: header && !isText ? text(header.format) : null,
    headerId: `${shape.prefix}header.file`,
    offer: text(offer.text) || null,
    body: segments(shape, 'body', values, code),
    footer: text(partOf(shape.components, 'FOOTER')?.text) || null,
    order: null,
    buttons: asksToCall ? [...buttons, { kind: 'allow', text: '' }] : buttons,
    cards: [],
  }
}

/** The body on one line with its variables still in braces, for lists. */
export function templateSummary(template: Template): string {
  return text(partOf(template.components, 'BODY')?.text).replace(/\s+/g, ' ')
}

function segments(shape: Shape, place: 'header' | 'body', values: Values, code: TemplateField | undefined): TemplateSegment[] {
  const source = text(partOf(shape.components, place.toUpperCase())?.text)
  // Meta's words of a code, before they were read from there.
  if (source === '' && place === 'body' && code) return [{ field: code, value: values[code.id] ?? '' }]
  const fields = textFields(shape, place)
  const result: TemplateSegment[] = []
  let end = 0
  for (const match of source.matchAll(VARIABLE)) {
    const found = code !== undefined ? (place === 'body' ? code : undefined) : fields.find(({ name }) => name === match[1])
    if (!found) continue
    if (match.index > end) result.push({ text: source.slice(end, match.index) })
    result.push({ field: found, value: values[found.id] ?? '' })
    end = match.index + match[0].length
  }
  if (end < source.length) result.push({ text: source.slice(end) })
  return result
}
