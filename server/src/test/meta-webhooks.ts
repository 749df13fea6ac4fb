/** What Meta would send, written from its documentation. Signed over the exact bytes, non-ASCII escaped, as Meta serialises. */
import { createHmac } from 'node:crypto'

export type Item = Record<string, unknown>

export interface WebhookOptions {
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly secret: string
}

export function envelope(options: Pick<WebhookOptions, 'wabaId' | 'phoneNumberId'>, ...values: readonly Item[]): Item {
  const metadata = { display_phone_number: '551140000000', phone_number_id: options.phoneNumberId }
  const changes = values.map((value) => ({ field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }))
  return { object: 'whatsapp_business_account', entry: [{ id: options.wabaId, changes }] }
}

/** Meta's JSON: ASCII only, slashes escaped. */
export function metaJson(body: unknown): Buffer {
  const ascii = JSON.stringify(body).replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return Buffer.from(ascii.replaceAll('/', '\\/'))
}

export const signatureOf = (bytes: Buffer, secret: string): string => `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`

let counter = 0
export const nextWamid = (): string => `wamid.TEST${String(++counter).padStart(8, '0')}`

export function textFrom(waId: string, body: string, more: Item = {}): Item {
  return { from: waId, id: nextWamid(), timestamp: String(Math.floor(Date.now() / 1000)), type: 'text', text: { body }, ...more }
}

export const contactOf = (waId: string, name: string, more: Item = {}): Item => ({ profile: { name }, wa_id: waId, ...more })
