import { describe, expect, test } from 'vitest'
import { type DraftButton, type DraftCard, emptyDraft, type TemplateDraft } from './draft.ts'
import { metaTemplate } from './meta.ts'
import { readDraft } from './read.ts'
import { judgeDraft } from './rules.ts'

const good: TemplateDraft = {
  ...emptyDraft('pt_BR'),
  name: 'pedido_pronto',
  body: 'Olá {{nome}}, seu pedido já está pronto para retirar.',
  samples: { nome: 'Ana' },
}
const broken = (more: Partial<TemplateDraft>) => judgeDraft({ ...good, ...more }).map(({ place, rule }) => `${place}: ${rule}`)
const header = (text: string, sample = '') => ({ header: { format: 'TEXT' as const, text, sample, file: null } })
const body = (text: string, ...names: string[]) => ({ body: text, samples: Object.fromEntries(names.map((name) => [name, 'x'])) })
const button = (kind: DraftButton['kind'], text: string, value = '', sample = ''): DraftButton => ({ kind, text, value, sample })
const buttons = (...list: DraftButton[]) => ({ buttons: list })
const reply = (text: string) => button('QUICK_REPLY', text)
const link = (value: string, sample = '') => button('URL', 'Ver', value, sample)
const file = { handle: '4::x', fileName: 'foto.jpg', uploadedAt: Date.now() }
const picture = (format: 'IMAGE' | 'DOCUMENT', sample: TemplateDraft['header']['file'] = file) => ({
  header: { format, text: '', sample: '', file: sample },
})
const card = (more: Partial<DraftCard> = {}): DraftCard => ({
  file,
  body: 'Pão de queijo',
  samples: {},
  buttons: [reply('Quero')],
  ...more,
})
const cards = (...list: DraftCard[]) => ({ category: 'MARKETING' as const, layout: 'CAROUSEL' as const, cards: list })
const offer = (text: string, more: Partial<TemplateDraft> = {}) => ({
  category: 'MARKETING' as const,
  layout: 'OFFER' as const,
  offer: { text, expires: true },
  ...buttons(link('https://loja.example')),
  ...more,
})
const app = { packageName: 'com.example.loja', signatureHash: 'K8a/AINcGX7' }
const code = (more: Partial<TemplateDraft['code']>) => ({ category: 'AUTHENTICATION' as const, code: { ...good.code, ...more } })

