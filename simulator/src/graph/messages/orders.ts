/** What Meta checks of orders in Brazil: the sums must agree, and each way to pay has its own fields. */
import { missing, wrong } from '../refusal.ts'
import { type Fields, list, object, url, words } from './check.ts'

const P = 'action.parameters'
const KEY_TYPES = ['CPF', 'CNPJ', 'EMAIL', 'PHONE', 'EVP']
const ORDER_STATUSES = ['pending', 'processing', 'partially_shipped', 'shipped', 'completed', 'canceled']
const PAYMENT_STATUSES = ['pending', 'captured', 'failed']

export function orderDetails(action: Fields): void {
  if (action.name !== 'review_and_pay') throw wrong("Parameter 'action.name' must be 'review_and_pay'")
  const parameters = object(action.parameters, P)
  reference(parameters)
  oneOf(parameters.type, `${P}.type`, ['digital-goods', 'physical-goods'])
  oneOf(parameters.payment_type, `${P}.payment_type`, ['br'])
  oneOf(parameters.currency, `${P}.currency`, ['BRL'])
  list(parameters.payment_settings, `${P}.payment_settings`, { min: 1, max: 3 }).forEach((setting, index) => {
    paymentSetting(object(setting, `${P}.payment_settings[${index}]`), `${P}.payment_settings[${index}]`)
  })
  sums(object(parameters.order, `${P}.order`), amount(parameters.total_amount, `${P}.total_amount`))
}

export function orderStatus(action: Fields): void {
  if (action.name !== 'review_order') throw wrong("Parameter 'action.name' must be 'review_order'")
  const parameters = object(action.parameters, P)
  reference(parameters)
  const order = object(parameters.order, `${P}.order`)
  oneOf(order.status, `${P}.order.status`, ORDER_STATUSES)
  if (order.description !== undefined && order.description !== '') words(order.description, `${P}.order.description`, 120)
  if (parameters.payment === undefined) return
  oneOf(object(parameters.payment, `${P}.payment`).status, `${P}.payment.status`, PAYMENT_STATUSES)
}

function reference(parameters: Fields): void {
  const id = words(parameters.reference_id, `${P}.reference_id`, 35)
  if (!/^[\w.-]+$/.test(id)) throw wrong(`Parameter '${P}.reference_id' may hold letters, digits, underscores, dashes and dots`)
}

function paymentSetting(setting: Fields, at: string): void {
  const type = oneOf(setting.type, `${at}.type`, ['pix_dynamic_code', 'payment_link', 'boleto', 'offsite_card_pay'])
  const given = object(setting[type], `${at}.${type}`)
  if (type === 'payment_link') url(given.uri, `${at}.payment_link.uri`)
  if (type === 'boleto') words(given.digitable_line, `${at}.boleto.digitable_line`, 200)
  if (type !== 'pix_dynamic_code') return
  for (const field of ['code', 'merchant_name', 'key']) words(given[field], `${at}.pix_dynamic_code.${field}`, 2000)
  oneOf(given.key_type, `${at}.pix_dynamic_code.key_type`, KEY_TYPES)
}

function sums(order: Fields, total: number): void {
  oneOf(order.status, `${P}.order.status`, ['pending'])
  const items = list(order.items, `${P}.order.items`, { min: 1, max: 999 }).map((item, index) => {
    const at = `${P}.order.items[${index}]`
    const { retailer_id, name, quantity, amount: price, sale_amount: sale } = object(item, at)
    words(retailer_id, `${at}.retailer_id`, 100)
    words(name, `${at}.name`, 200)
    if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1)
      throw wrong(`Parameter '${at}.quantity' must be at least 1`)
    const full = amount(price, `${at}.amount`)
    return quantity * (sale === undefined ? full : amount(sale, `${at}.sale_amount`))
  })
  const subtotal = amount(order.subtotal, `${P}.order.subtotal`)
  if (subtotal !== items.reduce((sum, one) => sum + one, 0)) throw wrong(`Parameter '${P}.order.subtotal' is not the sum of the items`)
  const part = (name: string) => (order[name] === undefined ? 0 : amount(order[name], `${P}.order.${name}`))
  const expected = subtotal + amount(order.tax, `${P}.order.tax`) + part('shipping') - part('discount')
  if (total !== expected) throw wrong(`Parameter '${P}.total_amount' must be subtotal + tax + shipping - discount, ${expected}`)
}

function amount(given: unknown, path: string): number {
  const { value, offset } = object(given, path)
  if (offset !== 100) throw wrong(`Parameter '${path}.offset' must be 100`)
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw wrong(`Parameter '${path}.value' must be a whole number`)
  return value
}

function oneOf(value: unknown, path: string, allowed: readonly string[]): string {
  if (value === undefined || value === null) throw missing(path)
  if (typeof value !== 'string' || !allowed.includes(value)) throw wrong(`Parameter '${path}' must be one of ${allowed.join(', ')}`)
  return value
}
