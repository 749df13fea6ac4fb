import { expect, test } from 'vitest'
import { newOrder, orderParameters, writeOrder } from '../order/order-draft.ts'
import { fieldProblem } from './field.ts'
import { templateFields } from './fields.ts'
import { fillTemplate } from './fill.ts'
import { templatePicture } from './picture.ts'
import { templateValues } from './read.ts'

test('an order is filled in, drawn and read back', () => {
  const asking: Parameters<typeof templateFields>[0] = {
    name: 'cobranca',
    language: 'pt_BR',
    category: 'UTILITY',
    status: 'APPROVED',
    parameterFormat: 'POSITIONAL',
    components: [
      { type: 'BODY', text: 'Seu pedido espera o pagamento.' },
      { type: 'BUTTONS', buttons: [{ type: 'ORDER_DETAILS', text: 'Copiar Pix' }] },
    ],
  }
  const [field] = templateFields(asking)
  const order = {
    ...newOrder('PED-1'),
    lines: [{ name: 'Bolo', quantity: '2', price: '50,00' }],
    payment: { way: 'payment_link' as const, code: 'https://loja.example/pagar', merchant: '', key: '', keyType: 'CNPJ' as const },
  }
  const values = { 'button.0.order': writeOrder(order) }
  expect(field).toMatchObject({ id: 'button.0.order', place: 'order', isOptional: false })
  expect([
    fieldProblem(field!, ''),
    fieldProblem(field!, writeOrder(newOrder('PED-1'))),
    fieldProblem(field!, values['button.0.order']),
  ]).toEqual(['missing', 'order', null])
  const sent = fillTemplate(asking, values)
  expect(sent.components).toEqual([
    {
      type: 'button',
      sub_type: 'order_details',
      index: '0',
      parameters: [{ type: 'action', action: { order_details: orderParameters(order) } }],
    },
  ])
  expect(templatePicture(asking, values).order).toEqual(orderParameters(order))
  expect(templatePicture(asking, templateValues(asking, sent.components)).order).toEqual(orderParameters(order))
})
