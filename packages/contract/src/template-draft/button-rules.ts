/** Meta's rules for buttons: how many of each kind, in which order, and what each must say. */
import { type DraftButton, type DraftButtonKind, type DraftCategory, variablesIn } from './draft.ts'
import { type DraftProblem, type DraftRule, hasEmoji, type Place } from './problem.ts'

export const MOST_BUTTONS = 10
const TEXT = 25
const URL_LENGTH = 2000
const PHONE = 20
const COUPON = 20
/** 30 days */
const CALL_MINUTES = 43_200

const MOST_OF: readonly (readonly [DraftButtonKind, number, DraftRule])[] = [
  ['URL', 2, 'buttons_urls'],
  ['PHONE_NUMBER', 1, 'buttons_phones'],
  ['COPY_CODE', 1, 'buttons_codes'],
  ['FLOW', 1, 'buttons_single'],
  ['VOICE_CALL', 1, 'buttons_single'],
  ['REQUEST_CONTACT_INFO', 1, 'buttons_single'],
]
/** Each is a message of its own kind, which has no other button. */
const ALONE: ReadonlySet<DraftButtonKind> = new Set(['CATALOG', 'MPM', 'ORDER_DETAILS'])
const FOR_MARKETING: ReadonlySet<DraftButtonKind> = new Set(['CATALOG', 'MPM'])

export function judgeButtons(buttons: readonly DraftButton[], category: DraftCategory): DraftProblem[] {
  const problems: DraftProblem[] = []
  const wrong = (rule: DraftRule) => problems.push({ place: 'buttons', rule })
  if (buttons.length > MOST_BUTTONS) wrong('buttons_many')
  for (const [kind, most, rule] of MOST_OF) if (buttons.filter((button) => button.kind === kind).length > most) wrong(rule)
  if (buttons.length > 1 && buttons.some(({ kind }) => ALONE.has(kind))) wrong('buttons_alone')
  if (category !== 'MARKETING' && buttons.some(({ kind }) => FOR_MARKETING.has(kind))) wrong('buttons_category')
  if (!isGrouped(buttons)) wrong('buttons_grouped')
  return [...problems, ...buttons.flatMap((_, at) => judgeButton(buttons, at, (part) => `button.${at}.${part}`))]
}

/** An offer has a code to copy, where it has one, and then the address where it counts; nothing else. */
export function judgeOfferButtons(buttons: readonly DraftButton[]): DraftProblem[] {
  const kinds = buttons.map(({ kind }) => kind).join()
  const fits = kinds === 'URL' || kinds === 'COPY_CODE,URL'
  return [
    ...(fits ? [] : [{ place: 'buttons', rule: 'offer_buttons' } as const]),
    ...buttons.flatMap((_, at) => judgeButton(buttons, at, (part) => `button.${at}.${part}`)),
  ]
}

/** Quick replies stand together: all before the others, or all after them. */
function isGrouped(buttons: readonly DraftButton[]): boolean {
  const turns = buttons.filter(({ kind }, at) => {
    const before = buttons[at - 1]
    return before !== undefined && (kind === 'QUICK_REPLY') !== (before.kind === 'QUICK_REPLY')
  })
  return turns.length <= 1
}

type PlaceOf = (part: 'text' | 'value' | 'sample') => Place

/** One of them, by itself and beside those before it. */
export function judgeButton(buttons: readonly DraftButton[], at: number, place: PlaceOf): DraftProblem[] {
  const button = buttons[at]
  return button === undefined ? [] : [...judgeText(button, buttons.slice(0, at), place('text')), ...judgeValue(button, place)]
}

function judgeText({ kind, text }: DraftButton, before: readonly DraftButton[], place: Place): DraftProblem[] {
  if (kind === 'COPY_CODE') return []
  if (text.trim() === '') return [{ place, rule: 'button_missing' }]
  if (text.length > TEXT) return [{ place, rule: 'too_long', count: text.length - TEXT }]
  if (/[{}\n*~`]/.test(text) || hasEmoji(text)) return [{ place, rule: 'button_plain' }]
  const same = (other: DraftButton) => other.kind !== 'COPY_CODE' && other.text.trim() === text.trim()
  return before.some(same) ? [{ place, rule: 'button_twice' }] : []
}

/** Where it leads. */
export function judgeValue({ kind, value, sample }: DraftButton, placeOf: PlaceOf): DraftProblem[] {
  const place = placeOf('value')
  switch (kind) {
    case 'URL':
      return judgeUrl(value, sample, placeOf)
    case 'PHONE_NUMBER':
      if (value.trim() === '') return [{ place, rule: 'phone_missing' }]
      return /^\+?\d{7,}$/.test(value) && value.length <= PHONE ? [] : [{ place, rule: 'phone_form' }]
    case 'COPY_CODE':
      return judgeCoupon(value, place)
    case 'FLOW':
      return judgeFlow(value, sample, placeOf)
    case 'VOICE_CALL':
      return value === '' || (/^[1-9]\d{0,4}$/.test(value) && Number(value) <= CALL_MINUTES) ? [] : [{ place, rule: 'call_minutes' }]
    default:
      return []
  }
}

function judgeUrl(value: string, sample: string, placeOf: PlaceOf): DraftProblem[] {
  const place = placeOf('value')
  if (value.trim() === '') return [{ place, rule: 'url_missing' }]
  if (value.length > URL_LENGTH) return [{ place, rule: 'too_long', count: value.length - URL_LENGTH }]
  const fixed = value.replace(/\{\{1\}\}$/, '')
  if (/[{}]/.test(fixed)) return [{ place, rule: 'url_variable' }]
  if (!isAddress(fixed)) return [{ place, rule: 'url_form' }]
  const needsSample = variablesIn(value).length > 0 && !/^[^\s{}]{1,2000}$/.test(sample)
  return needsSample ? [{ place: placeOf('sample'), rule: 'sample_missing' }] : []
}

function judgeCoupon(code: string, place: Place): DraftProblem[] {
  if (code.trim() === '') return [{ place, rule: 'coupon_missing' }]
  if (code.length > COUPON) return [{ place, rule: 'too_long', count: code.length - COUPON }]
  return /^[A-Za-z0-9]+$/.test(code) ? [] : [{ place, rule: 'coupon_form' }]
}

/** A flow by its id at Meta; its screens have names of letters and underscores. */
function judgeFlow(id: string, screen: string, placeOf: PlaceOf): DraftProblem[] {
  if (id.trim() === '') return [{ place: placeOf('value'), rule: 'flow_missing' }]
  if (!/^\d{5,25}$/.test(id)) return [{ place: placeOf('value'), rule: 'flow_form' }]
  return screen === '' || /^[A-Za-z_]{1,80}$/.test(screen) ? [] : [{ place: placeOf('sample'), rule: 'screen_form' }]
}

/** WhatsApp's own short links are refused, because they hide whom they lead to. */
function isAddress(url: string): boolean {
  if (!/^https?:\/\/[^\s/]+\.[^\s/]+/.test(url) || /\s/.test(url) || !URL.canParse(url)) return false
  return !/^(wa\.me|api\.whatsapp\.com)$/.test(new URL(url).hostname)
}
