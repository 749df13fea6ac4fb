import { alertKind } from '@recado/contract/alerts'
import { locale } from '@recado/contract/team'
import { describe, expect, test } from 'vitest'
import { letterOf } from './letter.ts'
import { limitMove } from './limit.ts'

const reader = { workspace: 'Padaria', timeZone: 'America/Sao_Paulo', link: 'https://recado.example/alerts' }

describe('a letter', () => {
  test.each(locale.options)('in %s every kind says what happened and what to do, and where to look', (language) => {
    for (const kind of alertKind.options) {
      const { subject, text } = letterOf([{ kind, facts: {} }], { ...reader, locale: language })
      expect([kind, subject.length > 10, text.includes(reader.link), /\{\{/.test(subject + text)]).toEqual([kind, true, true, false])
    }
  })

  test('an instant is the time where the workspace is', () => {
    const facts = { account: 'Loja', until: '2026-12-01T02:30:00.000Z' }
    const { text } = letterOf([{ kind: 'token_expiring', facts }], { ...reader, locale: 'pt-BR' })
    expect(text).toContain('30 de novembro de 2026')
    expect(text).toContain('23:30')
  })

  test('many alerts are one letter, and nothing in a name ends its first line', () => {
    const facts = { account: 'Loja\r\nBcc: all@example.com' }
    const one = letterOf([{ kind: 'token_refused', facts }], { ...reader, locale: 'en' })
    expect(one.subject).toBe('Meta refused the token of the account Loja Bcc: all@example.com')
    const two = letterOf(
      [
        { kind: 'token_refused', facts: {} },
        { kind: 'meta_notice', facts: {} },
      ],
      { ...reader, locale: 'es' },
    )
    expect(two.subject).toBe('2 avisos en Padaria')
  })
})

test.each([
  ['TIER_250', 'TIER_2K', 'limit_raised'],
  ['TIER_100K', 'TIER_10K', 'limit_lowered'],
  ['TIER_2K', 'TIER_UNLIMITED', 'limit_raised'],
  ['TIER_2K', 'TIER_2K', null],
  [null, 'TIER_2K', null],
  ['TIER_NOT_SET', 'TIER_250', null],
])('a limit that goes from %s to %s: %s', (from, to, kind) => {
  expect(limitMove(from, to)).toBe(kind)
})
