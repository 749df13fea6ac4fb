import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldProblem } from './field.ts'
import { templateFields } from './fields.ts'
import { fillTemplate } from './fill.ts'
import { templateObstacle, templatePicture, templateSummary } from './picture.ts'
import { templateValues } from './read.ts'

type Template = Parameters<typeof templateFields>[0]
const template = (rest: Partial<Template>): Template => ({
  name: 'pedido',
  language: 'pt_BR',
  category: 'UTILITY',
  status: 'APPROVED',
  parameterFormat: 'POSITIONAL',
  components: [],
  ...rest,
})

const positional = template({
  components: [
    { type: 'HEADER', format: 'TEXT', text: 'Pedido {{1}}', example: { header_text: ['1204'] } },
    { type: 'BODY', text: 'Oi, {{1}}! Seu {{2}} sai às {{3}}. Até já, {{1}}.', example: { body_text: [['Ana', 'bolo', '10 h']] } },
    { type: 'FOOTER', text: 'Padaria' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'QUICK_REPLY', text: 'Ok' },
        { type: 'URL', text: 'Acompanhar', url: 'https://a.example/p/{{1}}', example: ['https://a.example/p/1204'] },
        { type: 'COPY_CODE', text: 'Copiar', example: 'BOLO10' },
        { type: 'PHONE_NUMBER', text: 'Ligar', phone_number: '+5511' },
      ],
    },
  ],
})
const named = template({
  parameterFormat: 'NAMED',
  components: [
    {
      type: 'BODY',
      text: 'Olá, {{nome}}. Fica pronto {{dia}}.',
      example: {
        body_text_named_params: [
          { param_name: 'nome', example: 'Ana' },
          { param_name: 'dia', example: 'amanhã' },
        ],
      },
    },
  ],
})
const code = template({
  category: 'AUTHENTICATION',
  components: [
    { type: 'BODY', text: '*{{1}}* é o seu código.' },
    {
      type: 'BUTTONS',
      buttons: [{ type: 'URL', text: 'Copiar', url: 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}' }],
    },
  ],
})

describe('what a template asks for', () => {
  test('each variable once, in the order Meta counts, with what Meta gave as example', () => {
    expect(templateFields(positional).map(({ id, example }) => [id, example])).toEqual([
      ['header.1', '1204'],
      ['body.1', 'Ana'],
      ['body.2', 'bolo'],
      ['body.3', '10 h'],
      ['button.0', null],
      ['button.1', '1204'],
      ['button.2', 'BOLO10'],
    ])
    expect(templateFields(positional).find(({ id }) => id === 'button.1')?.button).toEqual({
      index: 1,
      text: 'Acompanhar',
      prefix: 'https://a.example/p/',
    })
  })
  test('named ones by their names, in order of appearance', () => {
    expect(templateFields(named).map(({ id, example }) => [id, example])).toEqual([
      ['body.nome', 'Ana'],
      ['body.dia', 'amanhã'],
    ])
  })
  test('one code for text and button', () => expect(templateFields(code).map(({ id }) => id)).toEqual(['code']))
  test('ten come after two', () => {
    const text = Array.from({ length: 11 }, (_, n) => `{{${n + 1}}}`).join(' e ')
    expect(templateFields(template({ components: [{ type: 'BODY', text }] })).map(({ name }) => name)).toEqual(
      Array.from({ length: 11 }, (_, n) => `${n + 1}`),
    )
  })
})

const file = (format: string) => ({ type: 'HEADER', format, example: { header_handle: ['4::x'] } })
const carousel = template({
  category: 'MARKETING',
  components: [
    { type: 'BODY', text: 'Olá {{1}}, veja o que saiu do forno.' },
    {
      type: 'CAROUSEL',
      cards: ['Bolo de {{1}} hoje', 'Pão de {{1}} hoje'].map((text) => ({
        components: [
          file('IMAGE'),
          { type: 'BODY', text },
          {
            type: 'BUTTONS',
            buttons: [
              { type: 'QUICK_REPLY', text: 'Quero' },
              { type: 'URL', text: 'Ver', url: 'https://a.example/{{1}}' },
            ],
          },
        ],
      })),
    },
  ],
})
const offer = template({
  category: 'MARKETING',
  components: [
    file('DOCUMENT'),
    { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Só hoje', has_expiration: true } },
    { type: 'BODY', text: 'Pão com desconto.' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'COPY_CODE', text: 'Copiar', example: 'DEZ' },
        { type: 'FLOW', text: 'Agendar', flow_id: '1' },
        { type: 'MPM', text: 'Ver itens' },
        { type: 'CATALOG', text: 'Catálogo' },
      ],
    },
  ],
})
const place = template({
  components: [
    { type: 'HEADER', format: 'LOCATION' },
    { type: 'BODY', text: 'Chegou.' },
  ],
})
const END = '2099-01-01T12:00:00.000Z'

