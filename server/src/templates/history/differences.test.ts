import { describe, expect, test } from 'vitest'
import { differences, type Known } from './differences.ts'
import { verdictOf } from './tell.ts'

const known: Known = {
  status: 'APPROVED',
  category: 'UTILITY',
  quality: 'GREEN',
  rejected_reason: null,
  components: [{ type: 'BODY', text: 'Oi {{1}}, tudo bem?', example: { body_text: [['Ana']] } }],
  removed_at: null,
}
const kinds = (before: Known | undefined, after: Partial<Known>) =>
  differences('id', before, { ...known, ...after }).map(({ kind }) => kind)

describe('what a reading tells', () => {
  test.each<[string, Known | undefined, Partial<Known>, string[]]>([
    ['nothing new', known, {}, []],
    ['a template we never saw', undefined, {}, ['found']],
    ['one that was gone', { ...known, removed_at: new Date(0) }, { status: 'PAUSED' }, ['found']],
    ['another status', known, { status: 'PAUSED' }, ['status']],
    [
      'everything at once',
      known,
      { status: 'PAUSED', category: 'MARKETING', quality: 'RED', components: [] },
      ['status', 'category', 'quality', 'components'],
    ],
    ['no score yet is no change', { ...known, quality: null }, { quality: 'UNKNOWN' }, []],
    [
      'other samples are no change',
      known,
      { components: [{ text: 'Oi {{1}}, tudo bem?', type: 'BODY', example: { body_text: [['Bia']] } }] },
      [],
    ],
    ['other words', known, { components: [{ type: 'BODY', text: 'Oi {{1}}!' }] }, ['components']],
  ])('%s', (_name, before, after, expected) => expect(kinds(before, after)).toEqual(expected))
})

describe('where a telling goes', () => {
  const [early, late] = [new Date(1000), new Date(2000)]
  test.each([
    ['the first one', { newest: undefined, toldAt: null }, { to: 'PAUSED', toldAt: early }, 'new'],
    ['the same again', { newest: { to: 'PAUSED' }, toldAt: early }, { to: 'PAUSED', toldAt: early }, 'known'],
    ['what a reading found before', { newest: { to: 'PAUSED' }, toldAt: null }, { to: 'PAUSED', toldAt: late }, 'known'],
    ['something else, later', { newest: { to: 'PAUSED' }, toldAt: early }, { to: 'APPROVED', toldAt: late }, 'new'],
    ['something else in the same second', { newest: { to: 'PAUSED' }, toldAt: early }, { to: 'APPROVED', toldAt: early }, 'new'],
    ['something older', { newest: { to: 'PAUSED' }, toldAt: late }, { to: 'APPROVED', toldAt: early }, 'stale'],
    ['without a time', { newest: { to: 'PAUSED' }, toldAt: late }, { to: 'APPROVED', toldAt: null }, 'new'],
    ['announcements have no word and are never known', { newest: { to: null }, toldAt: early }, { to: null, toldAt: late }, 'new'],
  ] as const)('%s', (_name, before, told, verdict) => expect(verdictOf(before, told)).toBe(verdict))
})
