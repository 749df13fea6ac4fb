/** An order that is to be paid, while somebody writes it, and Meta's own object made of it. Pure. */
import { array, list, type Part, record, text } from '../meta-part.ts'
import type { InteractiveContent } from '../send/interactive.ts'
import { orderSums, readAmount } from './amounts.ts'

/** What `order_details` takes (Cloud API reference: payments in Brazil). */
export type OrderParameters = Extract<InteractiveContent, { type: 'order_details' }>['action']['parameters']
type Setting = OrderParameters['payment_settings'][number]

export const PAY_WAYS = ['pix_dynamic_code', 'payment_link', 'boleto'] as const
export const KEY_TYPES = ['CNPJ', 'CPF', 'EMAIL', 'PHONE', 'EVP'] as const

export interface Payment {
  way: (typeof PAY_WAYS)[number]
  /** The Pix code, the address of the page, or the boleto's line of digits. */
  code: string
  merchant: string
  key: string
  keyType: (typeof KEY_TYPES)[number]
}

/** Amounts and quantities as they are typed. */
export interface OrderDraft {
  /** One per order, for good: the status of an order names it. */
  reference: string
  lines: readonly { readonly name: string; readonly quantity: string; readonly price: string }[]
  shipping: string
  discount: string
  payment: Payment
}

export type OrderPart = 'reference' | 'items' | 'total' | 'payment'

export const NO_LINE = { name: '', quantity: '1', price: '' } as const

export function newOrder(reference: string): OrderDraft {
  return {
    reference,
    lines: [NO_LINE],
    shipping: '',
    discount: '',
    payment: { way: 'pix_dynamic_code', code: '', merchant: '', key: '', keyType: 'CNPJ' },
  }
}

const money = (value: number) => ({ value, offset: 100 as const })
const quantityOf = (typed: string) => (/^[1-9]\d{0,4}$/.test(typed.trim()) ? Number(typed) : null)

/** What is missing, or not as Meta takes it. */
export function orderProblems(order: OrderDraft): OrderPart[] {
  const isWhole = order.lines.every(({ name, quantity, price }) => {
    const amount = readAmount(price)
    return name.trim() !== '' && quantityOf(quantity) !== null && amount !== null && amount > 0
  })
  const problems: [OrderPart, boolean][] = [
    ['reference', !/^[\w.-]{1,35}$/.test(order.reference)],
    ['items', order.lines.length === 0 || !isWhole],
    ['total', orderParameters(order).total_amount.value <= 0],
    ['payment', !isPayable(order.payment)],
  ]
  return problems.flatMap(([part, isWrong]) => (isWrong ? [part] : []))
}

/** As far as it has come: what cannot be read counts for nothing. */
export function orderParameters(order: OrderDraft): OrderParameters {
  const lines = order.lines.map(({ name, quantity, price }) => ({
    name: name.trim(),
    quantity: quantityOf(quantity) ?? 1,
    price: readAmount(price) ?? 0,
  }))
  const extra = { shipping: readAmount(order.shipping) ?? 0, discount: readAmount(order.discount) ?? 0 }
  const { subtotal, total } = orderSums(lines, extra)
  return {
    reference_id: order.reference,
    type: 'physical-goods',
    payment_type: 'br',
    payment_settings: [settingOf(order.payment)],
    currency: 'BRL',
    total_amount: money(total),
    order: {
      status: 'pending',
      items: lines.map(({ name, quantity, price }, at) => ({ retailer_id: `item-${at + 1}`, name, quantity, amount: money(price) })),
      subtotal: money(subtotal),
      tax: money(0),
      ...(extra.shipping > 0 && { shipping: money(extra.shipping) }),
      ...(extra.discount > 0 && { discount: money(extra.discount) }),
    },
  }
}

function isPayable({ way, code, merchant, key }: Payment): boolean {
  const given = code.trim()
  if (way === 'payment_link') return /^https?:\/\//.test(given) && URL.canParse(given)
  if (way === 'boleto') return /^[\d\s.-]{44,}$/.test(given)
  return given !== '' && merchant.trim() !== '' && key.trim() !== ''
}

function settingOf({ way, code, merchant, key, keyType }: Payment): Setting {
  switch (way) {
    case 'payment_link':
      return { type: way, payment_link: { uri: code.trim() } }
    case 'boleto':
      return { type: way, boleto: { digitable_line: code.replaceAll(/\D/g, '') } }
    case 'pix_dynamic_code':
      return { type: way, pix_dynamic_code: { code: code.trim(), merchant_name: merchant.trim(), key: key.trim(), key_type: keyType } }
  }
}

/** The way back, of what was sent. */
export function readOrder(parameters: Part): OrderDraft {
  const order = record(parameters.order)
  const amount = (value: unknown): string => {
    const hundredths = Number(record(value).value ?? 0)
    return hundredths > 0 ? (hundredths / 100).toFixed(2) : ''
  }
  return {
    reference: text(parameters.reference_id),
    lines: list(order.items).map((item) => ({
      name: text(item.name),
      quantity: text(item.quantity),
      price: amount(item.sale_amount ?? item.amount),
    })),
    shipping: amount(order.shipping),
    discount: amount(order.discount),
    payment: readPayment(record(array(parameters.payment_settings)[0])),
  }
}

function readPayment(setting: Part): Payment {
  const way = PAY_WAYS.find((known) => known === setting.type) ?? 'pix_dynamic_code'
  const { code, uri, digitable_line: digits, merchant_name: merchant, key, key_type: type } = record(setting[way])
  return {
    way,
    code: text(code) || text(uri) || text(digits),
    merchant: text(merchant),
    key: text(key),
    keyType: KEY_TYPES.find((known) => known === type) ?? 'CNPJ',
  }
}

/** An order among the values of a form, which are lines of text. */
export const writeOrder = (order: OrderDraft): string => JSON.stringify(order)

/** @returns null where the line is empty. Only what `writeOrder` wrote is read. */
export function orderIn(line: string): OrderDraft | null {
  return line === '' ? null : (JSON.parse(line) as OrderDraft)
}
