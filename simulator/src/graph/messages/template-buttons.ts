/** The buttons of a template as they are sent: which of them need a parameter, and what the phone shows. */
import type { Json } from '../../world/records.ts'
import { isObject, word } from '../call.ts'
import { GraphRefusal, wrong } from '../refusal.ts'
import { type Fields, list, object, words } from './check.ts'
import { orderDetails } from './orders.ts'

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
  ORDER_DETAILS: 'order_details',
}

/** @param approved components of the template, or of a card @param components as they came with the request */
export function filledButtons(approved: readonly Json[], components: readonly Fields[]): Json[] {
  const given = buttonComponents(components)
  const part = approved.find((component) => word(component.type).toUpperCase() === 'BUTTONS')
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
  const shown = { type, text: word(button.text) }
  switch (type) {
    case 'URL':
      return { ...shown, url: filledUrl(word(button.url), first, index) }
    case 'OTP':
      return { ...shown, type: 'COPY_CODE', code: suffix(first, index) }
    case 'COPY_CODE':
      return { ...shown, code: couponCode(first, index) }
    case 'QUICK_REPLY':
      return { ...shown, payload: payload(first) ?? shown.text }
    case 'PHONE_NUMBER':
      return { ...shown, phone_number: button.phone_number }
    case 'FLOW':
      return { ...shown, flow_token: flowToken(first, index) }
    case 'CATALOG':
    case 'MPM':
      return { ...shown, sections: productsOf(type, first, index) }
    case 'ORDER_DETAILS':
      return { ...shown, order: orderOf(first, index) }
    default:
      return shown
  }
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

function actionOf(parameter: Fields | undefined, index: number, type: string): Fields {
  if (!parameter) throw needs(index, type)
  if (parameter.type !== 'action') throw new GraphRefusal(132012, `buttons: Button at index ${index} takes a parameter of type action`)
  return object(parameter.action, `buttons[${index}].parameters.action`)
}

function orderOf(parameter: Fields | undefined, index: number): unknown {
  const { order_details: parameters } = actionOf(parameter, index, 'OrderDetails')
  orderDetails({ name: 'review_and_pay', parameters })
  return parameters
}

/** Without one Meta puts `unused` in its place. */
function flowToken(parameter: Fields | undefined, index: number): string {
  if (!parameter) return 'unused'
  const { flow_token: token, flow_action_data: data } = actionOf(parameter, index, 'Flow')
  if (data !== undefined) object(data, `buttons[${index}].parameters.action.flow_action_data`)
  return token === undefined ? 'unused' : words(token, `buttons[${index}].parameters.action.flow_token`, 1000)
}

/** A catalogue chooses its picture by itself; several products are named, in sections. */
function productsOf(type: string, parameter: Fields | undefined, index: number): unknown {
  if (type === 'CATALOG' && !parameter) return []
  const { thumbnail_product_retailer_id: thumbnail, sections } = actionOf(parameter, index, type)
  if (type === 'MPM' || thumbnail !== undefined) words(thumbnail, 'action.thumbnail_product_retailer_id', 100)
  if (type !== 'MPM') return []
  const counts = list(sections, 'action.sections', { min: 1, max: 10 }).map((one, at) => {
    const section = object(one, `action.sections[${at}]`)
    words(section.title, `action.sections[${at}].title`, 24)
    const items = list(section.product_items, `action.sections[${at}].product_items`, { min: 1, max: 30 })
    for (const item of items) words(object(item, 'product_items[]').product_retailer_id, 'product_items[].product_retailer_id', 100)
    return items.length
  })
  if (counts.reduce((sum, one) => sum + one, 0) > 30) throw wrong("Parameter 'action.sections' holds at most 30 products")
  return sections
}
