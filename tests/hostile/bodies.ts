/** Webhook bodies as Meta sends them, and ways to spoil them, for fast-check. */
import fc from 'fast-check'
import { contactOf, type Item, nextWamid } from '../../server/src/test/meta-webhooks.ts'

const at = () => String(Math.floor(Date.now() / 1000))

/** One message of every kind Meta documents, from one customer. */
export function messagesOfEveryKind(from: string): Item[] {
  const media = { id: '1003383421387256', mime_type: 'image/jpeg', sha256: 'x9', url: 'https://lookaside.fbsbx.com/m' }
  const kinds: Item = {
    text: { body: 'Vocês entregam hoje?' },
    image: { ...media, caption: 'a foto' },
    video: { ...media, caption: 'o vídeo' },
    audio: { ...media, voice: true },
    document: { ...media, caption: 'o pedido', filename: 'pedido.pdf' },
    sticker: { ...media, animated: false },
    location: { latitude: -23.5, longitude: -46.6, name: 'Loja', address: 'Rua A, 1' },
    contacts: [
      { name: { formatted_name: 'Célia', first_name: 'Célia' }, phones: [{ phone: '+55 11 90000-0000', wa_id: '5511900000000' }] },
    ],
    reaction: { message_id: 'wamid.OTHER', emoji: '👍' },
    button: { text: 'Sim', payload: 'YES' },
    interactive: { type: 'list_reply', list_reply: { id: '1', title: 'Segunda', description: 'às 9 h' } },
    order: {
      catalog_id: '9',
      text: 'meu pedido',
      product_items: [{ product_retailer_id: 'a', quantity: 2, item_price: 9.5, currency: 'BRL' }],
    },
    unsupported: { type: 'poll' },
  }
  return Object.entries(kinds).map(([type, content]) => ({
    from,
    from_user_id: `BR.${from}`,
    id: nextWamid(),
    timestamp: at(),
    type,
    [type]: content,
    context: { from: '551140000000', id: 'wamid.BEFORE' },
  }))
}

function statuses(to: string): Item[] {
  return ['sent', 'delivered', 'read', 'failed'].map((status) => ({
    id: nextWamid(),
    status,
    timestamp: at(),
    recipient_id: to,
    biz_opaque_callback_data: 'm1.someone-elses',
    conversation: { id: 'c', origin: { type: 'service' } },
    pricing: { billable: true, pricing_model: 'PMP', category: 'service' },
    ...(status === 'failed' ? { errors: [{ code: 131026, title: 'Undeliverable', error_data: { details: 'no' } }] } : {}),
  }))
}

const CHANGES: readonly [field: string, value: Item][] = [
  ['phone_number_quality_update', { display_phone_number: '551140000000', event: 'FLAGGED', current_limit: 'TIER_1K' }],
  ['phone_number_name_update', { display_phone_number: '551140000000', decision: 'APPROVED', requested_verified_name: 'Loja' }],
  ['account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE', waba_ban_date: 'today' } }],
  ['account_review_update', { decision: 'APPROVED' }],
  [
    'message_template_status_update',
    { event: 'APPROVED', message_template_id: 12, message_template_name: 'a', message_template_language: 'pt_BR' },
  ],
  ['message_template_quality_update', { previous_quality_score: 'GREEN', new_quality_score: 'RED', message_template_id: 12 }],
  ['template_category_update', { message_template_id: 12, previous_category: 'UTILITY', new_category: 'MARKETING' }],
  ['business_capability_update', { max_daily_conversation_per_phone: 1000, max_phone_numbers_per_business: 2 }],
  ['user_id_update', { user_id: 'BR.1', new_user_id: 'BR.2' }],
  ['account_settings_update', { phone_number_settings: { phone_number_id: '1' } }],
]

interface Where {
  readonly wabaId: string
  readonly phoneNumberId: string
}

