/** Templates that are more than header, body, footer and buttons: carousels, limited-time offers, requests to call. */
import type { Json } from '../../world/records.ts'
import { isObject, word } from '../call.ts'
import { parameter, templateRule } from '../refusal.ts'
import { checkBody } from './body.ts'
import { buttonsOf, checkButtons, typesOf } from './buttons.ts'
import { type Around, checkHeader, textOf } from './parts.ts'

export type Parts = ReadonlyMap<string, Json>

const CARD_BUTTONS = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER']

export const partsOf = (components: unknown): Parts =>
  new Map((Array.isArray(components) ? components : []).filter(isObject).map((part) => [word(part.type).toUpperCase(), part]))

export function checkCarousel(parts: Parts, around: Around): void {
  const carousel = parts.get('CAROUSEL')
  if (!carousel) return
  for (const type of ['HEADER', 'FOOTER', 'BUTTONS']) if (parts.has(type)) throw parameter(`A carousel template has no ${type} of its own.`)
  const cards = Array.isArray(carousel.cards) ? carousel.cards : []
  if (cards.length < 2 || cards.length > 10) throw parameter('A carousel has between 2 and 10 cards.')
  const shapes = cards.map((card) => checkCard(partsOf(isObject(card) ? card.components : undefined), around))
  if (new Set(shapes).size > 1) throw parameter('All cards of a carousel must have the same components.')
}

/** @returns its shape, which all cards share */
function checkCard(parts: Parts, around: Around): string {
  const [header, body, buttons] = [parts.get('HEADER'), parts.get('BODY'), parts.get('BUTTONS')]
  const format = word(header?.format).toUpperCase()
  if (!header || !['IMAGE', 'VIDEO'].includes(format)) throw templateRule(2388047, undefined, 'A card needs an image or a video.')
  checkHeader(header, around)
  if (body) checkBody(body, around.format, 160)
  const types = buttons ? typesOf(buttonsOf(buttons)) : []
  if (!buttons || types.length > 2 || types.some((type) => !CARD_BUTTONS.includes(type)))
    throw parameter(`A card has 1 or 2 buttons of type ${CARD_BUTTONS.join(', ')}.`)
  checkButtons(buttons)
  return [format, body === undefined ? '' : 'BODY', ...types].join()
}

export function checkOffer(parts: Parts, category: string): void {
  const offer = parts.get('LIMITED_TIME_OFFER')
  if (!offer) return
  if (category !== 'MARKETING') throw parameter('Limited-time offers are for templates of category MARKETING.')
  const { text, has_expiration: expires } = isObject(offer.limited_time_offer) ? offer.limited_time_offer : {}
  if (typeof text !== 'string' || text.trim() === '' || text.length > 16)
    throw templateRule(2388040, undefined, 'An offer has a text of at most 16.')
  if (expires !== undefined && typeof expires !== 'boolean') throw parameter('has_expiration must be true or false.')
  if (parts.has('FOOTER')) throw templateRule(2388073, undefined, 'A limited-time offer has no footer.')
  const header = parts.get('HEADER')
  if (header && !['IMAGE', 'VIDEO'].includes(word(header.format).toUpperCase()))
    throw templateRule(2388047, undefined, 'A limited-time offer has an image or a video as header.')
  if (textOf(parts.get('BODY') ?? {}).length > 600)
    throw templateRule(2388040, undefined, 'The body of an offer has at most 600 characters.')
  const types = typesOf(buttonsOf(parts.get('BUTTONS') ?? {})).join()
  if (types !== 'URL' && types !== 'COPY_CODE,URL')
    throw parameter('A limited-time offer has a URL button, after the code to copy if there is one.')
}

export function checkCallRequest(parts: Parts): void {
  if (!parts.has('CALL_PERMISSION_REQUEST')) return
  for (const type of ['BUTTONS', 'CAROUSEL', 'LIMITED_TIME_OFFER'])
    if (parts.has(type)) throw parameter(`A call permission request cannot stand beside ${type}.`)
}