describe('a draft', () => {
  test('that keeps every rule has no problem', () => expect(judgeDraft(good)).toEqual([]))

  test.each<[string, Partial<TemplateDraft>]>([
    ['name: name_missing', { name: '' }],
    ['name: name_pattern', { name: 'Pedido pronto' }],
    ['name: too_long', { name: 'x'.repeat(513) }],
    ['language: language_unknown', { language: 'português' }],
    ['header: header_missing', header(' ')],
    ['header: too_long', header('x'.repeat(61))],
    ['header: header_plain', header('Pedido *pronto*')],
    ['header: header_plain', header('Pedido 🎉')],
    ['header: header_variables', header('{{a}} e {{b}}', 'x')],
    ['headerSample: sample_missing', header('Pedido {{numero}}')],
    ['body: body_missing', body('  ')],
    ['body: too_long', body('palavra '.repeat(129))],
    ['body: body_leading', body('{{nome}}, o seu pedido já está pronto', 'nome')],
    ['body: body_leading', body('({{nome}}), o seu pedido já está pronto', 'nome')],
    ['body: body_trailing', body('O seu pedido já está pronto, {{nome}}!', 'nome')],
    ['body: body_adjacent', body('Olá, senhora {{nome}} {{sobrenome}}, o pedido já está pronto', 'nome', 'sobrenome')],
    ['body: body_ratio', body('Oi {{nome}} tchau', 'nome')],
    ['body: variable_broken', body('Olá {nome}, seu pedido está pronto')],
    ['body: variable_broken', body('Olá {{seu nome}}, seu pedido está pronto')],
    ['body: variable_names', body('Olá {{1}}, seu pedido já está pronto', '1')],
    ['body: variable_numbers', { parameterFormat: 'POSITIONAL', ...body('Olá {{2}}, seu pedido já está pronto', '2') }],
    ['sample.nome: sample_missing', { samples: {} }],
    ['sample.nome: sample_plain', { samples: { nome: 'Ana\nMaria' } }],
    ['footer: too_long', { footer: 'x'.repeat(61) }],
    ['footer: footer_variable', { footer: 'Até {{dia}}' }],
    ['footer: footer_plain', { footer: 'Obrigado 🎉' }],
    ['buttons: buttons_many', buttons(...Array.from({ length: 11 }, (_, at) => reply(`${at}`)))],
    ['buttons: buttons_urls', buttons(...['a', 'b', 'c'].map((text) => button('URL', text, 'https://loja.example')))],
    ['buttons: buttons_phones', buttons(...['a', 'b'].map((text) => button('PHONE_NUMBER', text, '+5511999990000')))],
    ['buttons: buttons_codes', buttons(button('COPY_CODE', '', 'A1'), button('COPY_CODE', '', 'A2'))],
    ['buttons: buttons_grouped', buttons(reply('a'), link('https://loja.example'), reply('b'))],
    ['button.0.text: button_missing', buttons(reply(''))],
    ['button.0.text: too_long', buttons(reply('x'.repeat(26)))],
    ['button.0.text: button_plain', buttons(reply('Sim 👍'))],
    ['button.1.text: button_twice', buttons(reply('Sim'), reply('Sim '))],
    ['button.0.value: url_missing', buttons(link(''))],
    ['button.0.value: url_form', buttons(link('loja.example'))],
    ['button.0.value: url_form', buttons(link('https://wa.me/5511999990000'))],
    ['button.0.value: url_variable', buttons(link('https://loja.example/{{1}}/x', 'a'))],
    ['button.0.sample: sample_missing', buttons(link('https://loja.example/{{1}}'))],
    ['button.0.value: phone_missing', buttons(button('PHONE_NUMBER', 'Ligar'))],
    ['button.0.value: phone_form', buttons(button('PHONE_NUMBER', 'Ligar', '11 9999'))],
    ['button.0.value: coupon_missing', buttons(button('COPY_CODE', ''))],
    ['button.0.value: too_long', buttons(button('COPY_CODE', '', 'A'.repeat(21)))],
    ['button.0.value: coupon_form', buttons(button('COPY_CODE', '', 'DEZ%'))],
    ['ttl: ttl_range', { ttlSeconds: 29 }],
    ['ttl: ttl_range', { category: 'MARKETING', ttlSeconds: 43_199 }],
    ['headerFile: file_missing', picture('IMAGE', null)],
    ['headerFile: file_forgotten', picture('IMAGE', { ...file, uploadedAt: Date.now() - 24 * 3600_000 })],
    ['layout: layout_category', { ...cards(card(), card()), category: 'UTILITY' }],
    ['buttons: buttons_single', buttons(button('FLOW', 'a', '12345'), button('FLOW', 'b', '12345'))],
    ['buttons: buttons_alone', buttons(button('ORDER_DETAILS', 'Copiar Pix'), reply('Não'))],
    ['buttons: buttons_category', buttons(button('CATALOG', 'Ver catálogo'))],
    ['button.0.value: flow_missing', buttons(button('FLOW', 'Agendar'))],
    ['button.0.value: flow_form', buttons(button('FLOW', 'Agendar', 'agenda'))],
    ['button.0.sample: screen_form', buttons(button('FLOW', 'Agendar', '12345', 'tela 1'))],
    ['button.0.value: call_minutes', buttons(button('VOICE_CALL', 'Ligar', '43201'))],
    ['offer: offer_missing', offer('')],
    ['offer: too_long', offer('x'.repeat(17))],
    ['offer: offer_plain', offer('Até {{dia}}')],
    ['header: header_offer', offer('Só hoje', header('Título'))],
    ['body: too_long', offer('Só hoje', body('palavra '.repeat(76)))],
    ['buttons: offer_buttons', offer('Só hoje', buttons(reply('Quero')))],
    ['cards: cards_count', cards(card())],
    ['cards: cards_same', cards(card(), card({ buttons: [reply('Quero'), reply('Não')] }))],
    ['card.1.file: file_missing', cards(card(), card({ file: null }))],
    ['card.0.body: body_missing', cards(card({ body: '' }), card())],
    ['card.0.body: too_long', cards(card({ body: 'x'.repeat(161) }), card())],
    ['card.1.button.0.text: button_missing', cards(card(), card({ buttons: [reply('')] }))],
    ['apps: apps_count', code({ kind: 'ONE_TAP' })],
    ['app.0.package: package_form', code({ kind: 'ONE_TAP', apps: [{ ...app, packageName: 'loja' }] })],
    ['app.0.hash: hash_form', code({ kind: 'ONE_TAP', apps: [{ ...app, signatureHash: 'curto' }] })],
    ['autofill: too_long', code({ kind: 'ONE_TAP', apps: [app], autofill: 'x'.repeat(26) })],
    ['terms: terms_missing', code({ kind: 'ZERO_TAP', apps: [app] })],
    ['expiration: expiration_range', code({ expirationMinutes: 91 })],
    ['codeButton: too_long', code({ button: 'x'.repeat(26) })],
    ['codeButton: button_plain', code({ button: '{{1}}' })],
  ])('%s', (problem, more) => expect(broken(more)).toEqual([problem]))

  test('of a card with no button is one of another shape too', () =>
    expect(broken(cards(card(), card({ buttons: [] })))).toEqual(['cards: cards_same', 'card.1.buttons: card_buttons']))

  test.each<[string, Partial<TemplateDraft>]>([
    ['a picture as header', picture('IMAGE')],
    [
      'an offer with a code',
      offer('Só hoje', { ...picture('IMAGE'), ...buttons(button('COPY_CODE', '', 'DEZ'), link('https://loja.example')) }),
    ],
    ['a carousel', cards(card(), card())],
    ['leave to call', { layout: 'CALL' }],
    ['a code without a touch', code({ kind: 'ZERO_TAP', apps: [app], termsAccepted: true })],
    ['a flow', buttons(button('FLOW', 'Agendar', '12345', 'DIA'))],
    ['an end of trying', { ttlSeconds: 3600 }],
  ])('with %s has no problem', (_, more) => expect(broken(more)).toEqual([]))

  test('of authentication is judged by its own rules only', () => expect(broken({ ...code({}), body: '' })).toEqual([]))

  test('says how many letters are too many, and how many words are missing', () => {
    expect(judgeDraft({ ...good, footer: 'x'.repeat(63) })).toEqual([{ place: 'footer', rule: 'too_long', count: 3 }])
    expect(judgeDraft({ ...good, ...body('Oi {{nome}} tchau', 'nome') })).toEqual([{ place: 'body', rule: 'body_ratio', count: 1 }])
  })
})

