/** Random drafts of templates whose pieces stand near every rule, more often on its right side than on its wrong one. */
import type { DraftButton, DraftCard, SampleFile, TemplateDraft } from '@recado/contract/template-draft/draft'
import { CODE_KINDS, DRAFT_BUTTONS, DRAFT_CATEGORIES, DRAFT_LAYOUTS, HEADER_FORMATS } from '@recado/contract/template-draft/draft'
import fc from 'fast-check'

/** The uploads there are, by handle: what a card or header shows must be one of them, and of its format. */
export const UPLOADS: Readonly<Record<string, string>> = {
  '4::image': 'image/jpeg',
  '4::video': 'video/mp4',
  '4::document': 'application/pdf',
}
/** The builder uploads what the chosen format is: the wrong kind of file never becomes part of a draft. */
const FILE_OF: Readonly<Record<string, SampleFile>> = {
  IMAGE: { handle: '4::image', fileName: 'foto.jpg', uploadedAt: Date.now() },
  VIDEO: { handle: '4::video', fileName: 'filme.mp4', uploadedAt: Date.now() },
  DOCUMENT: { handle: '4::document', fileName: 'lista.pdf', uploadedAt: Date.now() },
}

const often = <T>(value: fc.Arbitrary<T>, seldom: fc.Arbitrary<T>, weight = 6) =>
  fc.oneof({ weight, arbitrary: value }, { weight: 1, arbitrary: seldom })
const name = fc.constantFrom('aviso', 'pedido_1', 'x', 'Aviso', 'a b', '')
const piece = fc.constantFrom(
  'Olá',
  'seu pedido',
  ' ',
  ' chegou hoje. ',
  '{{1}}',
  '{{2}}',
  '{{nome}}',
  '{{ dia }}',
  '\n',
  '🎉',
  '*',
  '{',
  '😀',
)
const long = fc.constantFrom(
  ...[20, 25, 26, 60, 61, 160, 161, 600, 601, 1024, 1025].map((length) => 'palavra '.repeat(length).slice(0, length)),
)
const words = often(
  fc.array(piece, { maxLength: 8 }).map((all) => all.join('')),
  long,
)
const around = (inside: fc.Arbitrary<string>) => inside.map((text) => `Olá, esta mensagem diz que ${text} e assim ela termina bem.`)
const body = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      'Olá {{1}}, seu pedido {{2}} sai hoje da loja.',
      'Olá {{nome}}, seu pedido sai no dia {{ dia }} da loja.',
      'Tudo certo.',
    ),
  },
  { weight: 3, arbitrary: around(words) },
  { weight: 1, arbitrary: words },
)
const sample = often(fc.constantFrom('Ana', 'A1', 'amanhã às 10'), fc.string(), 20)
const samples = fc.record({ '1': sample, '2': sample, nome: sample, dia: sample })
const short = often(fc.constantFrom('Sim', 'Não', 'Ver pedido', 'Ligar', 'Agora', 'Depois', 'x'.repeat(25)), words, 15)
const VALUES: Readonly<Record<DraftButton['kind'], readonly [string[], string[]]>> = {
  URL: [
    ['https://loja.example', 'https://loja.example/{{1}}'],
    ['https://wa.me/1', 'x{{1}}', ''],
  ],
  PHONE_NUMBER: [['+5511999990000'], ['123', '']],
  COPY_CODE: [['DEZ'], ['DEZ%', 'A'.repeat(21)]],
  FLOW: [['1234567890'], ['flow', '']],
  VOICE_CALL: [
    ['', '60', '43200'],
    ['43201', 'x', '0'],
  ],
  QUICK_REPLY: [[''], ['']],
  REQUEST_CONTACT_INFO: [[''], ['']],
  CATALOG: [[''], ['']],
  MPM: [[''], ['']],
  ORDER_DETAILS: [[''], ['']],
}
const buttonOf = (kind: DraftButton['kind']): fc.Arbitrary<DraftButton> =>
  fc.record({
    kind: fc.constant(kind),
    text: short,
    value: often(fc.constantFrom(...VALUES[kind][0]), fc.constantFrom(...VALUES[kind][1]), 12),
    sample: often(fc.constantFrom('TELA', 'TELA_UM'), fc.constantFrom('', 'tela 1'), 12),
  })
const button = fc.constantFrom(...DRAFT_BUTTONS).chain(buttonOf)
const buttons = fc.oneof(
  fc.constant<DraftButton[]>([]),
  fc.array(button, { minLength: 1, maxLength: 3 }),
  fc.array(button, { maxLength: 11 }),
  fc.tuple(buttonOf('URL')),
  fc.tuple(buttonOf('COPY_CODE'), buttonOf('URL')),
)

