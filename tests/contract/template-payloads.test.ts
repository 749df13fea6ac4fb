/** What the builder submits and what is sent of it, against Meta's OpenAPI file and against the simulator, which knows other rules. */
import { existsSync, readFileSync } from 'node:fs'
import { newOrder, writeOrder } from '@recado/contract/order/order-draft'
import { emptyDraft, NEW_BUTTON, type TemplateDraft } from '@recado/contract/template-draft/draft'
import { metaTemplate } from '@recado/contract/template-draft/meta'
import { judgeDraft } from '@recado/contract/template-draft/rules'
import { templateFields } from '@recado/contract/template-send/fields'
import { fillTemplate } from '@recado/contract/template-send/fill'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parameterProblems } from '../../server/src/templates/template-parameters.ts'
import { codeOf, type Stage, stage } from '../../simulator/src/test/stage.ts'

const base: TemplateDraft = {
  ...emptyDraft('pt_BR'),
  body: 'Olá {{nome}}, seu pedido já está pronto para retirar.',
  samples: { nome: 'Ana' },
}
const FILES = { IMAGE: 'image/png', VIDEO: 'video/mp4', DOCUMENT: 'application/pdf' } as const
const file = (format: keyof typeof FILES) => ({ handle: `handle of ${format}`, fileName: format, uploadedAt: Date.now() })
const top = (format: keyof typeof FILES): Partial<TemplateDraft> => ({ header: { format, text: '', sample: '', file: file(format) } })
const button = (more: Partial<typeof NEW_BUTTON>) => ({ ...NEW_BUTTON, text: 'Ver', ...more })
const buttons = (...list: Partial<typeof NEW_BUTTON>[]): Partial<TemplateDraft> => ({ buttons: list.map(button) })
const link = { kind: 'URL', text: 'Abrir', value: 'https://loja.example/{{1}}', sample: 'A1' } as const
const code = (kind: TemplateDraft['code']['kind']): Partial<TemplateDraft> => ({
  category: 'AUTHENTICATION',
  code: { ...base.code, kind, apps: [{ packageName: 'com.example.loja', signatureHash: 'K8a/AINcGX7' }], termsAccepted: true },
})
const card = (body: string) => ({ file: file('IMAGE'), body, samples: {}, buttons: [button({ text: 'Quero' }), button(link)] })

/** One of every kind that the builder makes. */
const DRAFTS: Readonly<Record<string, Partial<TemplateDraft>>> = {
  plain: {},
  image: top('IMAGE'),
  video: top('VIDEO'),
  document: top('DOCUMENT'),
  location: { header: { format: 'LOCATION', text: '', sample: '', file: null } },
  buttons: buttons({ text: 'Sim' }, { text: 'Não' }, link, { kind: 'PHONE_NUMBER', text: 'Ligar', value: '+5511999990000' }),
  coupon: { category: 'MARKETING', ...buttons({ kind: 'COPY_CODE', value: 'DEZ' }) },
  flow: buttons({ kind: 'FLOW', value: '1234567890', sample: 'TELA' }),
  call_button: buttons({ kind: 'VOICE_CALL', value: '60' }),
  contact: buttons({ kind: 'REQUEST_CONTACT_INFO' }),
  catalogue: { category: 'MARKETING', ...buttons({ kind: 'CATALOG' }) },
  products: { category: 'MARKETING', ...buttons({ kind: 'MPM' }) },
  carousel: { category: 'MARKETING', layout: 'CAROUSEL', cards: [card('Bolo de fubá'), card('Pão de queijo')] },
  offer: {
    category: 'MARKETING',
    layout: 'OFFER',
    ...top('IMAGE'),
    offer: { text: 'Só hoje', expires: true },
    ...buttons({ kind: 'COPY_CODE', value: 'DEZ' }, link),
  },
  call: { layout: 'CALL' },
  short_lived: { ttlSeconds: 3600 },
  code: code('COPY_CODE'),
  one_tap: code('ONE_TAP'),
  zero_tap: code('ZERO_TAP'),
  order: buttons({ kind: 'ORDER_DETAILS', text: 'Copy Pix code' }),
}
const KINDS = Object.keys(DRAFTS)
const payload = (kind: string) => metaTemplate({ ...base, ...DRAFTS[kind], name: kind })

