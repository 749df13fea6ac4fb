import { describe, expect, test } from 'vitest'
import { judgeWebhooks, listensAt } from './webhook-levels.ts'

const OURS = 'https://recado.example/webhooks/whatsapp'
const THEIRS = 'https://other.example/hook'
const none = { phone_number: null, whatsapp_business_account: null, application: null }
const ours = listensAt(OURS, 'meta')

describe('which address wins', () => {
  test.each([
    ['only the app has one, and it is ours', { ...none, application: OURS }, 'app', 'ours'],
    ['the account’s goes before the app’s', { ...none, whatsapp_business_account: THEIRS, application: OURS }, 'waba', 'elsewhere'],
    ['the number’s goes before both', { phone_number: OURS, whatsapp_business_account: THEIRS, application: THEIRS }, 'number', 'ours'],
    ['none has one', none, null, 'no_address'],
  ])('%s', (_what, facts, winner, state) => {
    expect(judgeWebhooks(facts, true, ours)).toMatchObject({ winner, state })
  })

  test('an app that is not subscribed gets nothing, whatever the addresses say', () => {
    expect(judgeWebhooks({ ...none, application: OURS }, false, ours)).toMatchObject({ winner: 'app', state: 'not_subscribed' })
  })
})

describe('what is ours', () => {
  test.each([
    [OURS, 'meta', true],
    [`${OURS}/`, 'meta', true],
    ['https://recado.example/webhooks/whatsapp?x=1', 'meta', false],
    ['http://127.0.0.1:3000/webhooks/whatsapp', 'meta', false],
    ['http://127.0.0.1:3000/webhooks/whatsapp', 'sandbox', true],
    ['http://127.0.0.1:3000/other', 'sandbox', false],
    ['not an address', 'sandbox', false],
  ] as const)('%s of %s: %s', (url, kind, is) => {
    expect(listensAt(OURS, kind)(url)).toBe(is)
  })
})
