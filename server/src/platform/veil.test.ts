import fc from 'fast-check'
import { expect, test } from 'vitest'
import { veil } from './veil.ts'

const digits = fc.stringMatching(/^[1-9]\d{9,13}$/)

test('a contact keeps everything but the number, at whatever depth and however it is named', () => {
  fc.assert(
    fc.property(digits, fc.array(fc.constantFrom('items', 'conversation', 'a'), { maxLength: 4 }), (phone, path) => {
      const contact = { id: 'x', displayName: `+${phone}`, phone, name: null, wamid: `wamid.${phone}`, to: phone, count: 3 }
      const deep = path.reduce<unknown>((held, key) => ({ [key]: [held] }), contact)
      expect(JSON.stringify(veil(deep))).not.toContain(phone)
    }),
  )
  expect(veil({ displayName: 'Ana', phone: '5511970001234', seq: 5511970001234 })).toEqual({
    displayName: 'Ana',
    phone: null,
    phoneHidden: true,
    seq: 5511970001234,
  })
})

test('a notice of WhatsApp loses the numbers in its words, what a customer wrote does not', () => {
  const text = 'User changed from 5511970001234 to +55 11 97000-5678'
  expect(veil({ type: 'system', text, content: { body: text } })).toEqual({
    type: 'system',
    text: 'User changed from •••• 34 to •••• 78',
    content: { body: 'User changed from •••• 34 to •••• 78' },
  })
  expect(veil({ type: 'text', text: 'me liga: 11 97000-1234' })).toEqual({ type: 'text', text: 'me liga: 11 97000-1234' })
})

test('the same message id is hidden in the same way wherever it stands', () => {
  const [a, b] = [veil({ wamid: 'wamid.1' }), veil({ contextWamid: 'wamid.1' })] as [{ wamid: string }, { contextWamid: string }]
  expect(a.wamid).toBe(b.contextWamid)
})
