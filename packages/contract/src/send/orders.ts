/** An order to be paid with Pix, boleto or a link, and what becomes of it (Cloud API reference: payments in Brazil). */
import { z } from 'zod'
import { LIMITS } from './limits.ts'
import { anyHeader, body, footer, webAddress, words } from './parts.ts'

/** Hundredths of the currency: 5000 is R$ 50,00. */
const amount = z.strictObject({ value: z.int().min(0).max(99_999_999_999), offset: z.literal(100) })
const described = amount.extend({ description: words(60).optional() })
const discount = described.extend({ discount_program_name: words(60).optional() })

export const PIX_KEY_TYPES = ['CPF', 'CNPJ', 'EMAIL', 'PHONE', 'EVP'] as const
const paymentSetting = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('pix_dynamic_code'),
    pix_dynamic_code: z.strictObject({ code: words(2000), merchant_name: words(200), key: words(200), key_type: z.enum(PIX_KEY_TYPES) }),
  }),
  z.strictObject({ type: z.literal('payment_link'), payment_link: z.strictObject({ uri: webAddress }) }),
  z.strictObject({ type: z.literal('boleto'), boleto: z.strictObject({ digitable_line: words(200) }) }),
])

const item = z.strictObject({
  retailer_id: words(LIMITS.retailerId),
  name: words(200),
  amount,
  sale_amount: amount.optional(),
  quantity: z.int().min(1).max(99_999),
})

const order = z.strictObject({
  status: z.literal('pending'),
  items: z.array(item).min(1).max(LIMITS.orderItems),
  subtotal: amount,
  tax: described,
  shipping: described.optional(),
  discount: discount.optional(),
})

/** One per order, for good: the status of an order names it. */
const reference = z
  .string()
  .max(LIMITS.orderReference)
  .regex(/^[\w.-]+$/, 'letters, digits, _ - and . only')

/** What is asked for; the sums must agree. */
export const orderDetailsParameters = z
  .strictObject({
    reference_id: reference,
    type: z.enum(['digital-goods', 'physical-goods']),
    payment_type: z.literal('br'),
    payment_settings: z.array(paymentSetting).min(1).max(3),
    currency: z.literal('BRL'),
    total_amount: amount,
    order,
  })
  .superRefine(({ order: { items, subtotal, tax, shipping, discount: less }, total_amount }, context) => {
    const ofItems = items.reduce((sum, one) => sum + (one.sale_amount ?? one.amount).value * one.quantity, 0)
    const issue = (path: string[], expected: number) =>
      context.addIssue({ code: 'custom', params: { code: 'wrong_sum', expected }, path, message: `must be ${expected}` })
    if (subtotal.value !== ofItems) issue(['order', 'subtotal', 'value'], ofItems)
    const total = subtotal.value + tax.value + (shipping?.value ?? 0) - (less?.value ?? 0)
    if (total_amount.value !== total) issue(['total_amount', 'value'], total)
  })

export const orderDetailsInteractive = z.strictObject({
  type: z.literal('order_details'),
  header: anyHeader.optional(),
  body,
  footer,
  action: z.strictObject({ name: z.literal('review_and_pay'), parameters: orderDetailsParameters }),
})

export const ORDER_STATUSES = ['pending', 'processing', 'shipped', 'completed', 'canceled'] as const
export const PAYMENT_STATUSES = ['pending', 'captured', 'failed'] as const

export const orderStatusInteractive = z.strictObject({
  type: z.literal('order_status'),
  body,
  footer,
  action: z.strictObject({
    name: z.literal('review_order'),
    parameters: z.strictObject({
      reference_id: reference,
      order: z.strictObject({ status: z.enum(ORDER_STATUSES), description: words(120).optional() }),
      payment: z.strictObject({ status: z.enum(PAYMENT_STATUSES), timestamp: z.int().min(0) }).optional(),
    }),
  }),
})
