import { isTakeable, judgeLibrary, type LibraryDraft, libraryDraft, metaLibrary } from '@recado/contract/template-draft/library'
import type { LibraryTemplate } from '@recado/contract/template-library'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { colleague } from '../server/src/test/sign-in.ts'
import { fromLibrary } from '../simulator/src/graph/templates/library.ts'
import { type TemplatesStage, templatesStage } from './templates-stage.ts'

let s: TemplatesStage
let wabaId: string
let all: LibraryTemplate[]
beforeAll(async () => {
  s = await templatesStage()
  ;({ wabaId } = await s.sandboxNumber())
  all = await browse('limit=100')
})
afterAll(() => s?.close())

const browse = async (query: string): Promise<LibraryTemplate[]> =>
  (await s.admin.get(`/api/v1/templates/library?wabaId=${wabaId}&${query}`)).body.items
const entry = (name: string, language = 'pt_BR') => all.find((one) => one.name === name && one.language === language) as LibraryTemplate
const create = (body: object) => s.admin.send('POST', '/api/v1/templates', { ...body, wabaId })

describe('the library', () => {
  test('is browsed by topic, use case, industry, language and words', async () => {
    const names = async (query: string) => [...new Set((await browse(query)).map(({ name }) => name))]
    expect(await names('topic=PAYMENTS')).toEqual(['payment_due_reminder_1'])
    expect(await names('useCase=DELIVERY_FAILED')).toEqual(['delivery_failed_1'])
    expect(await names('industry=FINANCIAL_SERVICES&topic=ACCOUNT_UPDATE')).toEqual(['low_balance_warning_1'])
    expect(await names('q=encomenda')).toEqual(['delivery_update_1'])
    expect(new Set((await browse('language=es')).map(({ language }) => language))).toEqual(new Set(['es']))
  })

  test('comes in pages, each entry once', async () => {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body }: { body: { items: LibraryTemplate[]; nextCursor: string | null } } = await s.admin.get(
        `/api/v1/templates/library?wabaId=${wabaId}&limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`,
      )
      seen.push(...body.items.map(({ id }) => id))
      cursor = body.nextCursor
    }
    expect(seen).toEqual(all.map(({ id }) => id))
  })

  test('is for those who create templates, and needs to know whose token asks', async () => {
    const supervisor = await colleague(s.app, s.owner, s.admin.workspaceId, 'supervisor', 'Rita')
    expect((await supervisor.get(`/api/v1/templates/library?wabaId=${wabaId}`)).status).toBe(403)
    expect((await s.admin.get('/api/v1/templates/library')).status).toBe(422)
  })
})

describe('a template made of it', () => {
  test('is approved at once, with Meta’s words and our addresses', async () => {
    const template = entry('payment_due_reminder_1')
    const draft = { ...libraryDraft(template), name: 'conta_a_vencer' }
    const [link, phone] = draft.buttons
    if (!link || !phone) throw new Error('two buttons ask for something')
    draft.buttons = [
      { ...link, value: 'https://loja.example/conta/{{1}}', sample: 'A1' },
      { ...phone, value: '+551140000000' },
    ]
    expect(judgeLibrary(template, draft)).toEqual([])
    const { status, body } = await create(metaLibrary(template, draft))
    expect([status, body.status, body.category]).toEqual([201, 'APPROVED', 'UTILITY'])
    expect(body.components).toEqual([
      { type: 'HEADER', format: 'TEXT', text: 'Uma conta vence em breve' },
      expect.objectContaining({ type: 'BODY', text: expect.stringContaining('Sua conta de {{2}} vence') }),
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'URL', text: 'Pagar a conta', url: 'https://loja.example/conta/{{1}}', example: ['https://loja.example/conta/A1'] },
          { type: 'PHONE_NUMBER', text: 'Ligar', phone_number: '+551140000000' },
        ],
      },
    ])
    expect(await s.sync(wabaId)).toMatchObject([{ state: 'ok', templates: 11 }])
    expect((await s.one(wabaId, 'conta_a_vencer')).status).toBe('APPROVED')
  })

  test('hands over a code', async () => {
    const template = entry('verify_code_1')
    const { status, body } = await create(metaLibrary(template, { ...libraryDraft(template), name: 'codigo_da_biblioteca' }))
    expect([status, body.status, body.category]).toEqual([201, 'APPROVED', 'AUTHENTICATION'])
  })

  test('without what its buttons need is refused in Meta’s words', async () => {
    const wish = { name: 'sem_link', language: 'pt_BR', category: 'UTILITY', library_template_name: 'delivery_update_1' }
    const { status, body } = await create(wish)
    expect([status, body.code]).toEqual([422, 'meta_refused'])
    expect(body.details.title).toContain('URL')
    expect((await create({ ...wish, library_template_name: 'nobody_knows' })).body.code).toBe('meta_refused')
  })
})

test('what its form finds nothing wrong with, the simulator takes', () => {
  const value = fc.constantFrom('https://loja.example', 'https://loja.example/{{1}}', 'loja', 'https://wa.me/1', '+551140000000', '123', '')
  const made = fc.constantFrom(...all.filter(isTakeable)).chain((template) => {
    const blank = libraryDraft(template)
    return fc
      .record({
        name: fc.constantFrom('aviso', 'Aviso', ''),
        buttons: fc.tuple(
          ...blank.buttons.map((button) =>
            fc.record({ value, sample: fc.constantFrom('A1', '', 'a b') }).map((typed) => ({ ...button, ...typed })),
          ),
        ),
        code: fc.record({
          recommendation: fc.boolean(),
          expirationMinutes: fc.constantFrom(null, 0, 1, 90, 91),
          kind: fc.constantFrom('COPY_CODE' as const, 'ONE_TAP' as const, 'ZERO_TAP' as const),
          button: fc.constantFrom('', 'Copiar', 'x'.repeat(26)),
          autofill: fc.constantFrom('', 'Preencher'),
          apps: fc.constantFrom<LibraryDraft['code']['apps']>([], [{ packageName: 'com.example.loja', signatureHash: 'K8a/AINcGX7' }]),
          termsAccepted: fc.boolean(),
        }),
      })
      .map((draft) => ({ template, draft }))
  })
  let taken = 0
  fc.assert(
    fc.property(made, ({ template, draft }) => {
      if (judgeLibrary(template, draft).length > 0) return
      const { name: _name, ...params } = metaLibrary(template, draft)
      expect(fromLibrary({ params: { ...params } }, params)).not.toBeNull()
      taken++
    }),
    { numRuns: 2_000 },
  )
  expect(taken).toBeGreaterThan(100)
})
