/** A delivery of our own that goes the way of Meta's: signed, stored and taken up like any, and without effect. */
import { createHmac } from 'node:crypto'
import type { Whose } from './own-part.ts'

/** First of all names, so that it is seen without reading the rest. Meta has no such name, and nobody without the secret can sign one. */
const MARK = 'recado_test'
const BEGINNING = Buffer.from(`{"${MARK}":"`)
/** A UUID and a number. */
const LONGEST_WORD = 60

export interface TestDelivery {
  readonly bytes: string
  /** X-Hub-Signature-256 */
  readonly signature: string
}

export interface TestWish extends Whose {
  readonly field: string
  /** tells this delivery from every other */
  readonly word: string
  /** of the app through which the number is connected */
  readonly secret: string
  readonly now: Date
}

/** The envelope is Meta's; its value names the number and tells nothing of it. */
export function testDelivery({ field, word, secret, now, wabaId, phoneNumberId }: TestWish): TestDelivery {
  const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneNumberId } }
  const entry = [{ id: wabaId, time: Math.floor(now.getTime() / 1000), changes: [{ field, value }] }]
  const bytes = JSON.stringify({ [MARK]: word, object: 'whatsapp_business_account', entry })
  return { bytes, signature: `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}` }
}

export function isTestDelivery(body: Buffer): boolean {
  return body.subarray(0, BEGINNING.length).equals(BEGINNING)
}

/** @param body for which isTestDelivery is true */
export function wordOf(body: Buffer): string {
  const [word = ''] = body
    .subarray(BEGINNING.length, BEGINNING.length + LONGEST_WORD)
    .toString('latin1')
    .split('"')
  return word
}
