/**
 * What may be sent, by our schemas, against two others: Meta's OpenAPI file, and the simulator, whose rules were written from Meta's
 * documentation by themselves. Limits are tried at the last value that fits and the first that does not.
 */
import { existsSync, readFileSync } from 'node:fs'
import { draftMessage } from '@recado/contract/messages'
import { LIMITS } from '@recado/contract/send/limits'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Browser } from '../../server/src/test/sign-in.ts'
import { type World, world } from '../../server/src/test/world.ts'
import { checkContent } from '../../simulator/src/graph/messages/content.ts'
import { type Stage, stage } from '../../simulator/src/test/stage.ts'
import { changed, KINDS, type Kind, SAMPLES } from './send-samples.ts'

const isOurs = (message: unknown) => draftMessage.safeParse(message).success

let s: Stage
let target: string
beforeAll(async () => {
  s = await stage()
  await s.faults({ pairRate: false, throughputPerSecond: 100_000 })
  await s.writes('Oi')
  target = await s.sendText('Para reagir')
})
afterAll(() => s.close())

const toReact = (message: unknown) => JSON.parse(JSON.stringify(message).replaceAll('wamid.target', target))
const metaTakes = async (message: unknown) => (await s.send(toReact(message))).status === 200

describe('a message with all its parts', () => {
  test.each(KINDS)('%s is one for us and for the simulator', async (kind) => {
    expect(draftMessage.safeParse(SAMPLES[kind]).error?.issues ?? []).toEqual([])
    expect((await s.send(toReact(SAMPLES[kind]))).body).toMatchObject({ messages: [{ id: expect.stringMatching(/^wamid\./) }] })
  })
})

const FILE = new URL('../../../shared/protocol/openapi/business-messaging-api_v23.0.yaml', import.meta.url)

/** What Meta's file of November 2025 is behind or wrong about, and how we know. */
const NEWER_INTERACTIVE = ['cta_url', 'location_request_message', 'request_contact_info', 'order_details', 'order_status'] // in the documentation, absent from its enum
const FILE_SAYS_OTHERWISE: Partial<Record<Kind, string>> = {
  location: 'its schema demands strings, its own example has numbers',
}

describe.skipIf(!existsSync(FILE))('Meta’s OpenAPI file agrees (skipped where ../shared/protocol is absent)', () => {
  const known = KINDS.filter((kind) => !NEWER_INTERACTIVE.includes(kind) && !(kind in FILE_SAYS_OTHERWISE))
  test.each(known)('on %s', (kind) => {
    const validate = metaSchema(SAMPLES[kind].type)
    const sample: Record<string, unknown> = SAMPLES[kind]
    const valid = validate(sample[SAMPLES[kind].type])
    expect(valid ? [] : validate.errors).toEqual([])
  })

  test('each exception is still one: the file has not caught up', () => {
    const fine = (Object.keys(FILE_SAYS_OTHERWISE) as Kind[]).filter((kind) => {
      const sample: Record<string, unknown> = SAMPLES[kind]
      return metaSchema(SAMPLES[kind].type)(sample[SAMPLES[kind].type])
    })
    expect(fine).toEqual([])
  })
})

/** The schema of what stands under the type's name. */
function metaSchema(type: string) {
  const document = parse(readFileSync(FILE, 'utf8'))
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  formats.default(ajv)
  ajv.addSchema({ $id: 'meta', components: document.components })
  const name =
    { text: 'TextMessage', location: 'LocationMessage', contacts: 'ContactsMessage', reaction: 'ReactionMessage' }[type] ??
    'InteractiveMessage'
  return ajv.compile({ $ref: `meta#/components/schemas/${name}/allOf/1/properties/${type}` })
}

const letters = (count: number) => 'x'.repeat(count)
const list = (count: number, make: (n: number) => unknown) => Array.from({ length: count }, (_, n) => make(n))
const reply = (n: number) => ({ type: 'reply', reply: { id: `b${n}`, title: `Botão ${n}` } })
const row = (n: number) => ({ id: `r${n}`, title: `Linha ${n}` })
const product = (n: number) => ({ product_retailer_id: `sku${n}` })

