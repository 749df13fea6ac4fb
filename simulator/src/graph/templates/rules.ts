/** What Meta checks the moment a template is created, and what its reviewers would say later. */
import type { Json } from '../../world/records.ts'
import { isObject } from '../call.ts'
import { parameter } from '../refusal.ts'
import { checkBody } from './body.ts'
import { buttonsOf, checkButtons, typesOf } from './buttons.ts'
import { checkCode } from './code.ts'
import { checkCallRequest, checkCarousel, checkOffer, type Parts, partsOf } from './layouts.ts'
import { checkFooter, checkHeader, type Handles, textOf } from './parts.ts'

export interface TemplateDraft {
  readonly name: string
  readonly language: string
  readonly category: string
  readonly parameterFormat: 'POSITIONAL' | 'NAMED'
  readonly components: readonly Json[]
  /** null: as long as Meta tries by itself */
  readonly ttlSeconds?: number | null
  readonly displayFormat?: string | undefined
}

export const CATEGORIES = ['UTILITY', 'MARKETING', 'AUTHENTICATION']
const COMPONENTS = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL', 'LIMITED_TIME_OFFER', 'CALL_PERMISSION_REQUEST']
/** Seconds between which Meta may be told to stop trying. */
const TTL: Readonly<Record<string, readonly [number, number]>> = {
  AUTHENTICATION: [30, 900],
  UTILITY: [30, 43_200],
  MARKETING: [43_200, 2_592_000],
}

export function checkTemplate(draft: TemplateDraft, handles: Handles): void {
  const { category, parameterFormat: format } = draft
  if (!/^[a-z0-9_]{1,512}$/.test(draft.name))
    throw parameter('Param name must contain only lowercase letters, digits and underscores, at most 512.')
  if (!/^[a-z]{2,3}(_[A-Z]{2})?$/.test(draft.language)) throw parameter(`Language ${draft.language} is not supported.`)
  if (!CATEGORIES.includes(category)) throw parameter(`Param category must be one of {${CATEGORIES.join(', ')}}`)
  checkTtl(draft.ttlSeconds ?? null, category)
  const parts = partsOf(draft.components)
  if (parts.size < draft.components.length) throw parameter('A template has each component once.')
  const unknown = [...parts.keys()].find((type) => !COMPONENTS.includes(type))
  if (unknown !== undefined) throw parameter(`Component type ${unknown} is not supported.`)
  const body = parts.get('BODY')
  if (!body) throw parameter('A template must have a BODY component.')
  if (category === 'AUTHENTICATION') {
    checkCode(draft.components)
    return
  }
  checkBody(body, format, 1024)
  checkAround(parts, draft, handles)
}

function checkAround(parts: Parts, { category, parameterFormat: format, displayFormat }: TemplateDraft, handles: Handles): void {
  const [header, footer, buttons] = [parts.get('HEADER'), parts.get('FOOTER'), parts.get('BUTTONS')]
  if (header) checkHeader(header, { format, handles })
  if (footer) checkFooter(footer)
  if (buttons) checkButtons(buttons)
  checkCarousel(parts, { format, handles })
  checkOffer(parts, category)
  checkCallRequest(parts)
  const types = buttons ? typesOf(buttonsOf(buttons)) : []
  if (types.includes('ORDER_DETAILS') !== (displayFormat === 'ORDER_DETAILS'))
    throw parameter('An ORDER_DETAILS button and display_format ORDER_DETAILS go together.')
  if (category !== 'MARKETING' && types.some((type) => ['CATALOG', 'MPM'].includes(type)))
    throw parameter('Catalog and multi-product templates are of category MARKETING.')
}

/** -1: 30 days, except for marketing. */
export function checkTtl(ttl: number | null, category: string): void {
  const [least, most] = TTL[category] ?? [0, 0]
  if (ttl === null || (ttl === -1 && category !== 'MARKETING')) return
  if (!Number.isInteger(ttl) || ttl < least || ttl > most)
    throw parameter(`Param message_send_ttl_seconds must be between ${least} and ${most} for category ${category}.`)
}

/** The reviewers: null = approved. Words that would make a real reviewer refuse. */
export function rejection(draft: Pick<TemplateDraft, 'components' | 'category'>): string | null {
  const cards = draft.components.flatMap((component) => (Array.isArray(component.cards) ? component.cards : []))
  const inCards = cards.flatMap((card) => [...partsOf(isObject(card) ? card.components : undefined).values()])
  const text = [...draft.components, ...inCards].map((component) => textOf(component)).join(' ')
  if (/\b(porn|casino|cassino|aposta|apuesta|betting)\b/i.test(text)) return 'ABUSIVE_CONTENT'
  if (/\b(lottery|loteria|lotería|bitcoin|criptomoeda|prêmio garantido|guaranteed prize)\b/i.test(text)) return 'SCAM'
  if (draft.category === 'UTILITY' && /\b(promo\w*|desconto|descuento|discount|oferta|sale|grátis|gratis)\b/i.test(text))
    return 'INCORRECT_CATEGORY'
  return null
}