describe('files, places, cards and offers', () => {
  test('are asked for where they stand, and only what Meta needs must be there', () => {
    const asked = (one: Template) => templateFields(one).map(({ id, isOptional }) => (isOptional ? `${id}?` : id))
    const ofCard = (at: number) => ['header.file', 'body.1', 'button.0?', 'button.1'].map((id) => `card.${at}.${id}`)
    expect(asked(carousel)).toEqual(['body.1', ...ofCard(0), ...ofCard(1)])
    expect(asked(offer)).toEqual([
      'header.file',
      'offer',
      'button.0',
      'button.1?',
      'button.2.thumbnail',
      'button.2.title',
      'button.2.products',
      'button.3.thumbnail?',
    ])
    expect(asked(place)).toEqual(['header.latitude', 'header.longitude', 'header.name?', 'header.address?'])
  })

  test('go into the objects that Meta documents', () => {
    const sent = fillTemplate(offer, {
      'header.file': 'f1',
      'header.file.name': 'lista.pdf',
      offer: END,
      'button.0': 'DEZ',
      'button.2.thumbnail': 'sku1',
      'button.2.title': 'Doces',
      'button.2.products': 'sku1, sku2',
    })
    expect(sent.components).toEqual([
      { type: 'header', parameters: [{ type: 'document', document: { id: 'f1', filename: 'lista.pdf' } }] },
      {
        type: 'limited_time_offer',
        parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: Date.parse(END) } }],
      },
      { type: 'button', sub_type: 'copy_code', index: '0', parameters: [{ type: 'coupon_code', coupon_code: 'DEZ' }] },
      { type: 'button', sub_type: 'flow', index: '1', parameters: [{ type: 'action', action: { flow_token: 'unused' } }] },
      {
        type: 'button',
        sub_type: 'mpm',
        index: '2',
        parameters: [
          {
            type: 'action',
            action: {
              thumbnail_product_retailer_id: 'sku1',
              sections: [{ title: 'Doces', product_items: [{ product_retailer_id: 'sku1' }, { product_retailer_id: 'sku2' }] }],
            },
          },
        ],
      },
    ])
    expect(fillTemplate(place, { 'header.latitude': '-23,55', 'header.longitude': '-46.6', 'header.name': 'Loja' }).components).toEqual([
      { type: 'header', parameters: [{ type: 'location', location: { latitude: -23.55, longitude: -46.6, name: 'Loja' } }] },
    ])
  })

  test('each card is filled by itself, and read back', () => {
    const values = {
      'body.1': 'Ana',
      'card.0.header.file': 'a',
      'card.0.body.1': 'fubá',
      'card.0.button.1': 'x',
      'card.1.header.file': 'b',
      'card.1.body.1': 'milho',
      'card.1.button.0': 'quero_pao',
      'card.1.button.1': 'y',
    }
    const sent = fillTemplate(carousel, values)
    expect(sent.components?.[1]).toMatchObject({
      type: 'carousel',
      cards: [
        {
          card_index: 0,
          components: [
            { type: 'header', parameters: [{ type: 'image', image: { id: 'a' } }] },
            { type: 'body', parameters: [{ text: 'fubá' }] },
            { sub_type: 'url', index: '1' },
          ],
        },
        { card_index: 1 },
      ],
    })
    expect(templateValues(carousel, sent.components)).toEqual(values)
    expect(templatePicture(carousel, values).cards.map(({ headerId, headerMedia }) => [headerId, headerMedia])).toEqual([
      ['card.0.header.file', 'IMAGE'],
      ['card.1.header.file', 'IMAGE'],
    ])
  })

  test('what Meta would refuse of them is said', () => {
    const problem = (one: Template, id: string, text: string) => fieldProblem(templateFields(one).find((field) => field.id === id)!, text)
    expect(problem(place, 'header.latitude', '91')).toBe('number')
    expect(problem(place, 'header.longitude', 'oeste')).toBe('number')
    expect(problem(place, 'header.latitude', '-23,5')).toBeNull()
    expect(problem(place, 'header.name', '')).toBeNull()
    expect(problem(offer, 'offer', '2020-01-01T00:00')).toBe('past')
    expect(problem(offer, 'offer', END)).toBeNull()
    expect(problem(offer, 'button.2.products', Array.from({ length: 31 }, (_, n) => `sku${n}`).join(' '))).toBe('too_many')
  })
})

