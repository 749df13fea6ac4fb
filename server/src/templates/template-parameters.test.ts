import type { TemplateContent } from '@recado/contract/messages'
import { newOrder, orderParameters } from '@recado/contract/order/order-draft'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parameterProblems, renderTemplate, type StoredTemplate, variablesOf } from './template-parameters.ts'

type Component = Readonly<Record<string, unknown> & { type: string }>

const ORDER = orderParameters({
  ...newOrder('PED-1'),
  lines: [{ name: 'Bolo', quantity: '1', price: '50' }],
  payment: { way: 'payment_link', code: 'https://loja.example/pagar', merchant: '', key: '', keyType: 'CNPJ' },
})
const template = (components: readonly Component[], more: Partial<StoredTemplate> = {}): StoredTemplate => ({
  name: 'pedido',
  category: 'UTILITY',
  parameterFormat: 'POSITIONAL',
  components,
  ...more,
})
const sent = (...components: Component[]): TemplateContent => ({ name: 'pedido', language: { code: 'pt_BR' }, components: [...components] })
const text = (...words: string[]) => words.map((word) => ({ type: 'text', text: word }))
const body = (...words: string[]): Component => ({ type: 'body', parameters: text(...words) })
const button = (index: number | string, subType: string, parameter?: object): Component => ({
  type: 'button',
  sub_type: subType,
  index,
  ...(parameter && { parameters: [parameter] }),
})

const BODY: Component = { type: 'BODY', text: 'Oi {{1}}, seu pedido {{2}} saiu.' }
const NAMED: Component = { type: 'BODY', text: 'Olá {{nome}}, até {{dia}}.' }
const URL_BUTTONS: Component = {
  type: 'BUTTONS',
  buttons: [
    { type: 'QUICK_REPLY', text: 'Ok' },
    { type: 'URL', text: 'Ver', url: 'https://x.example/{{1}}' },
    { type: 'PHONE_NUMBER', text: 'Ligar', phone_number: '+551140000000' },
  ],
}
const link = button('1', 'url', { type: 'text', text: 'A1' })
const named = (parameter_name: string, word: string) => ({ type: 'text', parameter_name, text: word })

