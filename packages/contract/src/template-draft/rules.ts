/**
 * Every form rule by which Meta refuses a template the moment it is sent in, judged while it is written. Stable codes; screens word
 * them. Source: Business Management API, message templates, and the 2388xxx subcodes of the error reference.
 */
import { judgeButtons } from './button-rules.ts'
import { type TemplateDraft, variablesIn } from './draft.ts'
import { type DraftProblem, hasEmoji, type Place } from './problem.ts'

const MOST = { name: 512, header: 60, body: 1024, footer: 60, sample: 1024 } as const
const CODE_MINUTES = { least: 1, most: 90 } as const

/** In the order of the screen; empty when Meta has nothing to refuse on form. */
export function judgeDraft(draft: TemplateDraft): DraftProblem[] {
  const named = [...judgeName(draft.name), ...judgeLanguage(draft.language)]
  if (draft.category === 'AUTHENTICATION') return [...named, ...judgeCode(draft)]
  return [...named, ...judgeHeader(draft), ...judgeBody(draft), ...judgeFooter(draft.footer), ...judgeButtons(draft.buttons)]
}

function judgeName(name: string): DraftProblem[] {
  if (name === '') return [{ place: 'name', rule: 'name_missing' }]
  if (!/^[a-z0-9_]+$/.test(name)) return [{ place: 'name', rule: 'name_pattern' }]
  return tooLong('name', name, MOST.name)
}

function judgeLanguage(language: string): DraftProblem[] {
  return /^[a-z]{2,3}(_[A-Z]{2})?$/.test(language) ? [] : [{ place: 'language', rule: 'language_unknown' }]
}

/** Text that Meta draws itself leaves little to get wrong. */
function judgeCode({ code: { expirationMinutes: minutes, button } }: TemplateDraft): DraftProblem[] {
  const isOut = minutes !== null && !(Number.isInteger(minutes) && minutes >= CODE_MINUTES.least && minutes <= CODE_MINUTES.most)
  return [
    ...(isOut ? [{ place: 'expiration', rule: 'expiration_range' } as const] : []),
    ...tooLong('codeButton', button.trim(), 25),
    ...(/[{}\n]/.test(button) || hasEmoji(button) ? [{ place: 'codeButton', rule: 'button_plain' } as const] : []),
  ]
}

function judgeHeader({ header: { format, text, sample }, parameterFormat }: TemplateDraft): DraftProblem[] {
  if (format !== 'TEXT') return []
  if (text.trim() === '') return [{ place: 'header', rule: 'header_missing' }]
  const names = variablesIn(text)
  const problems: DraftProblem[] = [
    ...tooLong('header', text, MOST.header),
    ...braces('header', text),
    ...naming('header', names, parameterFormat),
  ]
  if (names.length > 1) problems.push({ place: 'header', rule: 'header_variables' })
  if (/[*_~`\n]/.test(text.replace(/\{\{[^}]*\}\}/g, '')) || hasEmoji(text)) problems.push({ place: 'header', rule: 'header_plain' })
  if (names.length > 0) problems.push(...judgeSample('headerSample', sample, MOST.header))
  return problems
}

function judgeBody({ body, samples, parameterFormat }: TemplateDraft): DraftProblem[] {
  if (body.trim() === '') return [{ place: 'body', rule: 'body_missing' }]
  const names = variablesIn(body)
  const problems: DraftProblem[] = [...tooLong('body', body, MOST.body), ...braces('body', body), ...naming('body', names, parameterFormat)]
  if (/^[\s\p{P}]*\{\{\s*\w+\s*\}\}/u.test(body)) problems.push({ place: 'body', rule: 'body_leading' })
  if (/\{\{\s*\w+\s*\}\}[\s\p{P}]*$/u.test(body)) problems.push({ place: 'body', rule: 'body_trailing' })
  if (/\}\}\s*\{\{/.test(body)) problems.push({ place: 'body', rule: 'body_adjacent' })
  const short = wordsShort(body, names.length)
  if (short > 0) problems.push({ place: 'body', rule: 'body_ratio', count: short })
  for (const name of names) problems.push(...judgeSample(`sample.${name}`, samples[name] ?? '', MOST.sample))
  return problems
}

/** Meta wants more than two words of its own for every variable. @returns how many are missing */
function wordsShort(body: string, variables: number): number {
  if (variables === 0) return 0
  const words = body
    .replace(/\{\{[^}]*\}\}/g, '')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length
  return Math.max(0, 2 * variables + 1 - words)
}

function judgeFooter(written: string): DraftProblem[] {
  const footer = written.trim()
  return [
    ...tooLong('footer', footer, MOST.footer),
    ...(/[{}]/.test(footer) ? [{ place: 'footer', rule: 'footer_variable' } as const] : []),
    ...(footer.includes('\n') || hasEmoji(footer) ? [{ place: 'footer', rule: 'footer_plain' } as const] : []),
  ]
}

function judgeSample(place: Place, sample: string, most: number): DraftProblem[] {
  if (sample.trim() === '') return [{ place, rule: 'sample_missing' }]
  if (/[\n\r\t{}]| {5,}/.test(sample)) return [{ place, rule: 'sample_plain' }]
  return tooLong(place, sample, most)
}

/** What looks like a variable and is none: one brace, an accent, a space within. */
function braces(place: 'header' | 'body', text: string): DraftProblem[] {
  return /[{}]/.test(text.replace(/\{\{\s*\w+\s*\}\}/g, '')) ? [{ place, rule: 'variable_broken' }] : []
}

function naming(place: 'header' | 'body', names: readonly string[], format: TemplateDraft['parameterFormat']): DraftProblem[] {
  if (format === 'POSITIONAL') return names.every((name, at) => name === `${at + 1}`) ? [] : [{ place, rule: 'variable_numbers' }]
  return names.every((name) => /^[a-z][a-z0-9_]*$/.test(name)) ? [] : [{ place, rule: 'variable_names' }]
}

function tooLong(place: Place, text: string, most: number): DraftProblem[] {
  return text.length > most ? [{ place, rule: 'too_long', count: text.length - most }] : []
}
