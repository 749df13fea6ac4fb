import { expect, test } from 'vitest'
import { filledFields } from './flow-fields.ts'

test.each([
  [
    '{"screen_0_Seu_nome_0":"Ana","screen_1_Turno_1":"0_Manhã","flow_token":"t"}',
    [
      { name: 'Seu nome', value: 'Ana' },
      { name: 'Turno', value: 'Manhã' },
    ],
  ],
  [
    '{"deliveryDate":"2026-12-01","agree":true}',
    [
      { name: 'Delivery Date', value: '2026-12-01' },
      { name: 'Agree', value: '✓' },
    ],
  ],
  [
    '{"sabores":["0_Cenoura","1_Milho"],"endereco":{"rua":"A","numero":10}}',
    [
      { name: 'Sabores', value: 'Cenoura, Milho' },
      { name: 'Endereco', value: 'A, 10' },
    ],
  ],
  ['not json', []],
  ['{"broken', []],
  ['[1]', []],
  [undefined, []],
  ['{"phone":"5511999990000"}', [{ name: 'Phone', value: '5511999990000' }]],
])('%s', (json, shown) => {
  expect(filledFields(json)).toEqual(shown)
})
