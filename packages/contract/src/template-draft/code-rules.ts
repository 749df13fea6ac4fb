/** Meta's rules for a code: it writes the words itself, and wants to know the apps that may read them. */
import type { TemplateDraft } from './draft.ts'
import { type DraftProblem, hasEmoji, type Place, tooLong } from './problem.ts'

const CODE_MINUTES = { least: 1, most: 90 } as const
const BUTTON = 25
export const MOST_APPS = 5
const PACKAGE = /^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/
const PACKAGE_LENGTH = 224
const HASH = /^[A-Za-z0-9+/=]{11}$/

export function judgeCode({ code }: Pick<TemplateDraft, 'code'>): DraftProblem[] {
  const { expirationMinutes: minutes } = code
  const isOut = minutes !== null && !(Number.isInteger(minutes) && minutes >= CODE_MINUTES.least && minutes <= CODE_MINUTES.most)
  return [
    ...(isOut ? [{ place: 'expiration', rule: 'expiration_range' } as const] : []),
    ...judgeLabel('codeButton', code.button),
    ...(code.kind === 'COPY_CODE' ? [] : judgeApps(code)),
  ]
}

function judgeApps({ kind, autofill, apps, termsAccepted }: TemplateDraft['code']): DraftProblem[] {
  return [
    ...judgeLabel('autofill', autofill),
    ...(apps.length < 1 || apps.length > MOST_APPS ? [{ place: 'apps', rule: 'apps_count' } as const] : []),
    ...apps.flatMap(({ packageName, signatureHash }, at): DraftProblem[] => [
      ...(PACKAGE.test(packageName) && packageName.length <= PACKAGE_LENGTH
        ? []
        : [{ place: `app.${at}.package`, rule: 'package_form' } as const]),
      ...(HASH.test(signatureHash) ? [] : [{ place: `app.${at}.hash`, rule: 'hash_form' } as const]),
    ]),
    ...(kind === 'ZERO_TAP' && !termsAccepted ? [{ place: 'terms', rule: 'terms_missing' } as const] : []),
  ]
}

function judgeLabel(place: Place, text: string): DraftProblem[] {
  return [
    ...tooLong(place, text.trim(), BUTTON),
    ...(/[{}\n]/.test(text) || hasEmoji(text) ? [{ place, rule: 'button_plain' } as const] : []),
  ]
}