/** A body with a message, some statuses and a change, in Meta's envelope. */
const realBody = (where: Where): fc.Arbitrary<Item> =>
  fc
    .record({
      person: fc.integer({ min: 0, max: 40 }),
      kind: fc.nat({ max: 12 }),
      reports: fc.subarray([0, 1, 2, 3]),
      change: fc.option(fc.constantFrom(...CHANGES), { nil: null }),
      echo: fc.boolean(),
    })
    .map(({ person, kind, reports, change, echo }) => {
      const from = `55119${String(30_000_000 + person)}`
      const metadata = { display_phone_number: '551140000000', phone_number_id: where.phoneNumberId }
      const message = messagesOfEveryKind(from)[kind]
      const value: Item = {
        messaging_product: 'whatsapp',
        metadata,
        contacts: [contactOf(from, 'Marina', { user_id: `BR.${from}` })],
        ...(echo ? { message_echoes: [{ ...message, to: from }] } : { messages: [message] }),
        statuses: statuses(from).filter((_, nth) => reports.includes(nth)),
      }
      const changes: Item[] = [{ field: echo ? 'smb_message_echoes' : 'messages', value }]
      if (change !== null) changes.push({ field: change[0], value: change[1] })
      return { object: 'whatsapp_business_account', entry: [{ id: where.wabaId, time: 1_763_800_000, changes }] }
    })

/** Values nobody expects where a word, a number, a list or an object stands. */
const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  2 ** 53 + 1,
  1e308,
  -0.5,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\ufeff',
  'NaN',
  '-1',
  '99999999999999999999',
  'x'.repeat(3_000),
  'ção🙂'.repeat(2_000),
  [],
  {},
  [[]],
  [null],
  { body: { body: [] } },
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "'; drop table message; --",
  '\\u0000',
  '%s%n{{7*7}}',
]

type Spoil = (holder: Record<string, unknown> | unknown[], key: string, odd: unknown) => void
const replace: Spoil = (holder, key, odd) => Object.assign(holder, { [key]: odd })
const SPOILS: readonly Spoil[] = [
  replace,
  replace,
  replace,
  (holder, key) => void (Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key]),
  (holder, key) => Object.assign(holder, { [key]: [(holder as Item)[key]] }),
  (holder, key) => Object.assign(holder, { [key]: JSON.stringify((holder as Item)[key]) }),
  (holder, _key, odd) => Object.defineProperty(holder, '__proto__', { value: odd, enumerable: true, configurable: true, writable: true }),
  (holder, key) => void (Array.isArray(holder) && holder.push(structuredClone(holder[Number(key)]))),
]

type Holder = Record<string, unknown> | unknown[]
const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null

function placesIn(value: unknown, found: [Holder, string][] = []): [Holder, string][] {
  if (!isHolder(value)) return found
  for (const [key, inner] of Object.entries(value)) {
    found.push([value, key])
    placesIn(inner, found)
  }
  return found
}

/** A real body with one to four things wrong in it. */
export const spoiledBody = (where: Where): fc.Arbitrary<Item> =>
  fc
    .tuple(
      realBody(where),
      fc.array(fc.record({ place: fc.nat(), how: fc.constantFrom(...SPOILS), odd: fc.constantFrom(...ODD) }), {
        minLength: 1,
        maxLength: 4,
      }),
    )
    .map(([body, wrongs]) => {
      const spoiled = structuredClone(body)
      for (const { place, how, odd } of wrongs) {
        const places = placesIn(spoiled)
        const chosen = places[place % Math.max(places.length, 1)]
        if (chosen !== undefined) how(chosen[0], chosen[1], odd)
      }
      return spoiled
    })

/** Any sequence of UTF-16 code units, halves of pairs and U+0000 among them. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '👩‍👩‍👧‍👦 🇧🇷 ✍🏽',
    '\u202eabc\u202c',
    'e\u0301 ≠ \u00e9',
    '\ufeffoi\ufeff',
    '\u2028\u2029',
    '\r\n\t',
    'a'.repeat(4096),
    '\ud83d',
    'a\u0000b',
  ),
)