/** What stands where, the most of it that fits, and the code of one more. */
const BOUNDS: readonly (readonly [Kind, string, number, (size: number) => unknown, string])[] = [
  ['text', 'text.body', LIMITS.text, letters, 'too_long'],
  ['location', 'location.name', LIMITS.place, letters, 'too_long'],
  ['contacts', 'contacts', LIMITS.contacts, (n) => list(n, () => SAMPLES.contacts.contacts[0]), 'too_many'],
  ['button', 'interactive.header.text', LIMITS.headerText, letters, 'too_long'],
  ['button', 'interactive.body.text', LIMITS.body, letters, 'too_long'],
  ['button', 'interactive.footer.text', LIMITS.footer, letters, 'too_long'],
  ['button', 'interactive.action.buttons', LIMITS.buttons, (n) => list(n, reply), 'too_many'],
  ['button', 'interactive.action.buttons.0.reply.id', LIMITS.buttonId, letters, 'too_long'],
  ['button', 'interactive.action.buttons.0.reply.title', LIMITS.buttonTitle, letters, 'too_long'],
  ['list', 'interactive.body.text', LIMITS.listBody, letters, 'too_long'],
  ['list', 'interactive.action.button', LIMITS.listButton, letters, 'too_long'],
  ['list', 'interactive.action.sections', LIMITS.sections, (n) => list(n, (at) => ({ title: `S${at}`, rows: [row(at)] })), 'too_many'],
  ['list', 'interactive.action.sections.0.rows', LIMITS.rows - 1, (n) => list(n, (at) => row(at + 10)), 'too_many'],
  ['list', 'interactive.action.sections.0.title', LIMITS.sectionTitle, letters, 'too_long'],
  ['list', 'interactive.action.sections.0.rows.0.id', LIMITS.rowId, letters, 'too_long'],
  ['list', 'interactive.action.sections.0.rows.0.title', LIMITS.rowTitle, letters, 'too_long'],
  ['list', 'interactive.action.sections.0.rows.0.description', LIMITS.rowDescription, letters, 'too_long'],
  ['cta_url', 'interactive.action.parameters.display_text', LIMITS.linkText, letters, 'too_long'],
  ['cta_url', 'interactive.action.parameters.url', LIMITS.url, (n) => `https://a.co/${letters(n - 13)}`, 'too_long'],
  ['location_request_message', 'interactive.body.text', LIMITS.body, letters, 'too_long'],
  ['flow', 'interactive.action.parameters.flow_cta', LIMITS.flowCta, letters, 'too_long'],
  ['product', 'interactive.action.product_retailer_id', LIMITS.retailerId, letters, 'too_long'],
  [
    'product_list',
    'interactive.action.sections.0.product_items',
    LIMITS.products - 1,
    (n) => list(n, (at) => product(at + 10)),
    'too_many',
  ],
  [
    'product_list',
    'interactive.action.sections',
    LIMITS.sections,
    (n) => list(n, (at) => ({ title: `S${at}`, product_items: [product(at + 10)] })),
    'too_many',
  ],
  ['product_list', 'interactive.action.sections.1.title', LIMITS.sectionTitle, letters, 'too_long'],
  ['order_status', 'interactive.action.parameters.reference_id', LIMITS.orderReference, letters, 'too_long'],
]

/** What must not be missing, and what must not be there twice or at all. */
const FAULTS: readonly (readonly [Kind, string, unknown, string])[] = [
  ['text', 'text.body', '   ', 'required'],
  ['location', 'location.latitude', 90.5, 'too_big'],
  ['location', 'location.longitude', undefined, 'required'],
  ['contacts', 'contacts.0.name', { formatted_name: 'Ana' }, 'required'],
  ['contacts', 'contacts', [], 'too_few'],
  ['reaction', 'reaction.emoji', 'ok', 'not_one_emoji'],
  ['button', 'interactive.body', undefined, 'required'],
  ['button', 'interactive.action.buttons', [], 'too_few'],
  ['button', 'interactive.action.buttons.1.reply.id', 'sim', 'not_unique'],
  ['button', 'interactive.action.buttons.1.reply.title', 'Sim', 'not_unique'],
  ['list', 'interactive.header', { type: 'image', image: { link: 'https://example.com/a.jpg' } }, 'not_an_option'],
  ['list', 'interactive.action.sections.1.rows.0.id', 'r1', 'not_unique'],
  ['list', 'interactive.action.sections.1.title', undefined, 'required'],
  ['cta_url', 'interactive.action.parameters.url', 'ftp://example.com', 'wrong_format'],
  ['location_request_message', 'interactive.action.name', 'send_place', 'not_an_option'],
  ['flow', 'interactive.action.parameters.flow_name', 'agenda', 'one_of_two'],
  ['flow', 'interactive.action.parameters.flow_id', undefined, 'one_of_two'],
  ['product_list', 'interactive.header', undefined, 'required'],
  ['product_list', 'interactive.action.sections.1.title', undefined, 'required'],
  ['product_list', 'interactive.action.sections.1.product_items', [], 'too_few'],
  ['product_list', 'interactive.action.sections.1.product_items.0.product_retailer_id', 'sku1', 'not_unique'],
  ['order_details', 'interactive.action.parameters.total_amount.value', 10_901, 'wrong_sum'],
  ['order_details', 'interactive.action.parameters.order.subtotal.value', 1, 'wrong_sum'],
  ['order_details', 'interactive.action.parameters.payment_settings', [], 'too_few'],
  ['order_details', 'interactive.action.parameters.payment_settings.0.pix_dynamic_code.key_type', 'RG', 'not_an_option'],
  ['order_details', 'interactive.action.parameters.reference_id', 'com espaço', 'wrong_format'],
  ['order_status', 'interactive.action.parameters.order.status', 'lost', 'not_an_option'],
]