describe('what is sent', () => {
  const values = { 'header.1': '1204', 'body.1': 'Ana', 'body.2': 'bolo', 'body.3': '10 h', 'button.1': '1204', 'button.2': 'BOLO10' }
  test('positional parameters carry no name', () => {
    expect(fillTemplate(positional, values)).toEqual({
      name: 'pedido',
      language: { code: 'pt_BR' },
      components: [
        { type: 'header', parameters: [{ type: 'text', text: '1204' }] },
        { type: 'body', parameters: ['Ana', 'bolo', '10 h'].map((text) => ({ type: 'text', text })) },
        { type: 'button', sub_type: 'url', index: '1', parameters: [{ type: 'text', text: '1204' }] },
        { type: 'button', sub_type: 'copy_code', index: '2', parameters: [{ type: 'coupon_code', coupon_code: 'BOLO10' }] },
      ],
    })
  })
  test('named ones carry theirs', () => {
    expect(fillTemplate(named, { 'body.nome': 'Ana', 'body.dia': 'hoje' }).components?.[0]).toEqual({
      type: 'body',
      parameters: [
        { type: 'text', parameter_name: 'nome', text: 'Ana' },
        { type: 'text', parameter_name: 'dia', text: 'hoje' },
      ],
    })
  })
  test('a code goes into the text and into the button', () => {
    expect(fillTemplate(code, { code: '123456' }).components).toEqual([
      { type: 'body', parameters: [{ type: 'text', text: '123456' }] },
      { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '123456' }] },
    ])
  })
  test('without variables there are no components', () => {
    expect(fillTemplate(template({ components: [{ type: 'BODY', text: 'Oi' }] }), {})).toEqual({
      name: 'pedido',
      language: { code: 'pt_BR' },
    })
  })
})

const value = fc
  .string({ minLength: 1, maxLength: 20 })
  .map((text) => text.trim())
  .filter((text) => text !== '')

test('what was filled in can be read back from what was sent, and drawn', () => {
  for (const one of [positional, named, code]) {
    const fields = templateFields(one)
    fc.assert(
      fc.property(fc.array(value, { minLength: fields.length, maxLength: fields.length }), (texts) => {
        const values = Object.fromEntries(fields.map((field, at) => [field.id, texts[at] ?? '']))
        const back = templateValues(one, fillTemplate(one, values).components)
        expect(back).toEqual(values)
        const { header, body } = templatePicture(one, back)
        const shown = [...header, ...body].flatMap((segment) => ('field' in segment ? [segment.value] : []))
        expect(shown.every((text) => text !== '')).toBe(true)
      }),
    )
  }
})

test('the picture keeps every word around the variables', () => {
  const anyText = fc
    .array(fc.constantFrom('{{1}}', '{{ 2 }}', '{{nome}}', 'a', ' ', '\n', '{', '}', '{{', '}}', '$&', '😀'), { maxLength: 20 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(anyText, (text) => {
      const { body } = templatePicture(template({ components: [{ type: 'BODY', text }] }), {})
      const back = body.map((segment) => ('text' in segment ? segment.text : `{{${segment.field.name}}}`)).join('')
      expect(back.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }),
  )
})

test.each([
  ['not approved', { status: 'PAUSED' }, 'status'],
  [
    'a picture on top',
    {
      components: [
        { type: 'HEADER', format: 'IMAGE' },
        { type: 'BODY', text: 'a' },
      ],
    },
    null,
  ],
  [
    'a product on top',
    {
      components: [
        { type: 'HEADER', format: 'PRODUCT' },
        { type: 'BODY', text: 'a' },
      ],
    },
    'kind',
  ],
  [
    'a part of tomorrow',
    {
      components: [{ type: 'BODY', text: 'a' }, { type: 'HOLOGRAM' }],
    },
    'kind',
  ],
  [
    'an order',
    {
      components: [
        { type: 'BODY', text: 'a' },
        { type: 'BUTTONS', buttons: [{ type: 'ORDER_DETAILS', text: 'Copiar Pix' }] },
      ],
    },
    null,
  ],
  ['plain text', { components: [{ type: 'BODY', text: 'a' }] }, null],
] as const)('with %s it is %s', (_name, rest, obstacle) => expect(templateObstacle(template(rest as Partial<Template>))).toBe(obstacle))

test('Meta’s rules for one value', () => {
  const field = templateFields(named)[0]!
  expect([
    fieldProblem(field, ' '),
    fieldProblem(field, 'a\nb'),
    fieldProblem(field, 'a     b'),
    fieldProblem(field, 'a'.repeat(1025)),
    fieldProblem(field, 'Ana'),
  ]).toEqual(['missing', 'line_break', 'line_break', 'too_long', null])
})

test('components of a shape nobody expected are no reason to fall over', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc
          .record({ type: fc.string() }, { requiredKeys: ['type'] })
          .chain((base) =>
            fc.dictionary(fc.constantFrom('text', 'buttons', 'example', 'format'), fc.anything()).map((rest) => ({ ...rest, ...base })),
          ),
      ),
      (components) => {
        const odd = template({ components })
        templatePicture(odd, {})
        templateValues(odd, fillTemplate(odd, {}).components)
        expect(typeof templateSummary(odd)).toBe('string')
      },
    ),
  )
})
