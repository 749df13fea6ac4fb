/** What customers, their phones and WhatsApp itself put into a conversation, one of each: made here, shaped as Meta's documentation says. */
import type { MediaView } from '@recado/contract/media'
import type { MessageView } from '@recado/contract/messages'
import { idOf, message } from '../src/inbox/test/made.ts'
import { kindsOf } from './kind-of.ts'

export interface Specimen {
  readonly title: string
  readonly messages: readonly MessageView[]
}

let made = 0
const next = () => ++made

/** A message of a customer, its content under Meta's names. */
export function said(type: string, content: Record<string, unknown>, rest: Partial<MessageView> = {}): MessageView {
  const n = next()
  return message(n, { type, content, text: '', at: new Date(Date.UTC(2026, 10, 22, 12, 0, n * 7)).toISOString(), ...rest })
}

export const text = (body: string, rest: Partial<MessageView> = {}) => said('text', { body }, { text: body, ...rest })

export function file(kind: MediaView['kind'], rest: Partial<MediaView> = {}): MediaView {
  return {
    id: idOf(900_000 + next()),
    kind,
    state: 'ready',
    mimeType: { image: 'image/jpeg', video: 'video/mp4', audio: 'audio/ogg', document: 'application/pdf', sticker: 'image/webp' }[kind],
    size: 184_320,
    fileName: null,
    isVoice: false,
    width: null,
    height: null,
    durationMs: null,
    waveform: null,
    hasPreview: false,
    error: null,
    ...rest,
  }
}

const one = (title: string, ...messages: readonly MessageView[]): Specimen => ({ title, messages })
const photo = { width: 800, height: 600 }
const WAVES = Array.from({ length: 64 }, (_, n) => Math.round(50 + 45 * Math.sin(n / 3) * Math.cos(n / 11)))
const question = () => text('Vocês entregam no sábado?')
const answering = ({ wamid }: MessageView) => ({ contextWamid: wamid })
const interactive = (type: string, reply: unknown) => said('interactive', { type, [type]: reply })
const system = (type: string, rest: Record<string, unknown> = {}) => said('system', { type, body: 'System notice', ...rest })

function pairs(): Specimen[] {
  const [asked, liked, cooled] = [question(), question(), question()]
  return [
    one('Quoted reply', asked, text('E no domingo?', answering(asked))),
    one('Reply to a message from before', text('Fico com esse', { contextWamid: 'wamid.before' })),
    one('Reaction', liked, said('reaction', { message_id: liked.wamid, emoji: '😮' }, answering(liked))),
    one(
      'Reaction, taken back',
      cooled,
      said('reaction', { message_id: cooled.wamid, emoji: '👍' }, answering(cooled)),
      said('reaction', { message_id: cooled.wamid }, answering(cooled)),
    ),
    one('Reaction to a message from before', said('reaction', { message_id: 'wamid.before', emoji: '❤️' }, { text: '❤️' })),
  ]
}

