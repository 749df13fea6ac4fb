/** The way back: what was filled in, from a template that was sent. Pure. */
import type { TemplateContent } from '../messages.ts'
import { list, type Part, record, text } from '../meta-part.ts'
import { readOrder, writeOrder } from '../order/order-draft.ts'
import { fileNameKey, type TemplateField } from './field.ts'
import { type Template, templateFields } from './fields.ts'

/** By the ids of its fields. What is not there was left empty. */
export function templateValues(template: Template, sent: TemplateContent['components']): Record<string, string> {
  const own = list(sent)
  const cards = list(own.find(({ type }) => text(type).toLowerCase() === 'carousel')?.cards)
  const values: Record<string, string> = {}
  for (const field of templateFields(template)) {
    const given = field.card === null ? own : list(cards.find((card, at) => Number(card.card_index ?? at) === field.card)?.components)
    const parameters = list(given.find((component) => holds(component, field))?.parameters)
    Object.assign(values, valuesOf(field, parameters))
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}

function valuesOf(field: TemplateField, parameters: readonly Part[]): Record<string, string> {
  const { id, place, name } = field
  const [first = {}] = parameters
  const action = record(first.action)
  switch (place) {
    case 'header':
    case 'body': {
      const named = parameters.find((one) => one.parameter_name === name)
      return { [id]: text((named ?? parameters[Number(name) - 1])?.text) }
    }
    case 'file': {
      const file = record(first[name])
      return { [id]: text(file.id), [fileNameKey(field)]: text(file.filename) }
    }
    case 'location':
      return { [id]: text(record(first.location)[name]) }
    case 'offer': {
      const end = Number(record(first.limited_time_offer).expiration_time_ms)
      return { [id]: Number.isFinite(end) && Math.abs(end) < 8e15 ? new Date(end).toISOString() : '' }
    }
    case 'flow':
      return { [id]: text(action.flow_token) }
    case 'products':
      return { [id]: productValue(name, action) }
    case 'order':
      return { [id]: action.order_details === undefined ? '' : writeOrder(readOrder(record(action.order_details))) }
    case 'payload':
      return { [id]: text(first.payload) }
    case 'url':
    case 'coupon':
    case 'code':
      return { [id]: text(first.text) || text(first.coupon_code) }
  }
}

function productValue(name: string, action: Part): string {
  const [section = {}] = list(action.sections)
  if (name === 'thumbnail') return text(action.thumbnail_product_retailer_id)
  if (name === 'title') return text(section.title)
  return list(section.product_items)
    .map((item) => text(item.product_retailer_id))
    .join(' ')
}

function holds(component: Part, field: TemplateField): boolean {
  const type = text(component.type).toLowerCase()
  if (field.button) return type === 'button' && Number(component.index) === field.button.index
  const part = { code: 'body', file: 'header', location: 'header', offer: 'limited_time_offer' }[field.place as string] ?? field.place
  return type === part
}
