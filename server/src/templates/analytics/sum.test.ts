import { analyticsAnswer } from '@recado/cloud-api/template-analytics'
import { expect, test } from 'vitest'
import { figuresOf } from './sum.ts'

const points = (...all: object[]) => analyticsAnswer.parse({ data: [{ data_points: all }] }).data[0]?.data_points ?? []
const day = (start: number, rest: object = {}) => ({ template_id: '1', start, sent: 10, delivered: 9, read: 5, ...rest })

test('days in order, clicks by button, money added up without binary dust', () => {
  const click = { type: 'quick_reply_button', button_content: 'Sim', count: 2 }
  const cost = [
    { type: 'amount_spent', value: 0.1 },
    { type: 'cost_per_delivered', value: 0.01 },
  ]
  const found = points(
    day(1_763_856_000, { clicked: [click], cost }),
    day(1_763_769_600, { clicked: [click], cost: [{ type: 'amount_spent', value: 0.2 }] }),
  )
  expect(figuresOf(found)).toEqual({
    days: [
      { day: '2025-11-22', sent: 10, delivered: 9, read: 5 },
      { day: '2025-11-23', sent: 10, delivered: 9, read: 5 },
    ],
    clicks: [{ kind: 'quick_reply_button', text: 'Sim', count: 4 }],
    spent: 0.3,
  })
})

test('money that Meta does not tell is not zero', () => {
  expect(figuresOf(points(day(1_763_769_600, { cost: [{ type: 'amount_spent' }] }))).spent).toBeNull()
  expect(figuresOf([])).toEqual({ days: [], clicks: [], spent: null })
})

test('what cannot be read hides nothing else', () => {
  expect(figuresOf(points({ nonsense: true }, day(1_763_769_600, { clicked: 'x', cost: [7] }))).days).toHaveLength(1)
})