export const RECEIVED: readonly Specimen[] = [
  one(
    'Text, with WhatsApp’s formatting',
    text('Quero *dois* bolos de _cenoura_, ~três~ talvez: https://example.com\n- um com calda\n- um sem'),
  ),
  one('Photo', said('image', {}, { text: 'Queria um assim', media: file('image', photo) })),
  one('Photo on its way', said('image', {}, { media: file('image', { ...photo, state: 'waiting' }) })),
  one('Photo that did not come', said('image', {}, { media: file('image', { ...photo, state: 'failed', error: 'gone' }) })),
  one('Film', said('video', {}, { text: 'A festa', media: file('video') })),
  one('Audio', said('audio', {}, { media: file('audio', { durationMs: 63_000 }) })),
  one('Voice note', said('audio', { voice: true }, { media: file('audio', { isVoice: true, durationMs: 14_000, waveform: WAVES }) })),
  one('Document', said('document', {}, { text: 'O contrato', media: file('document', { fileName: 'contrato.pdf' }) })),
  one('Sticker', said('sticker', {}, { media: file('sticker', { width: 512, height: 512 }) })),
  one(
    'Location',
    said('location', { latitude: -23.5505, longitude: -46.6333, name: 'Praça das Palmeiras', address: 'Rua das Flores, 10' }),
  ),
  one(
    'Contacts',
    said('contacts', {
      contacts: [
        {
          name: { formatted_name: 'Lívia Prado' },
          phones: [{ phone: '+55 11 90000-0000', wa_id: '5511900000000' }],
          org: { company: 'Padaria' },
        },
        { phones: [{ phone: '+351 912 345 678' }] },
      ],
    }),
  ),
  ...pairs(),
  one('Button of a template', said('button', { payload: 'SIM', text: 'Sim, confirmo' }, { text: 'Sim, confirmo' })),
  one('Reply button', interactive('button_reply', { id: 'tarde', title: 'Tarde' })),
  one('Choice from a list', interactive('list_reply', { id: 'r1', title: 'Cenoura', description: 'Com calda de chocolate' })),
  one(
    'Form (Flow)',
    interactive('nfm_reply', {
      name: 'flow',
      body: 'Sent',
      response_json: JSON.stringify({ flow_token: 't1', screen_0_Seu_nome_0: 'Ana', screen_0_Turno_1: '0_Manhã', novidades: true }),
    }),
  ),
  one(
    'Address form',
    interactive('nfm_reply', {
      name: 'address_message',
      body: 'Sent',
      response_json: JSON.stringify({ city: 'Pune', in_pin_code: '411001' }),
    }),
  ),
  one(
    'Permission to call',
    interactive('call_permission_reply', { response: 'accept', expiration_timestamp: 1_795_000_000, response_source: 'user_action' }),
  ),
  one('Permission to call, refused', interactive('call_permission_reply', { response: 'reject', response_source: 'user_action' })),
  one('Interactive without its object', said('interactive', {})),
  one(
    'Order',
    said('order', {
      catalog_id: '99',
      text: 'Sem lactose, por favor',
      product_items: [
        { product_retailer_id: 'bolo-cenoura', quantity: 2, item_price: 30.5, currency: 'BRL' },
        { product_retailer_id: 'pao-queijo', quantity: 12, item_price: 1.5, currency: 'BRL' },
      ],
    }),
  ),
  one('Question about a product', text('Tem deste?', { marks: { product: { catalogId: '99', retailerId: 'bolo-milho' } } })),
  one(
    'From an ad',
    text('Vi o anúncio', {
      media: file('image', { width: 600, height: 400 }),
      marks: {
        referral: {
          source_url: 'https://fb.me/x',
          source_id: '1202',
          source_type: 'ad',
          headline: 'Bolo de festa com entrega',
          body: 'Peça até quinta',
          media_type: 'image',
          image_url: 'https://example.com/anuncio.jpg',
          ctwa_clid: 'AffExampleClickIdentifier',
        },
      },
    }),
  ),
  one('Forwarded', text('Olha que lindo', { marks: { forwarded: 'once' } })),
  one('Forwarded many times', text('Corrente do bolo', { marks: { forwarded: 'often' } })),
  one('In a group', text('Oi, gente', { marks: { groupId: 'Y2Fwabc' } })),
  one('Edited', text('Quero três bolos', { editedAt: '2026-11-22T12:03:00.000Z' })),
  one('Deleted', said('text', {}, { revokedAt: '2026-11-22T12:03:00.000Z' })),
  one('Edit of a message from before', said('edit', {}, { text: 'Quero quatro', contextWamid: 'wamid.before' })),
  one('Deletion of a message from before', said('revoke', {}, { contextWamid: 'wamid.before' })),
  one('Number changed', system('user_changed_number')),
  one('Number changed, as older webhooks say it', system('customer_changed_number')),
  one('User id changed', system('user_changed_user_id')),
  one('Security code changed', system('customer_identity_changed')),
  one(
    'A notice we do not know',
    said('system', { type: 'something_new', body: 'WhatsApp says something new' }, { text: 'WhatsApp says something new' }),
  ),
  one('Poll', said('unsupported', { type: 'poll' })),
  one(
    'Unsupported, with Meta’s reason',
    said(
      'unsupported',
      {},
      { marks: { errors: [{ code: 131_051, title: 'Message type unknown', details: 'Message type is currently not supported.' }] } },
    ),
  ),
  one('Unknown', said('unknown', {}, { marks: { errors: [{ code: 131_060, title: 'This message is unavailable', details: null }] } })),
  one('A kind from after this version', said('hologram', { beam: 'up' })),
  one('Welcome request', said('request_welcome', {})),
]

/** Every kind that the page shows of what is received. */
export const RECEIVED_KINDS: ReadonlySet<string> = new Set(
  RECEIVED.flatMap(({ messages }) =>
    messages.flatMap(({ type, content, marks, contextWamid }) =>
      kindsOf({ type, content, marks, answers: contextWamid !== null && !['reaction', 'edit', 'revoke'].includes(type) }),
    ),
  ),
)
