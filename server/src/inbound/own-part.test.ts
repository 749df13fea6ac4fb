import { expect, test } from 'vitest'
import { masked, ownPart } from './own-part.ts'

const WHOSE = { wabaId: '102', phoneNumberId: '106' }
const messages = (phoneNumberId: string, text: string) => ({
  field: 'messages',
  value: {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: phoneNumberId },
    contacts: [{ profile: { name: 'Ana' }, wa_id: '5511999990000' }],
    messages: [{ from: '5511999990000', type: 'text', text: { body: text } }],
  },
})
const call = (...entry: object[]) => JSON.stringify({ object: 'whatsapp_business_account', entry })

test('a call about one number is its own, whole', () => {
  expect(ownPart(call({ id: '102', changes: [messages('106', 'oi')] }), WHOSE)).toMatchObject({ fields: ['messages'], isPart: false })
})

test('what is about another number of the account, or another account, is left out', () => {
  const both = call(
    { id: '102', changes: [messages('106', 'mine'), messages('107', 'theirs')] },
    { id: '103', changes: [messages('108', 'x')] },
  )
  const own = ownPart(both, WHOSE)
  expect(own).toMatchObject({ isPart: true })
  expect(JSON.stringify(own?.body)).not.toMatch(/theirs|108|103/)
  expect(ownPart(call({ id: '103', changes: [messages('108', 'x')] }), WHOSE)).toBeNull()
})

test('news of the account names no number; the envelope may name the business', () => {
  const update = { field: 'account_update', value: { event: 'PARTNER_ADDED', waba_info: { waba_id: '102' } } }
  expect(ownPart(call({ id: '900', changes: [update] }), WHOSE)).toMatchObject({ fields: ['account_update'] })
  expect(ownPart(call({ id: '102', changes: [{ ...update, value: { waba_info: { waba_id: '103' } } }] }), WHOSE)).toBeNull()
})

test.each(['', 'nonsense', '[]', '{"entry":7}', '{"entry":[{"changes":[7]}]}'])('what cannot be read is nobody’s: %s', (body) => {
  expect(ownPart(body, WHOSE)).toBeNull()
})

test('covered, it shows what kind of news it is and nothing about a person', () => {
  const shown = JSON.stringify(masked(JSON.parse(call({ id: '102', changes: [messages('106', 'segredo')] }))))
  expect(shown).toContain('"type":"text"')
  expect(shown).not.toMatch(/segredo|Ana|99999/)
})
