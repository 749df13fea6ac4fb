/** One thing that a template asks for when it is sent, and what Meta refuses in its place. Pure. */
import { orderIn, orderProblems } from '../order/order-draft.ts'
import type { FileFormat } from '../template-draft/draft.ts'

/**
 * header, body: a variable · file: our id of an uploaded file · location: a part of the place on top · url: the end of a button's
 * address · coupon, code: what is copied · payload: what an answer brings with it · flow: the token of a flow · products: of a catalogue ·
 * offer: when it ends, as an ISO moment · order: what is to be
 * paid, as order-draft.ts writes it
 */
export type FieldPlace =
  | 'header'
  | 'body'
  | 'file'
  | 'location'
  | 'url'
  | 'coupon'
  | 'code'
  | 'payload'
  | 'flow'
  | 'products'
  | 'offer'
  | 'order'

export interface TemplateField {
  /** Stable within its template: `header.1`, `header.file`, `body.first_name`, `button.0`, `card.2.body.1`, `code`. */
  id: string
  place: FieldPlace
  /** As Meta writes it between the braces, or in its object. */
  name: string
  example: string | null
  /** The button it belongs to; `prefix` is the fixed part of the address. */
  button: { index: number; text: string; prefix: string } | null
  /** Of a carousel, from 0. */
  card: number | null
  maxLength: number
  isOptional: boolean
  /** Only of files. */
  format: FileFormat | null
}

export type FieldProblem = 'missing' | 'too_long' | 'line_break' | 'number' | 'past' | 'too_many' | 'order'

export const MOST_PRODUCTS = 30
const LIMIT_OF: Readonly<Record<string, number>> = { latitude: 90, longitude: 180 }

/** Meta refuses an empty parameter, and line breaks, tabs or runs of more than four spaces inside one. @param now milliseconds */
export function fieldProblem(field: TemplateField, value: string, now = Date.now()): FieldProblem | null {
  if (value.trim() === '') return field.isOptional ? null : 'missing'
  if (value.length > field.maxLength) return 'too_long'
  if (field.place === 'order') return orderIsWhole(value) ? null : 'order'
  if (/[\n\r\t]| {5,}/.test(value)) return 'line_break'
  if (field.place === 'offer') return Date.parse(value) > now ? null : 'past'
  if (field.name === 'products') return productsIn(value).length > MOST_PRODUCTS ? 'too_many' : null
  const limit = field.place === 'location' ? LIMIT_OF[field.name] : undefined
  return limit === undefined || Math.abs(numberIn(value)) <= limit ? null : 'number'
}

function orderIsWhole(value: string): boolean {
  const order = orderIn(value)
  return order !== null && orderProblems(order).length === 0
}

/** With a comma as with a point. NaN where it is none. */
export const numberIn = (value: string): number => Number(value.trim().replace(',', '.'))
export const productsIn = (value: string): string[] => value.split(/[\s,;]+/).filter((id) => id !== '')

/** Where a document's name is kept beside its id. */
export const fileNameKey = (field: Pick<TemplateField, 'id'>): string => `${field.id}.name`