describe('what may go', () => {
  test.each<[string, StoredTemplate, TemplateContent]>([
    ['nothing needed, nothing given', template([{ type: 'BODY', text: 'Oi!' }]), { name: 'pedido', language: { code: 'pt_BR' } }],
    [
      'an empty body component for a body without variables',
      template([{ type: 'BODY', text: 'Oi!' }]),
      sent({ type: 'body', parameters: [] }),
    ],
    ['every variable', template([BODY]), sent(body('Ana', 'A1'))],
    ['component types in capitals', template([BODY]), sent({ type: 'BODY', parameters: text('Ana', 'A1') })],
    ['a variable used twice is given once', template([{ type: 'BODY', text: '{{1}} e {{1}}' }]), sent(body('Ana'))],
    [
      'money and dates',
      template([BODY]),
      sent({
        type: 'body',
        parameters: [
          { type: 'currency', currency: { fallback_value: 'R$ 1' } },
          { type: 'date_time', date_time: { fallback_value: 'hoje' } },
        ],
      }),
    ],
    [
      'named, in any order',
      template([NAMED], { parameterFormat: 'NAMED' }),
      sent({ type: 'body', parameters: [named('dia', 'amanhã'), named('nome', 'Ana')] }),
    ],
    [
      'a header variable',
      template([{ type: 'HEADER', format: 'TEXT', text: 'Pedido {{1}}' }, BODY]),
      sent({ type: 'header', parameters: text('9') }, body('a', 'b')),
    ],
    [
      'a picture by id',
      template([{ type: 'HEADER', format: 'IMAGE' }]),
      sent({ type: 'header', parameters: [{ type: 'image', image: { id: '12' } }] }),
    ],
    [
      'a document by link',
      template([{ type: 'HEADER', format: 'DOCUMENT' }]),
      sent({ type: 'header', parameters: [{ type: 'document', document: { link: 'https://x.example/a.pdf' } }] }),
    ],
    [
      'a place',
      template([{ type: 'HEADER', format: 'LOCATION' }]),
      sent({ type: 'header', parameters: [{ type: 'location', location: { latitude: '-23.5', longitude: -46.6 } }] }),
    ],
    ['only the button that needs it', template([{ type: 'BODY', text: 'Oi' }, URL_BUTTONS]), sent(link)],
    [
      'a button index as a number',
      template([{ type: 'BODY', text: 'Oi' }, URL_BUTTONS]),
      sent(button(1, 'url', { type: 'text', text: 'A1' })),
    ],
    [
      'a payload for a quick reply',
      template([{ type: 'BODY', text: 'Oi' }, URL_BUTTONS]),
      sent(link, button(0, 'quick_reply', { type: 'payload', payload: 'p' })),
    ],
    [
      'a coupon',
      template([{ type: 'BUTTONS', buttons: [{ type: 'COPY_CODE' }] }]),
      sent(button(0, 'copy_code', { type: 'coupon_code', coupon_code: '25OFF' })),
    ],
    [
      'a code, in body and button',
      template(
        [
          { type: 'BODY', text: '*{{1}}* é seu código.' },
          { type: 'BUTTONS', buttons: [{ type: 'URL', url: 'https://www.whatsapp.com/otp/code/?code=otp{{1}}' }] },
        ],
        { category: 'AUTHENTICATION' },
      ),
      sent(body('123456'), button(0, 'url', { type: 'text', text: '123456' })),
    ],
    ['a flow without parameters', template([{ type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Abrir' }] }]), sent()],
    ['a part nobody told us about', template([BODY]), sent(body('a', 'b'), { type: 'tap_target_configuration', parameters: [{}] })],
  ])('%s', (_name, stored, content) => {
    expect(parameterProblems(stored, content)).toEqual([])
  })
})

describe('what is refused, by name', () => {
  test.each<[string, StoredTemplate, TemplateContent, readonly object[]]>([
    [
      'no components at all',
      template([BODY]),
      { name: 'pedido', language: { code: 'pt_BR' } },
      [
        { where: 'body', name: '1', problem: 'missing' },
        { where: 'body', name: '2', problem: 'missing' },
      ],
    ],
    ['the second variable', template([BODY]), sent(body('Ana')), [{ where: 'body', name: '2', problem: 'missing' }]],
    ['an empty value', template([BODY]), sent(body('Ana', ' ')), [{ where: 'body', name: '2', problem: 'missing' }]],
    ['one too many', template([BODY]), sent(body('a', 'b', 'c')), [{ where: 'body', name: null, problem: 'unexpected' }]],
    [
      'values for a text without variables',
      template([{ type: 'BODY', text: 'Oi' }]),
      sent(body('a')),
      [{ where: 'body', name: null, problem: 'unexpected' }],
    ],
    ['a line break', template([BODY]), sent(body('a\nb', 'c')), [{ where: 'body', name: '1', problem: 'line_break' }]],
    ['five spaces', template([BODY]), sent(body('a     b', 'c')), [{ where: 'body', name: '1', problem: 'line_break' }]],
    [
      'a picture in the text',
      template([BODY]),
      sent({ type: 'body', parameters: [{ type: 'image' }, ...text('b')] }),
      [{ where: 'body', name: '1', problem: 'wrong_type' }],
    ],
    [
      'money without an amount',
      template([BODY]),
      sent({ type: 'body', parameters: [{ type: 'currency' }, ...text('b')] }),
      [{ where: 'body', name: '1', problem: 'missing' }],
    ],
    [
      'a named one',
      template([NAMED], { parameterFormat: 'NAMED' }),
      sent({ type: 'body', parameters: [named('nome', 'Ana')] }),
      [{ where: 'body', name: 'dia', problem: 'missing' }],
    ],
    [
      'positions where names are needed',
      template([NAMED], { parameterFormat: 'NAMED' }),
      sent(body('Ana', 'hoje')),
      [
        { where: 'body', name: 'nome', problem: 'missing' },
        { where: 'body', name: 'dia', problem: 'missing' },
        { where: 'body', name: null, problem: 'unexpected' },
        { where: 'body', name: null, problem: 'unexpected' },
      ],
    ],
    [
      'a name that is not there',
      template([NAMED], { parameterFormat: 'NAMED' }),
      sent({ type: 'body', parameters: [named('nome', 'a'), named('dia', 'b'), named('hora', 'c')] }),
      [{ where: 'body', name: 'hora', problem: 'unexpected' }],
    ],
    [
      'the picture',
      template([{ type: 'HEADER', format: 'IMAGE' }, BODY]),
      sent(body('a', 'b')),
      [{ where: 'header', name: 'image', problem: 'missing' }],
    ],
    [
      'a picture that is neither id nor link',
      template([{ type: 'HEADER', format: 'VIDEO' }]),
      sent({ type: 'header', parameters: [{ type: 'video', video: {} }] }),
      [{ where: 'header', name: 'video', problem: 'missing' }],
    ],
    [
      'a document for a picture',
      template([{ type: 'HEADER', format: 'IMAGE' }]),
      sent({ type: 'header', parameters: [{ type: 'document', document: { id: '1' } }] }),
      [{ where: 'header', name: 'image', problem: 'wrong_type' }],
    ],
    [
      'half a place',
      template([{ type: 'HEADER', format: 'LOCATION' }]),
      sent({ type: 'header', parameters: [{ type: 'location', location: { latitude: 1 } }] }),
      [{ where: 'header', name: 'location', problem: 'missing' }],
    ],
    [
      'the end of an address',
      template([{ type: 'BODY', text: 'Oi' }, URL_BUTTONS]),
      sent(),
      [{ where: 'button 1', name: 'url', problem: 'missing' }],
    ],
    [
      'a button that is not there',
      template([{ type: 'BODY', text: 'Oi' }, URL_BUTTONS]),
      sent(link, button(3, 'url', { type: 'text', text: 'x' })),
      [{ where: 'button 3', name: null, problem: 'unexpected' }],
    ],
    [
      'a button on a template without any',
      template([{ type: 'BODY', text: 'Oi' }]),
      sent(link),
      [{ where: 'button 1', name: null, problem: 'unexpected' }],
    ],
    [
      'the coupon',
      template([{ type: 'BUTTONS', buttons: [{ type: 'COPY_CODE' }] }]),
      sent(),
      [{ where: 'button 0', name: 'coupon_code', problem: 'missing' }],
    ],
    [
      'a coupon of 21',
      template([{ type: 'BUTTONS', buttons: [{ type: 'COPY_CODE' }] }]),
      sent(button(0, 'copy_code', { type: 'coupon_code', coupon_code: 'x'.repeat(21) })),
      [{ where: 'button 0', name: 'coupon_code', problem: 'too_long' }],
    ],
    [
      'the code of a template Meta has not written yet',
      template(
        [
          { type: 'BODY', add_security_recommendation: true },
          { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
        ],
        { category: 'AUTHENTICATION' },
      ),
      sent(),
      [
        { where: 'body', name: '1', problem: 'missing' },
        { where: 'button 0', name: 'url', problem: 'missing' },
      ],
    ],
    [
      'the end of an offer',
      template([{ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Só hoje', has_expiration: true } }]),
      sent(),
      [{ where: 'limited_time_offer', name: 'expiration_time_ms', problem: 'missing' }],
    ],
    [
      'an order',
      template([{ type: 'BUTTONS', buttons: [{ type: 'ORDER_DETAILS' }] }]),
      sent(),
      [{ where: 'button 0', name: 'action', problem: 'missing' }],
    ],
    [
      'an order whose sums agree',
      template([{ type: 'BUTTONS', buttons: [{ type: 'ORDER_DETAILS' }] }]),
      sent({
        type: 'button',
        sub_type: 'order_details',
        index: '0',
        parameters: [{ type: 'action', action: { order_details: { ...ORDER, total_amount: { value: 1, offset: 100 } } } }],
      }),
      [{ where: 'button 0', name: 'order_details.total_amount.value', problem: 'wrong_type' }],
    ],
  ])('%s', (_name, stored, content, problems) => {
    expect(parameterProblems(stored, content)).toEqual(problems)
  })

  test('inside a carousel, with the card', () => {
    const card = { components: [{ type: 'HEADER', format: 'IMAGE' }, BODY] }
    const stored = template([
      { type: 'BODY', text: 'Novidades' },
      { type: 'CAROUSEL', cards: [card, card] },
    ])
    const picture = { type: 'header', parameters: [{ type: 'image', image: { id: '1' } }] }
    const cards = [
      { card_index: 0, components: [picture, body('a', 'b')] },
      { card_index: 1, components: [picture, body('a')] },
    ]
    expect(parameterProblems(stored, sent({ type: 'carousel', cards }))).toEqual([{ where: 'card 1 body', name: '2', problem: 'missing' }])
    expect(parameterProblems(stored, sent({ type: 'carousel', cards: cards.slice(0, 1) }))).toEqual([
      { where: 'card 1', name: null, problem: 'missing' },
    ])
  })
})

describe('how it reads', () => {
  test.each<[string, StoredTemplate, TemplateContent, string]>([
    ['filled in', template([BODY]), sent(body('Ana', 'A1')), 'Oi Ana, seu pedido A1 saiu.'],
    [
      'with its header',
      template([{ type: 'HEADER', format: 'TEXT', text: 'Pedido {{1}}' }, BODY]),
      sent({ type: 'header', parameters: text('9') }, body('a', 'b')),
      'Pedido 9\nOi a, seu pedido b saiu.',
    ],
    [
      'by names',
      template([NAMED], { parameterFormat: 'NAMED' }),
      sent({ type: 'body', parameters: [named('dia', 'amanhã'), named('nome', 'Ana')] }),
      'Olá Ana, até amanhã.',
    ],
    [
      'money as it is shown',
      template([{ type: 'BODY', text: 'Total: {{1}}' }]),
      sent({ type: 'body', parameters: [{ type: 'currency', currency: { fallback_value: 'R$ 10,00' } }] }),
      'Total: R$ 10,00',
    ],
    ['a value that looks like a variable is a value', template([BODY]), sent(body('{{2}}', '$&')), 'Oi {{2}}, seu pedido $& saiu.'],
    ['without a text, its name', template([{ type: 'HEADER', format: 'IMAGE' }]), sent(), 'pedido'],
    [
      'the second variable first in the text',
      template([{ type: 'BODY', text: '{{2}} para {{1}}' }]),
      sent(body('Ana', 'Bolo')),
      'Bolo para Ana',
    ],
  ])('%s', (_name, stored, content, words) => {
    expect(renderTemplate(stored, content)).toBe(words)
  })
})

const word = fc.stringMatching(/^[a-zà-ü0-9]{1,8}( [a-zà-ü0-9]{1,8})?$/)

test('any number of variables in any order: exactly as many values are accepted, and all of them are read', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.nat(), (values, seed) => {
      const places = values.map((_value, at) => at + 1).sort((a, b) => ((a * 7 + seed) % 11) - ((b * 7 + seed) % 11))
      const stored = template([{ type: 'BODY', text: places.map((n) => `{{${n}}}`).join(' – ') }])
      expect(parameterProblems(stored, sent(body(...values)))).toEqual([])
      expect(parameterProblems(stored, sent(body(...values.slice(1)))).length).toBe(1)
      expect(parameterProblems(stored, sent(body(...values, 'x'))).length).toBe(1)
      expect(renderTemplate(stored, sent(body(...values)))).toBe(places.map((n) => values[n - 1]).join(' – '))
    }),
  )
})

test('whatever a request or an account holds, nothing throws', () => {
  const component = fc.record(
    {
      type: fc.constantFrom('HEADER', 'BODY', 'BUTTONS', 'CAROUSEL', 'LIMITED_TIME_OFFER', 'button', 'body', 'header', 'carousel'),
      parameters: fc.anything(),
      buttons: fc.anything(),
      cards: fc.anything(),
      index: fc.anything(),
      text: fc.anything(),
      format: fc.anything(),
    },
    { requiredKeys: ['type'] },
  )
  fc.assert(
    fc.property(fc.oneof(fc.array(component), fc.anything()), fc.array(component), (stored, given) => {
      const content = sent(...(given as Component[]))
      parameterProblems(template(stored as Component[]), content)
      expect(typeof renderTemplate(template(stored as Component[]), content)).toBe('string')
    }),
  )
})

test('variables: each once, positional by number, named as they come', () => {
  expect(variablesOf('{{10}} {{2}} {{ 1 }} {{2}}')).toEqual(['1', '2', '10'])
  expect(variablesOf('{{b}} {{a}} {{b}}')).toEqual(['b', 'a'])
  expect(variablesOf('no {braces} {{}}')).toEqual([])
})
