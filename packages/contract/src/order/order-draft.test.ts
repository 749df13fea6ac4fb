import { describe, expect, test } from 'vitest'
import { orderDetailsParameters } from '../send/orders.ts'
import { orderSums, readAmount } from './amounts.ts'
import { newOrder, type OrderDraft, orderIn, orderParameters, orderProblems, readOrder, writeOrder } from './order-draft.ts'

const order: OrderDraft = {
  ...newOrder('PED-1'),
  lines: [
    { name: 'Bolo de fubá', quantity: '2', price: '50' },
    { name: 'Pão', quantity: '1', price: 'R$ 4,50' },
  ],
  shipping: '10',
  discount: '4,50',
  payment: { way: 'pix_dynamic_code', code: '00020126', merchant: 'Padaria', key: '00000000000191', keyType: 'CNPJ' },
}

describe('an amount is read from', () => {
  test.each([
    ['50', 5_000],
    ['50,5', 5_050],
    ['50.55', 5_055],
    ['R$ 1.234,56', 123_456],
    ['1,234.56', 123_456],
    ['1.234', 123_400],
    ['0', 0],
    ['', null],
    ['abc', null],
    ['-5', null],
    ['12,345,6x', null],
  ])('%s', (text, hundredths) => expect(readAmount(text)).toBe(hundredths))
})

test('an order adds up, in hundredths', () => {
  const lines = [
    { name: 'Bolo', quantity: 2, price: 5_000 },
    { name: 'Pão', quantity: 1, price: 450 },
  ]
  expect(orderSums(lines, { shipping: 1_000, discount: 450 })).toEqual({ subtotal: 10_450, total: 11_000 })
  expect(orderParameters(order)).toMatchObject({ total_amount: { value: 11_000, offset: 100 }, order: { subtotal: { value: 10_450 } } })
})

test('what has no problem is what Meta takes', () => {
  expect(orderProblems(order)).toEqual([])
  expect(orderDetailsParameters.safeParse(orderParameters(order)).success).toBe(true)
})

test.each<[string, Partial<OrderDraft>]>([
  ['reference', { reference: 'PED 1' }],
  ['items', { lines: [{ name: '', quantity: '1', price: '5' }] }],
  ['items', { lines: [...order.lines, { name: 'Bolo', quantity: '0', price: '5' }] }],
  ['total', { discount: '500' }],
  ['payment', { payment: { ...order.payment, merchant: '' } }],
  ['payment', { payment: { ...order.payment, way: 'payment_link', code: 'javascript:alert(1)' } }],
  ['payment', { payment: { ...order.payment, way: 'boleto', code: '123' } }],
])('%s', (part, wrong) => expect(orderProblems({ ...order, ...wrong })).toEqual([part]))

test('what was sent is an order again, and so is what a form held', () => {
  expect(orderParameters(readOrder(orderParameters(order)))).toEqual(orderParameters(order))
  expect(orderIn(writeOrder(order))).toEqual(order)
  expect(orderIn('')).toBeNull()
})
