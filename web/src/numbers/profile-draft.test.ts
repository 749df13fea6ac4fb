import { expect, test } from 'vitest'
import { changesOf, draftOf, draftProblems } from './profile-draft.ts'

const SAVED = {
  about: 'Pão quente',
  description: '',
  address: 'Rua das Flores, 10',
  email: '',
  websites: ['https://example.com'],
  vertical: 'RESTAURANT',
  hasPicture: false,
  readAt: '2026-11-01T10:00:00.000Z',
}

test('a draft that nobody touched sends nothing', () => {
  expect(changesOf(SAVED, draftOf(SAVED))).toEqual({})
})

test('only what differs is sent, without the spaces around it', () => {
  const draft = { ...draftOf(SAVED), about: ' Pão fresco ', website1: '', website2: 'https://example.org ', vertical: 'GROCERY' }
  expect(changesOf(SAVED, draft)).toEqual({ about: 'Pão fresco', websites: ['https://example.org'], vertical: 'GROCERY' })
})

test.each([
  ['a good one', {}, []],
  ['no about', { about: ' ' }, ['about']],
  ['a long about', { about: 'a'.repeat(140) }, ['about']],
  ['half an address of e-mail', { email: 'padaria@' }, ['email']],
  ['a site without https', { website1: 'example.com' }, ['website1']],
  ['a second site that is none', { website2: 'https://' }, ['website2']],
])('%s', (_what, change, wrong) => {
  expect(draftProblems({ ...draftOf(SAVED), ...change }).map(([field]) => field)).toEqual(wrong)
})