describe("Meta's shape of a draft", () => {
  test('carries named samples', () => {
    expect(metaTemplate({ ...good, ...header('Pedido {{numero}}', 'A1') })).toEqual({
      name: 'pedido_pronto',
      language: 'pt_BR',
      category: 'UTILITY',
      parameter_format: 'NAMED',
      components: [
        {
          type: 'HEADER',
          format: 'TEXT',
          text: 'Pedido {{numero}}',
          example: { header_text_named_params: [{ param_name: 'numero', example: 'A1' }] },
        },
        { type: 'BODY', text: good.body, example: { body_text_named_params: [{ param_name: 'nome', example: 'Ana' }] } },
      ],
    })
  })

  test('carries numbered samples, and a whole address as sample of a button', () => {
    const draft: TemplateDraft = {
      ...good,
      ...body('Olá {{1}}, seu pedido já está pronto', '1'),
      parameterFormat: 'POSITIONAL',
      buttons: [link('https://loja.example/{{1}}', 'A1')],
    }
    expect(metaTemplate(draft).components).toEqual([
      { type: 'BODY', text: draft.body, example: { body_text: [['x']] } },
      { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Ver', url: 'https://loja.example/{{1}}', example: ['https://loja.example/A1'] }] },
    ])
  })

  test('of authentication is made of its fixed parts', () => {
    expect(metaTemplate({ ...good, ...code({ expirationMinutes: 5, button: 'Copiar' }) })).toMatchObject({
      parameter_format: 'POSITIONAL',
      components: [
        { type: 'BODY', add_security_recommendation: true },
        { type: 'FOOTER', code_expiration_minutes: 5 },
        { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE', text: 'Copiar' }] },
      ],
    })
  })
})

describe('a template made a draft again', () => {
  const again = (draft: TemplateDraft) => {
    const { parameter_format: parameterFormat, ...template } = metaTemplate(draft)
    return readDraft({ ...template, parameterFormat })
  }

  test.each<[string, TemplateDraft]>([
    ['named', { ...good, ...header('Pedido {{numero}}', 'A1'), footer: 'Loja', ...buttons(reply('Sim'), reply('Não')) }],
    ['numbered', { ...good, parameterFormat: 'POSITIONAL', ...body('Olá {{1}}, seu pedido já está pronto', '1') }],
    [
      'with every button',
      {
        ...good,
        ...buttons(
          link('https://loja.example/{{1}}', 'A1'),
          button('PHONE_NUMBER', 'Ligar', '+5511999990000'),
          button('COPY_CODE', '', 'DEZ'),
        ),
      },
    ],
  ])('%s is the draft it was made from', (_, draft) => expect(again(draft)).toEqual(draft))

  test('of authentication too', () =>
    expect(again({ ...good, ...code({ button: 'Copiar' }) })).toMatchObject({ code: { ...good.code, button: 'Copiar' } }))

  test('is none where something would be lost', () => {
    const { parameter_format: parameterFormat, ...template } = metaTemplate(good)
    const withPart = (part: { type: string; format?: string }) =>
      readDraft({ ...template, parameterFormat, components: [part, ...template.components] })
    expect(withPart({ type: 'PRODUCT_LIST' })).toBeNull()
    expect(withPart({ type: 'HEADER', format: 'PRODUCT' })).toBeNull()
    expect(withPart({ type: 'HEADER', format: 'IMAGE' })).toMatchObject({ header: { format: 'IMAGE', file: null } })
  })
})
