/** What a template asks for when it is sent. Pure, so that form, preview, bubble and request can never disagree; the server checks on its own. */
import { array, list, type Part, record, text } from '../meta-part.ts'
import type { TemplateView } from '../numbers.ts'
import { FILE_FORMATS } from '../template-draft/draft.ts'
import type { TemplateField } from './field.ts'

export type Template = Pick<TemplateView, 'name' | 'language' | 'category' | 'status' | 'parameterFormat' | 'components'>

/** A template, or a card of one: what Meta approved, and how the ids of its fields begin. */
export interface Shape {
  readonly components: readonly Part[]
  readonly format: Template['parameterFormat']
  /** '' or `card.2.` */
  readonly prefix: string
  readonly card: number | null
}

export const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g
const URL_LENGTH = 2000
const NAME_LENGTH = 1000
const ORDER_LENGTH = 60_000

export const shapeOf = ({ components, parameterFormat }: Template): Shape => ({
  components,
  format: parameterFormat,
  prefix: '',
  card: null,
})

export function cardsOf(template: Template): Shape[] {
  return list(partOf(template.components, 'CAROUSEL')?.cards).map((card, at) => ({
    components: list(card.components),
    format: template.parameterFormat,
    prefix: `card.${at}.`,
    card: at,
  }))
}

/** In the order of the bubble, from its top. */
export function templateFields(template: Template): TemplateField[] {
  const shape = shapeOf(template)
  if (template.category === 'AUTHENTICATION') return [field(shape, { id: 'code', place: 'code', name: '1', maxLength: 15 })]
  return [...partFields(shape), ...cardsOf(template).flatMap(partFields)]
}

function partFields(shape: Shape): TemplateField[] {
  return [...headerFields(shape), ...offerFields(shape), ...textFields(shape, 'body'), ...buttonFields(shape)]
}

function headerFields(shape: Shape): TemplateField[] {
  const header = partOf(shape.components, 'HEADER')
  const format = text(header?.format).toUpperCase()
  const file = FILE_FORMATS.find((known) => known === format)
  if (file) return [field(shape, { id: 'header.file', place: 'file', name: file.toLowerCase(), format: file, maxLength: 100 })]
  if (format !== 'LOCATION') return textFields(shape, 'header')
  return (['latitude', 'longitude', 'name', 'address'] as const).map((name) =>
    field(shape, {
      id: `header.${name}`,
      place: 'location',
      name,
      maxLength: NAME_LENGTH,
      isOptional: name === 'name' || name === 'address',
    }),
  )
}

function offerFields(shape: Shape): TemplateField[] {
  const offer = record(partOf(shape.components, 'LIMITED_TIME_OFFER')?.limited_time_offer)
  return offer.has_expiration === true ? [field(shape, { id: 'offer', place: 'offer', name: 'expiration_time_ms', maxLength: 40 })] : []
}

export function textFields(shape: Shape, place: 'header' | 'body'): TemplateField[] {
  const component = partOf(shape.components, place.toUpperCase())
  const names = new Set([...text(component?.text).matchAll(VARIABLE)].map(([, name]) => name ?? ''))
  const ordered = shape.format === 'NAMED' ? [...names] : [...names].sort((a, b) => Number(a) - Number(b))
  return ordered.map((name, at) =>
    field(shape, {
      id: `${place}.${name}`,
      place,
      name,
      example: exampleOf(component, place, name, at),
      maxLength: place === 'header' ? 60 : 1024,
    }),
  )
}

function buttonFields(shape: Shape): TemplateField[] {
  return buttonsOf(shape).flatMap((button, index): TemplateField[] => {
    const label = text(button.text)
    const given = text(button.example) || text(array(button.example)[0]) || null
    const own = (prefix = '') => ({ index, text: label, prefix })
    const id = `button.${index}`
    const part = (name: string, maxLength: number, isOptional = false) =>
      field(shape, { id: `${id}.${name}`, place: 'products', name, maxLength, isOptional, button: own() })
    switch (text(button.type)) {
      case 'COPY_CODE':
        return [field(shape, { id, place: 'coupon', name: 'code', example: given, button: own(), maxLength: 20 })]
      case 'QUICK_REPLY':
        return [field(shape, { id, place: 'payload', name: 'payload', button: own(), maxLength: 256, isOptional: true })]
      case 'FLOW':
        return [field(shape, { id, place: 'flow', name: 'flow_token', button: own(), maxLength: 200, isOptional: true })]
      case 'ORDER_DETAILS':
        return [field(shape, { id: `${id}.order`, place: 'order', name: 'order_details', button: own(), maxLength: ORDER_LENGTH })]
      case 'CATALOG':
        return [part('thumbnail', 100, true)]
      case 'MPM':
        return [part('thumbnail', 100), part('title', 24), part('products', 3000)]
      case 'URL':
        return urlField(shape, button, { id, given, own })
      default:
        return []
    }
  })
}

interface ButtonAt {
  readonly id: string
  readonly given: string | null
  own(prefix: string): NonNullable<TemplateField['button']>
}

function urlField(shape: Shape, button: Part, { id, given, own }: ButtonAt): TemplateField[] {
  const url = text(button.url)
  const at = url.search(/\{\{/)
  if (at < 0) return []
  const prefix = url.slice(0, at)
  const example = given?.startsWith(prefix) ? given.slice(prefix.length) : given
  return [field(shape, { id, place: 'url', name: '1', example, button: own(prefix), maxLength: URL_LENGTH })]
}

function exampleOf(component: Part | undefined, place: 'header' | 'body', name: string, at: number): string | null {
  const given = record(component?.example)
  const named = list(given[`${place}_text_named_params`]).find((one) => one.param_name === name)
  if (named) return text(named.example) || null
  const positional = place === 'header' ? given.header_text : array(given.body_text)[0]
  return text(array(positional)[at]) || null
}

type Wanted = Pick<TemplateField, 'id' | 'place' | 'name' | 'maxLength'> & Partial<TemplateField>

function field({ prefix, card }: Shape, wanted: Wanted): TemplateField {
  return { example: null, button: null, isOptional: false, format: null, card, ...wanted, id: `${prefix}${wanted.id}` }
}

export function partOf(components: readonly Part[], type: string): Part | undefined {
  return components.find((component) => text(component.type).toUpperCase() === type)
}

export const buttonsOf = ({ components }: Shape): Part[] => list(partOf(components, 'BUTTONS')?.buttons)
