/** Meta's rules for buttons: how many of each kind, in which order, and what each must say. */
import { type DraftButton, type DraftButtonKind, variablesIn } from './draft.ts'
import { type DraftProblem, type DraftRule, hasEmoji } from './problem.ts'

export const MOST_BUTTONS = 10
const TEXT = 25
const URL_LENGTH = 2000
const PHONE = 20
const COUPON = 20

const MOST_OF: readonly (readonly [DraftButtonKind, number, DraftRule])[] = [
  ['URL', 2, 'buttons_urls'],
  ['PHONE_NUMBER', 1, 'buttons_phones'],
  ['COPY_CODE', 1, 'buttons_codes'],
]

export function judgeButtons(buttons: readonly DraftButton[]): DraftProblem[] {
  const problems: DraftProblem[] = []
  if (buttons.length > MOST_BUTTONS) problems.push({ place: 'buttons', rule: 'buttons_many' })
  for (const [kind, most, rule] of MOST_OF)
    if (buttons.filter((button) => button.kind === kind).length > most) problems.push({ place: 'buttons', rule })
  if (!isGrouped(buttons)) problems.push({ place: 'buttons', rule: 'buttons_grouped' })
  return [...problems, ...buttons.flatMap((button, at) => [...judgeText(buttons, at), ...judgeValue(button, at)])]
}

/** Quick replies stand together: all before the others, or all after them. */
function isGrouped(buttons: readonly DraftButton[]): boolean {
  const turns = buttons.filter(({ kind }, at) => {
    const before = buttons[at - 1]
    return before !== undefined && (kind === 'QUICK_REPLY') !== (before.kind === 'QUICK_REPLY')
  })
  return turns.length <= 1
}

function judgeText(buttons: readonly DraftButton[], at: number): DraftProblem[] {
  const button = buttons[at]
  if (button === undefined || button.kind === 'COPY_CODE') return []
  const place = `button.${at}.text` as const
  const { text } = button
  if (text.trim() === '') return [{ place, rule: 'button_missing' }]
  if (text.length > TEXT) return [{ place, rule: 'too_long', count: text.length - TEXT }]
  if (/[{}\n*~`]/.test(text) || hasEmoji(text)) return [{ place, rule: 'button_plain' }]
  const same = (other: DraftButton) => other.kind !== 'COPY_CODE' && other.text.trim() === text.trim()
  return buttons.slice(0, at).some(same) ? [{ place, rule: 'button_twice' }] : []
}

function judgeValue({ kind, value, sample }: DraftButton, at: number): DraftProblem[] {
  const place = `button.${at}.value` as const
  if (kind === 'PHONE_NUMBER' && value.trim() === '') return [{ place, rule: 'phone_missing' }]
  if (kind === 'PHONE_NUMBER') return /^\+?\d{7,}$/.test(value) && value.length <= PHONE ? [] : [{ place, rule: 'phone_form' }]
  if (kind === 'COPY_CODE') return judgeCoupon(value, place)
  if (kind !== 'URL') return []
  if (value.trim() === '') return [{ place, rule: 'url_missing' }]
  if (value.length > URL_LENGTH) return [{ place, rule: 'too_long', count: value.length - URL_LENGTH }]
  const fixed = value.replace(/\{\{1\}\}$/, '')
  if (/[{}]/.test(fixed)) return [{ place, rule: 'url_variable' }]
  if (!isAddress(fixed)) return [{ place, rule: 'url_form' }]
  const needsSample = variablesIn(value).length > 0 && !/^[^\s{}]{1,2000}$/.test(sample)
  return needsSample ? [{ place: `button.${at}.sample`, rule: 'sample_missing' }] : []
}

function judgeCoupon(code: string, place: DraftProblem['place']): DraftProblem[] {
  if (code.trim() === '') return [{ place, rule: 'coupon_missing' }]
  if (code.length > COUPON) return [{ place, rule: 'too_long', count: code.length - COUPON }]
  return /^[A-Za-z0-9]+$/.test(code) ? [] : [{ place, rule: 'coupon_form' }]
}

/** WhatsApp's own short links are refused, because they hide whom they lead to. */
function isAddress(url: string): boolean {
  if (!/^https?:\/\/[^\s/]+\.[^\s/]+/.test(url) || /\s/.test(url) || !URL.canParse(url)) return false
  return !/^(wa\.me|api\.whatsapp\.com)$/.test(new URL(url).hostname)
}
