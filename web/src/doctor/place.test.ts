import type { DoctorItem, DoctorView } from '@recado/contract/doctor'
import { expect, test } from 'vitest'
import { placeOf } from './place.ts'

const subject: DoctorView['subject'] = { numberId: 'n1', phone: null, phoneNumberId: '5', wabaId: '77', wabaName: 'Loja', kind: 'meta' }
const found = (code: string, state: DoctorItem['state'] = 'broken'): DoctorItem => ({ id: 'x', state, code, facts: {}, mend: null })

test.each([
  ['token_expired', { href: '/numbers/n1', isOurs: true }],
  ['webhook_elsewhere', { href: '/numbers/n1/webhooks', isOurs: true }],
  ['template_none', { href: '/templates', isOurs: true }],
  ['payment_missing', { href: 'https://business.facebook.com/latest/whatsapp_manager/overview/?asset_id=77', isOurs: false }],
  ['tls_broken', null],
])('%s is mended at %j', (code, place) => {
  expect(placeOf(found(code), subject, 'n1')).toEqual(place)
})

test('what is good needs no place; the sandbox has none at Meta; an account without a number has no page of one', () => {
  expect(placeOf(found('token_lives', 'good'), subject, 'n1')).toBeNull()
  expect(placeOf(found('payment_missing'), { ...subject, kind: 'sandbox' }, 'n1')).toBeNull()
  expect(placeOf(found('token_expired'), subject, null)).toBeNull()
})
