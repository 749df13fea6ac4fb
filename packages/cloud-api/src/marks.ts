/** What Meta says of a message besides its content: forwarding, the ad or product it came from, the group, what went wrong with it. */
import { isObject, type Json, type JsonObject, list, word } from './json.ts'

/** Only what is there. */
export interface Marks {
  /** often: more than five times before (`frequently_forwarded`). */
  readonly forwarded?: 'once' | 'often'
  /** Meta's own object: the ad or post that was clicked, with `ctwa_clid` where Meta gives one. */
  readonly referral?: JsonObject
  readonly product?: { readonly catalogId: string | null; readonly retailerId: string }
  readonly groupId?: string
  readonly errors?: readonly { readonly code: number; readonly title: string; readonly details: string | null }[]
}

export function marksOf(message: JsonObject): Marks | null {
  const context = isObject(message['context']) ? message['context'] : {}
  const product = isObject(context['referred_product']) ? context['referred_product'] : {}
  const retailerId = word(product['product_retailer_id'])
  const groupId = word(message['group_id'])
  const errors = list(message['errors']).filter(isObject).map(errorOf)
  const marks: Marks = {
    ...forwardedOf(context),
    ...(isObject(message['referral']) && { referral: message['referral'] }),
    ...(retailerId !== null && { product: { catalogId: word(product['catalog_id']), retailerId } }),
    ...(groupId !== null && { groupId }),
    ...(errors.length > 0 && { errors }),
  }
  return Object.keys(marks).length === 0 ? null : marks
}

function forwardedOf(context: JsonObject): Pick<Marks, 'forwarded'> {
  if (context['frequently_forwarded'] === true) return { forwarded: 'often' }
  return context['forwarded'] === true ? { forwarded: 'once' } : {}
}

function errorOf(error: JsonObject): NonNullable<Marks['errors']>[number] {
  const inner: Json | undefined = error['error_data']
  const data = isObject(inner) ? inner : {}
  return {
    code: Number(error['code']) || 0,
    title: word(error['title']) ?? word(error['message']) ?? '',
    details: word(data['details']) ?? word(error['details']),
  }
}