describe('limits', () => {
  test.each(BOUNDS)('%s, %s: %i fit and one more does not', async (kind, path, most, make) => {
    const [full, over] = [changed(SAMPLES[kind], path, make(most)), changed(SAMPLES[kind], path, make(most + 1))]
    expect([isOurs(full), isOurs(over)]).toEqual([true, false])
    expect([await metaTakes(full), await metaTakes(over)]).toEqual([true, false])
  })

  test.each(FAULTS)('%s with a wrong %s is refused by both', async (kind, path, value) => {
    const wrong = changed(SAMPLES[kind], path, value)
    expect([isOurs(wrong), await metaTakes(wrong)]).toEqual([false, false])
  })

  test('whatever our schemas take, the simulator takes: texts, counts and gaps at random', () => {
    const spots = KINDS.filter((kind) => kind !== 'reaction' && kind !== 'text').flatMap((kind) =>
      pathsIn(SAMPLES[kind]).map((path) => [kind, path] as const),
    )
    const values = fc.oneof(
      fc.string({ maxLength: 80, unit: 'grapheme' }),
      fc.integer({ min: 0, max: 1100 }).map(letters),
      fc.constantFrom(undefined, null, 0, -1, 1.5, [], {}, ' ', 'https://example.com'),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...spots), values), { minLength: 1, maxLength: 1 }), (changes) => {
        for (const [[kind, path], value] of changes) {
          const message = changed(SAMPLES[kind], path, value)
          const parsed = draftMessage.safeParse(message)
          if (parsed.success) simulatorTakes(parsed.data.type, message)
        }
      }),
      { numRuns: 3_000, seed: 20_261_122 },
    )
  })
})

function simulatorTakes(type: string, message: Record<string, unknown>): void {
  // None of these kinds looks anything up in the account.
  checkContent(type, message[type], {} as Parameters<typeof checkContent>[2])
}

/** Every place in a sample where something else could stand. */
function pathsIn(value: unknown, before = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = before === '' ? key : `${before}.${key}`
    return key === 'type' && before === '' ? [] : [path, ...pathsIn(inner, path)]
  })
}

describe('the API', () => {
  let w: World
  let owner: Browser
  let messages: string
  let wamid: string
  beforeAll(async () => {
    w = await world()
    owner = w.home.owner
    await w.customerWrites('5511999990001', 'Oi')
    const [conversation] = await w.list()
    messages = `/api/v1/conversations/${conversation.id}/messages`
    wamid = (await owner.get(messages)).body.items[0].wamid
  })
  afterAll(() => w.close())

  const post = (message: unknown) => owner.send('POST', messages, JSON.parse(JSON.stringify(message).replaceAll('wamid.target', wamid)))

  test.each(KINDS)('queues %s as Meta wants it', async (kind) => {
    const { status, body } = await post(SAMPLES[kind])
    expect([status, body.type, body.status]).toEqual([202, SAMPLES[kind].type, 'queued'])
    const { rows } = { rows: await w.owner.selectFrom('outbox').select('message_id').where('message_id', '=', body.id).execute() }
    expect(rows).toHaveLength(1)
  })

  test.each([...BOUNDS.map(([kind, path, most, make, code]) => [kind, path, make(most + 1), code] as const), ...FAULTS])(
    'refuses %s, naming the field %s and what is wrong with it',
    async (kind, path, value, code) => {
      const { status, body } = await post(changed(SAMPLES[kind], path, value))
      expect([status, body.code]).toEqual([422, 'invalid'])
      const named = body.fields.filter(
        (field: { path: string }) => field.path.startsWith(path.split('.').slice(0, 3).join('.')) || path.startsWith(field.path),
      )
      expect(named.map((field: { code: string }) => field.code)).toContain(code)
    },
  )

  test('names a field that Meta does not have', async () => {
    const { body } = await post(changed(SAMPLES.button, 'interactive.action.botoes', []))
    expect(body.fields).toEqual([{ path: 'interactive.action.botoes', code: 'unknown_field', message: 'is unknown' }])
  })

  test('answers and reacts only to a message of the same conversation', async () => {
    await w.customerWrites('5511999990002', 'Outra')
    const other = (await w.list('?q=5511999990002'))[0]
    const foreign = (await owner.get(`/api/v1/conversations/${other.id}/messages`)).body.items[0].wamid
    const answered = await post({ ...SAMPLES.text, context: { message_id: wamid } })
    expect([answered.status, answered.body.contextWamid]).toEqual([202, wamid])
    for (const message of [
      { ...SAMPLES.text, context: { message_id: foreign } },
      { type: 'reaction', reaction: { message_id: foreign, emoji: '👍' } },
    ]) {
      const { status, body } = await post(message)
      expect([status, body.code, body.fields[0].code]).toEqual([422, 'invalid', 'unknown_message'])
    }
  })

  test('a reaction is taken back with an empty emoji', async () => {
    const { status, body } = await post({ type: 'reaction', reaction: { message_id: wamid, emoji: '' } })
    expect([status, body.text, body.contextWamid]).toEqual([202, '', wamid])
  })
})
