import { todoOf } from '@recado/contract/doctor-todo'
import words from '@recado/contract/doctor-words/en'
import { expect, test } from 'vitest'
import { failed, passed, unknown } from '../road/verdict.ts'
import { judgeHealth, judgePayment } from './checks/health.ts'
import { fromRoad, plainUrl, told } from './diagnosis.ts'

const entity = (more: object) => ({ entity_type: 'WABA', id: '1', can_send_message: 'BLOCKED', ...more })
const problem = (description: string, solution: string | null, code = 141010) => ({
  error_code: code,
  error_description: description,
  possible_solution: solution,
})

test.each([
  ['AVAILABLE', [], 'good', 'health_good'],
  ['LIMITED', [entity({ additional_info: ['The name is not approved.'] })], 'warning', 'health_note'],
  ['BLOCKED', [entity({ errors: [problem('Banned.', 'Appeal.')] })], 'broken', 'health_advice'],
  ['BLOCKED', [], 'broken', 'health_bad'],
  ['A_WORD_OF_TOMORROW', [], 'unknown', 'meta_nonsense'],
])('Meta’s health %s with %j is %s', (can, entities, state, code) => {
  expect(judgeHealth({ can_send_message: can, entities })).toMatchObject({ state, code })
})

test.each([
  ['by its code', [entity({ errors: [problem('…', null, 131042)] })], 'broken'],
  ['by its name', [entity({ errors: [problem('Blocked.', 'Add a payment method.')] })], 'broken'],
  ['not at all', [entity({ errors: [problem('Banned.', 'Appeal.')] })], 'good'],
])('a missing payment is known %s', (_how, entities, state) => {
  expect(judgePayment({ can_send_message: 'BLOCKED', entities }).state).toBe(state)
})

test('what the road calls unknown is never better here, whatever it would be if it failed', () => {
  expect(fromRoad(unknown('meta_silent'), { failed: 'warning', mend: 'webhooks' })).toMatchObject({ state: 'unknown', mend: null })
  expect(fromRoad(passed('subscribed'), { mend: 'webhooks' })).toMatchObject({ state: 'good', mend: null })
  expect(fromRoad(failed('template_none'), { failed: 'warning', mend: 'templates' })).toMatchObject({ state: 'warning', mend: 'templates' })
  expect(told({ ok: false, error: null, cause: 'timeout' }, () => fromRoad(passed('never')))).toMatchObject({ state: 'unknown' })
})

test('somebody else’s address is shown without what may be their secret', () => {
  expect(plainUrl('https://user:pass@other.example/hook?key=secret#x')).toBe('https://other.example/hook?…')
  expect(plainUrl('https://other.example/hook')).toBe('https://other.example/hook')
  expect(plainUrl('nonsense?key=secret')).toBe('nonsense')
})

test('every finding that is not good has something to do about it, in words', () => {
  for (const code of [...Object.keys(words.code), 'meta_error', 'webhook_elsewhere', 'tls_missing']) {
    const todo = todoOf({ state: 'broken', code })
    expect(todo === null ? undefined : words.todo[todo]).toEqual(expect.any(String))
  }
  expect(todoOf({ state: 'good', code: 'token_lives' })).toBeNull()
})