const SPEC = new URL('../../../shared/protocol/openapi/business-messaging-api_v23.0.yaml', import.meta.url)

describe.skipIf(!existsSync(SPEC))('Meta’s OpenAPI file agrees (skipped where ../shared/protocol is absent)', () => {
  const document = existsSync(SPEC) ? parse(readFileSync(SPEC, 'utf8')) : null
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  const schema = document?.paths['/{Version}/{WABA-ID}/message_templates'].post.requestBody.content['application/json'].schema
  const validate = schema && ajv.compile(schema)

  test.each(KINDS)('with what is submitted: %s', (kind) => {
    expect(validate(payload(kind)) ? [] : validate.errors).toEqual([])
  })
})

describe('the simulator', () => {
  let s: Stage
  const handles: Record<string, string> = {}
  let mediaOf: Record<string, string> = {}
  beforeAll(async () => {
    s = await stage()
    await s.faults({ pairRate: false, templateRate: false })
    for (const [format, type] of Object.entries(FILES)) handles[`handle of ${format}`] = await uploaded(type)
    mediaOf = { image: await media('image/png'), video: await media('video/mp4'), document: await media('application/pdf') }
  })
  afterAll(() => s.close())

  const bytes = Buffer.from('a file')
  async function uploaded(type: string): Promise<string> {
    const { app_id: appId } = (await s.graph('GET', `debug_token?input_token=${s.made.accessToken}`)).body.data
    const { id } = (await s.graph('POST', `${appId}/uploads?file_length=${bytes.length}&file_type=${type}&file_name=a`)).body
    const answer = await fetch(`${s.simulator.url}/graph/v26.0/${id}`, {
      method: 'POST',
      headers: { authorization: `OAuth ${s.made.accessToken}`, file_offset: '0' },
      body: bytes,
    })
    return ((await answer.json()) as { h: string }).h
  }
  async function media(type: string): Promise<string> {
    const form = new FormData()
    form.set('messaging_product', 'whatsapp')
    form.set('file', new Blob([bytes], { type }), 'a')
    return (await s.graph('POST', `${s.made.phoneNumberId}/media`, form)).body.id
  }
  const withHandles = (value: unknown) =>
    JSON.parse(JSON.stringify(value, (_, held) => (typeof held === 'string' ? (handles[held] ?? held) : held)))
  const VALUES: Readonly<Record<string, string>> = {
    offer: '2099-01-01T00:00',
    latitude: '-23.5',
    longitude: '-46.6',
    coupon: 'DEZ',
    code: '123456',
    thumbnail: 'sku1',
    title: 'Doces',
    products: 'sku1 sku2',
    order: writeOrder({
      ...newOrder('PED-1'),
      lines: [{ name: 'Bolo', quantity: '2', price: '50,00' }],
      payment: { way: 'pix_dynamic_code', code: '00020126', merchant: 'Padaria', key: '00000000000191', keyType: 'CNPJ' },
    }),
  }

  test.each(KINDS)('takes what the builder submits, and what is filled in of it: %s', async (kind) => {
    const made = payload(kind)
    expect(judgeDraft({ ...base, ...DRAFTS[kind], name: kind })).toEqual([])
    const created = await s.graph('POST', `${s.made.wabaId}/message_templates`, withHandles(made))
    expect(created.body).toMatchObject({ status: 'PENDING' })
    await s.control('POST', `/wabas/${s.made.wabaId}/templates/${created.body.id}`, { status: 'APPROVED' })
    const { components } = (await s.graph('GET', `${created.body.id}?fields=components`)).body
    const template = { ...made, components, status: 'APPROVED', parameterFormat: made.parameter_format }
    const fields = templateFields(template)
    const values = Object.fromEntries(
      fields.map(({ id, place, name }) => [id, place === 'file' ? (mediaOf[name] ?? '') : (VALUES[place] ?? VALUES[name] ?? 'Ana')]),
    )
    const sent = fillTemplate(template, values)
    expect(parameterProblems({ ...template, components }, sent)).toEqual([])
    expect(codeOf(await s.send({ type: 'template', template: sent }))).toBe(0)
  })
})
