import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createReferences } from './reference.ts'

const references = createReferences('a secret of this installation')
const id = fc.uuid()

test('a reference that comes back names the message it was made for', () => {
  fc.assert(
    fc.property(id, id, (workspaceId, messageId) => {
      const text = references.write(workspaceId, messageId)
      expect(text.length).toBeLessThanOrEqual(64)
      expect(references.read(workspaceId, text)).toBe(messageId)
    }),
  )
})

test('a reference means nothing in another workspace, under another key, or with one character changed', () => {
  fc.assert(
    fc.property(
      id,
      id,
      id,
      fc.nat(),
      fc.constantFrom('A', 'B', 'a', 'b', '0', '1', '_', '-', '.'),
      (workspaceId, other, messageId, at, letter) => {
        fc.pre(workspaceId !== other)
        const text = references.write(workspaceId, messageId)
        expect(references.read(other, text)).toBeNull()
        expect(createReferences('another secret').read(workspaceId, text)).toBeNull()
        const place = at % text.length
        const altered = text.slice(0, place) + letter + text.slice(place + 1)
        const read = references.read(workspaceId, altered)
        if (altered !== text) expect([null, messageId]).toContain(read) // the last bits of base64 are padding: another spelling, same message
      },
    ),
  )
})

test.each(['', 'm1', 'campaign:42|msg:7', 'm1..', `m1.${'A'.repeat(22)}.${'A'.repeat(16)}`, `m2.${'A'.repeat(22)}.${'A'.repeat(16)}`])(
  'what another app wrote (%j) is not ours',
  (text) => {
    expect(references.read('0199a7b0-0000-7000-8000-000000000001', text)).toBeNull()
  },
)
