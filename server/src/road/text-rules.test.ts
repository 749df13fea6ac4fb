import { existsSync, readFileSync } from 'node:fs'
import { legalFacts } from '@recado/contract/legal'
import { roadFacts } from '@recado/contract/road'
import { describe, expect, test } from 'vitest'
import { draftText } from './draft-text.ts'
import { shingles } from './similarity.ts'
import { type TextCase, textProblems } from './text-rules.ts'
import { usesOf } from './uses.ts'

const GUIDE = new URL('../../../../shared/product/mission-source.md', import.meta.url)
const guide = existsSync(GUIDE) ? readFileSync(GUIDE, 'utf8') : null
const ROUTES = new Set(['POST /conversations/:id/messages', 'POST /templates', 'GET /numbers/:id/health', 'POST /numbers/connect'])
const legal = legalFacts.parse({ productName: 'Atende Já', companyName: 'Aurora' })
const facts = roadFacts.parse({
  clients: 'bakeries',
  users: 'counter staff',
  screens: ['Conversations', 'Templates'],
  value: 'No order is lost.',
})
const BODY = `Counter staff at bakeries work in Atende Já all day. On the screen Conversations they open whoever is waiting, type an answer and send it; whatsapp_business_messaging carries it through POST /{phone-number-id}/messages, and the reply of the person appears underneath within a second. We keep the number, the name of the profile and the words for six months. Orders arrive this way and nowhere else, so without the permission a bakery would have nothing to open the product for.`
const base: TextCase = { permission: 'whatsapp_business_messaging', body: BODY, draft: '', other: '', legal, facts, routes: ROUTES }
const codes = (change: Partial<TextCase>) => textProblems({ ...base, ...change }).map(({ code }) => code)

describe('a description', () => {
  test('made of own facts is good', () => {
    expect(codes({})).toEqual([])
  })

  test.each([
    ['that is not there', { body: ' ' }, 'text_missing'],
    ['that is short', { body: 'Atende Já sends messages.' }, 'text_short'],
    ['nobody touched', { draft: BODY }, 'text_untouched'],
    ['of the other permission', { other: `${BODY} And more.` }, 'text_same'],
    ['that could be anybody’s', { legal: legalFacts.parse({ productName: 'Other' }) }, 'text_generic'],
    ['with a word that is turned down', { body: `${BODY} It also has an AI chatbot.` }, 'text_word'],
    ['that promises bulk messages', { body: `${BODY} Envie mensagens em massa.` }, 'text_word'],
    ['that claims what is not there', { body: `${BODY} A QR code opens a conversation.` }, 'text_unsupported'],
    ['that speaks of the other permission', { body: `${BODY} Staff can create templates.` }, 'text_foreign'],
  ] as const)('%s is found out', (_, change, code) => {
    expect(codes(change)).toContain(code)
  })

  test('may claim what is there', () => {
    const routes = new Set([...ROUTES, 'POST /numbers/:id/qr-codes'])
    expect(codes({ body: `${BODY} A QR code opens a conversation.`, routes })).toEqual([])
  })

  test.skipIf(guide === null)(
    'taken from the guide that everybody copies is found out by its words, not its name (skipped where ../shared is absent)',
    () => {
      const [, copied = ''] = /## ✍️[^\n]*\n(.*?)\n\*\*\*/s.exec(guide ?? '') ?? []
      const problems = textProblems({ ...base, body: copied.replaceAll('Whazing', 'Atende Já') })
      expect(problems.find(({ code }) => code === 'text_copied')?.facts.percent).toBeGreaterThan(80)
    },
  )
})

describe('a draft', () => {
  test.each(['en', 'pt-BR'] as const)(
    'in %s has the facts, the uses that are really there and no problem but that nobody touched it',
    (locale) => {
      for (const permission of ['whatsapp_business_messaging', 'whatsapp_business_management'] as const) {
        const body = draftText(locale, { permission, legal, facts, uses: usesOf(permission, ROUTES) })
        const other = draftText(locale, {
          permission: permission === 'whatsapp_business_messaging' ? 'whatsapp_business_management' : 'whatsapp_business_messaging',
          legal,
          facts,
          uses: [],
        })
        const stops = textProblems({ ...base, permission, body, draft: body, other }).filter(({ severity }) => severity === 'stop')
        expect([permission, stops.map(({ code }) => code)]).toEqual([permission, ['text_untouched']])
        expect(body).not.toContain('QR')
      }
    },
  )
})

test('words in a row are the same whatever their accents', () => {
  expect(shingles('Árvore não é código, já')).toEqual(shingles('arvore nao e codigo ja'))
})
