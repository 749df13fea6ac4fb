import { createHmac } from 'node:crypto'

export const APP_SECRET = 'the app secret of the benchmarks'
export const BODY_BYTES = 720

export interface PayloadOptions {
  readonly wabaId: string
  readonly phoneNumberId: string
  /** distinct customers; 0: a new one for each message */
  readonly senders: number
  /** every so many messages come with three statuses each; 0: none */
  readonly statuses: boolean
  /** share of deliveries that repeat an earlier one, 0 to 1 */
  readonly repeats: number
}

const WORDS = 'olá obrigada pedido nota quero saber quando chega meu envio troco cor tamanho por favor ajuda amanhã preço endereço entrega'
  .normalize('NFD')
  .replace(/[^a-z ]/g, '')
  .split(' ')

export const wamidOf = (n: number) => `wamid.BENCH${String(n).padStart(28, '0')}`
const customerOf = (n: number, senders: number) => (senders === 0 ? n : n % senders)
const senderOf = (n: number, senders: number) => `5511${String(900_000_000 + customerOf(n, senders)).slice(-9)}`

/** Complete HTTP requests, one after the other in memory, signed beforehand so that the generator's cost is the same for everyone. */
export function requests(path: string, from: number, count: number, options: PayloadOptions): Buffer[] {
  return Array.from({ length: count }, (_, i) => request(path, bodyOf(from + i, options)))
}

function bodyOf(n: number, options: PayloadOptions): Buffer {
  const again = options.repeats > 0 && n % Math.round(1 / options.repeats) === 7 ? n - 5 : n
  const item = options.statuses && again % 4 !== 0 ? statusValue(again, options) : messageValue(again, options)
  return padded(item)
}

function envelope(options: PayloadOptions, value: object): object {
  const metadata = { display_phone_number: '551140000000', phone_number_id: options.phoneNumberId }
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: options.wabaId, changes: [{ value: { messaging_product: 'whatsapp', metadata, ...value }, field: 'messages' }] }],
  }
}

function messageValue(n: number, options: PayloadOptions) {
  const from = senderOf(n, options.senders)
  const timestamp = String(Math.floor(Date.now() / 1000))
  return (pad: string) =>
    envelope(options, {
      contacts: [{ profile: { name: `Cliente ${customerOf(n, options.senders)}` }, wa_id: from }],
      messages: [{ from, id: wamidOf(n), timestamp, text: { body: pad }, type: 'text' }],
    })
}

const REPORTS = ['sent', 'delivered', 'read']

function statusValue(n: number, options: PayloadOptions) {
  const about = Math.floor(n / 4)
  const timestamp = String(Math.floor(Date.now() / 1000))
  return (pad: string) =>
    envelope(options, {
      statuses: [
        {
          id: `wamid.OUT${String(about).padStart(28, '0')}`,
          status: REPORTS[(n % 4) - 1],
          timestamp,
          recipient_id: senderOf(about, options.senders),
          biz_opaque_callback_data: pad,
          pricing: { billable: true, pricing_model: 'PMP', category: 'utility', type: 'regular' },
        },
      ],
    })
}

function padded(item: (pad: string) => object): Buffer {
  const missing = BODY_BYTES - Buffer.byteLength(JSON.stringify(item('')))
  let pad = ''
  for (let w = missing; pad.length < missing; w = (w * 1_103_515_245 + 12_345) & 0x7fffffff) pad += `${WORDS[w % WORDS.length]} `
  return Buffer.from(JSON.stringify(item(pad.slice(0, Math.max(0, missing)))))
}

function request(path: string, body: Buffer): Buffer {
  const signature = createHmac('sha256', APP_SECRET).update(body).digest('hex')
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: facebookexternalua\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nx-hub-signature-256: sha256=${signature}\r\n\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), body])
}
