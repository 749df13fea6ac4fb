/** Two readings of Meta's documentation, written apart: what the builder lets through, the simulator takes. */
import { type DraftButton, metaTemplate, type TemplateDraft } from '@recado/contract/template-draft/draft'
import { judgeDraft } from '@recado/contract/template-draft/rules'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkTemplate } from '../../simulator/src/graph/templates/rules.ts'

/** Pieces that stand near every rule, more often on its right side than on its wrong one. */
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
const long = fc.constantFrom(...[20, 25, 26, 60, 61, 1024, 1025].map((length) => 'palavra '.repeat(length).slice(0, length)))
const words = fc.oneof(
  { weight: 6, arbitrary: fc.array(piece, { maxLength: 8 }).map((all) => all.join('')) },
  { weight: 1, arbitrary: long },
)
const around = (inside: fc.Arbitrary<string>) => inside.map((text) => `Olá, esta mensagem diz que ${text} e assim ela termina bem.`)
const body = fc.oneof(around(words), words)
const sample = fc.oneof({ weight: 5, arbitrary: fc.constantFrom('Ana', 'A1', 'amanhã às 10') }, { weight: 1, arbitrary: fc.string() })
const short = fc.oneof(fc.constantFrom('Sim', 'Não', 'Ver pedido', 'Ligar', 'x'.repeat(25)), words)
const value = fc.constantFrom(
  'https://loja.example',
  'https://loja.example/{{1}}',
  'https://wa.me/1',
  '+5511999990000',
  '123',
  'DEZ',
  'x{{1}}',
  '',
)

const button: fc.Arbitrary<DraftButton> = fc.record({
  kind: fc.constantFrom('QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE'),
  text: short,
  value,
  sample,
})
const draft: fc.Arbitrary<TemplateDraft> = fc.record({
  name: fc.oneof({ weight: 6, arbitrary: fc.constant('aviso') }, { weight: 1, arbitrary: name }),
  language: fc.constantFrom('pt_BR', 'en', 'es_MX'),
  category: fc.constantFrom('UTILITY', 'MARKETING', 'AUTHENTICATION'),
  parameterFormat: fc.constantFrom('POSITIONAL', 'NAMED'),
  header: fc.record({ format: fc.constantFrom('NONE', 'TEXT', 'LOCATION'), text: words, sample }),
  body,
  samples: fc.record({ '1': sample, '2': sample, nome: sample, dia: sample }),
  footer: fc.oneof(fc.constantFrom('', 'Loja do bairro'), words),
  buttons: fc.oneof(fc.constant<DraftButton[]>([]), fc.array(button, { maxLength: 11 })),
  code: fc.record({
    recommendation: fc.boolean(),
    expirationMinutes: fc.oneof(fc.constant(null), fc.integer({ min: -1, max: 100 })),
    button: short,
  }),
})

test('whatever the builder finds nothing wrong with, the simulator takes', () => {
  let passed = 0
  fc.assert(
    fc.property(draft, (wanted) => {
      if (judgeDraft(wanted).length > 0) return
      passed++
      const { parameter_format: parameterFormat, ...template } = metaTemplate(wanted)
      checkTemplate({ ...template, parameterFormat })
    }),
    { numRuns: 30_000 },
  )
  expect(passed).toBeGreaterThan(1_000)
})
