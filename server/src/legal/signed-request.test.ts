import { expect, test } from 'vitest'
import { signedRequest } from '../test/signed-request.ts'
import { readSignedRequest } from './signed-request.ts'

const APPS = [
  { id: 1, secret: 'an old secret' },
  { id: 2, secret: 'the secret' },
]
const PAYLOAD = { algorithm: 'HMAC-SHA256', user_id: '218471', issued_at: 1_763_800_000 }
const good = signedRequest(PAYLOAD, 'the secret')
const [signature = '', payload = ''] = good.split('.')

test('a request signed by any of the apps is read', () => {
  expect(readSignedRequest(good, APPS)).toEqual({ app: 2, userId: '218471', issuedAt: 1_763_800_000 })
  expect(readSignedRequest(signedRequest({ ...PAYLOAD, user_id: 99 }, 'an old secret'), APPS)).toMatchObject({ app: 1, userId: '99' })
})

test.each([
  ['nothing', ''],
  ['no signature', payload],
  ['an empty signature', `.${payload}`],
  ['a signature of another secret', signedRequest(PAYLOAD, 'not the secret')],
  ['a payload that was exchanged', `${signature}.${Buffer.from(JSON.stringify({ ...PAYLOAD, user_id: '1' })).toString('base64url')}`],
  ['a signature cut short', `${signature.slice(1)}.${payload}`],
  ['one letter of the signature changed', `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}.${payload}`],
  ['another algorithm', signedRequest({ ...PAYLOAD, algorithm: 'none' }, 'the secret')],
  ['no person', signedRequest({ algorithm: 'HMAC-SHA256', issued_at: 1 }, 'the secret')],
  ['a person who cannot be stored', signedRequest({ ...PAYLOAD, user_id: 'a\0b' }, 'the secret')],
  ['a payload that is no JSON', signedRequest('not json', 'the secret')],
  ['more than anybody needs', signedRequest({ ...PAYLOAD, more: 'x'.repeat(10_000) }, 'the secret')],
])('%s is not', (_, written) => {
  expect(readSignedRequest(written, APPS)).toBeNull()
})
