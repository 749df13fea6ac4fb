import { describe, expect, test } from 'vitest'
import { isPopupOrigin, popupWord } from './popup-message.ts'

describe('who may speak for Meta’s popup', () => {
  test.each([
    ['https://www.facebook.com', true],
    ['https://facebook.com', true],
    ['https://business.facebook.com', true],
    ['http://www.facebook.com', false],
    ['https://facebook.com.example.com', false],
    ['https://notfacebook.com', false],
    ['https://www.facebook.com:8443', false],
    ['https://recado.example', false],
    ['null', false],
  ])('%s: %s', (origin, may) => expect(isPopupOrigin(origin, 'meta', 'https://recado.example')).toBe(may))

  test('in a rehearsal, our own address and nobody else', () => {
    expect(isPopupOrigin('http://localhost:3000', 'sandbox', 'http://localhost:3000')).toBe(true)
    expect(isPopupOrigin('https://www.facebook.com', 'sandbox', 'http://localhost:3000')).toBe(false)
  })
})

const said = (event: string, data: object) => JSON.stringify({ type: 'WA_EMBEDDED_SIGNUP', event, data })

describe('what it says', () => {
  test.each([
    [said('FINISH', { waba_id: '5241000', phone_number_id: '106500' }), { kind: 'finished', wabaId: '5241000', phoneNumberId: '106500' }],
    [said('FINISH_ONLY_WABA', { waba_id: '5241000' }), { kind: 'finished', wabaId: '5241000', phoneNumberId: null }],
    [said('FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING', { waba_id: '5241000' }), { kind: 'finished', wabaId: '5241000', phoneNumberId: null }],
    [said('CANCEL', { current_step: 'PHONE_NUMBER_SETUP' }), { kind: 'cancelled', step: 'PHONE_NUMBER_SETUP' }],
    [said('CANCEL', {}), { kind: 'cancelled', step: null }],
    [
      said('CANCEL', { error_message: 'In use', error_id: '524126', session_id: 'f34' }),
      { kind: 'reported', message: 'In use', errorId: '524126', sessionId: 'f34' },
    ],
    [said('ERROR', { error_message: 'No' }), { kind: 'reported', message: 'No', errorId: null, sessionId: null }],
    [said('FINISH', { waba_id: '1; drop table', phone_number_id: 7 }), { kind: 'finished', wabaId: null, phoneNumberId: null }],
    [said('SOMETHING_NEW', {}), null],
    ['cb=f1&type=resize', null],
    ['{', null],
    [
      { type: 'WA_EMBEDDED_SIGNUP', event: 'CANCEL', data: null },
      { kind: 'cancelled', step: null },
    ],
    [null, null],
  ])('%s', (data, word) => expect(popupWord(data)).toEqual(word))
})