const card = (kinds: readonly DraftButton['kind'][], file: SampleFile | undefined): fc.Arbitrary<DraftCard> =>
  fc.record({
    file: often(fc.constant(file ?? null), fc.constant(null), 60),
    body: often(
      fc.constantFrom('Pão de queijo quente da casa', 'Café fresco'),
      fc.oneof(words, fc.constantFrom('Bolo para {{1}} que sai agora', 'Café para {{nome}} que sai agora')),
      12,
    ),
    samples,
    buttons: fc.tuple(...kinds.map(buttonOf)),
  })
const CARD_KINDS: readonly (readonly DraftButton['kind'][])[] = [
  ['QUICK_REPLY'],
  ['URL'],
  ['QUICK_REPLY', 'QUICK_REPLY'],
  ['QUICK_REPLY', 'URL'],
  ['URL', 'PHONE_NUMBER'],
]
const cards = (file: SampleFile | undefined) =>
  often(
    fc.constantFrom(...CARD_KINDS),
    fc.constantFrom<readonly DraftButton['kind'][]>([], ['COPY_CODE'], ['URL', 'URL', 'URL']),
    12,
  ).chain((kinds) =>
    fc
      .tuple(
        often(fc.array(card(kinds, file), { minLength: 2, maxLength: 4 }), fc.array(card(kinds, file), { minLength: 1, maxLength: 11 }), 5),
        often(fc.constant(null), card(kinds.slice(1), file), 12),
      )
      .map(([all, odd]) => (odd === null ? all : [...all, odd])),
  )

/** Most are of a layout that the category has. */
const kind = often(
  fc.constantFrom(
    ...(['UTILITY', 'MARKETING', 'AUTHENTICATION'] as const).map((category) => ({ category, layout: 'PLAIN' as const })),
    ...(['CAROUSEL', 'OFFER', 'CALL'] as const).map((layout) => ({ category: 'MARKETING' as const, layout })),
    { category: 'AUTHENTICATION' as const, layout: 'PLAIN' as const },
  ),
  fc.record({ category: fc.constantFrom(...DRAFT_CATEGORIES), layout: fc.constantFrom(...DRAFT_LAYOUTS) }),
)

export const draft: fc.Arbitrary<TemplateDraft> = fc
  .record({ headerFormat: fc.constantFrom(...HEADER_FORMATS), cardFormat: fc.constantFrom('IMAGE', 'VIDEO' as const), kind })
  .chain(({ headerFormat, cardFormat, kind: { category, layout } }) =>
    fc.record({
      name: often(fc.constant('aviso'), name),
      language: fc.constantFrom('pt_BR', 'en', 'es_MX'),
      category: fc.constant(category),
      layout: fc.constant(layout),
      parameterFormat: fc.constantFrom('POSITIONAL', 'NAMED'),
      header: fc.record({
        format: fc.constant(headerFormat),
        text: often(fc.constantFrom('Pedido pronto', 'Pedido {{1}}', 'Olá {{nome}}'), words, 4),
        sample,
        file: often(fc.constant(FILE_OF[headerFormat] ?? null), fc.constant(null), 10),
      }),
      body,
      samples,
      footer: often(fc.constantFrom('', 'Loja do bairro'), words),
      buttons,
      offer: fc.record({ text: often(fc.constantFrom('Só até domingo', 'x'.repeat(16)), words), expires: fc.boolean() }),
      cardFormat: fc.constant(cardFormat),
      cards: cards(FILE_OF[cardFormat]),
      code: fc.record({
        recommendation: fc.boolean(),
        expirationMinutes: fc.oneof(fc.constant(null), fc.integer({ min: -1, max: 100 })),
        kind: fc.constantFrom(...CODE_KINDS),
        button: short,
        autofill: short,
        apps: fc.array(
          fc.record({
            packageName: often(fc.constantFrom('com.example.loja', 'br.com.x_1'), fc.constantFrom('loja', '1.a', 'a..b', 'com.exãmple')),
            signatureHash: often(fc.constantFrom('K8a/AINcGX7', 'abcdefghijk'), fc.constantFrom('', 'curto', 'K8a-AINcGX7')),
          }),
          { minLength: 0, maxLength: 6 },
        ),
        termsAccepted: fc.boolean(),
      }),
      ttlSeconds: often(fc.constant(null), fc.constantFrom(29, 30, 900, 901, 43_199, 43_200, 43_201, 2_592_000, 2_592_001, 60.5), 3),
    }),
  )
