/** Meta's rules for running text with variables: the body of a template, and of each card. */
import { type TemplateDraft, variablesIn } from './draft.ts'
import { type DraftProblem, type Place, tooLong } from './problem.ts'

const SAMPLE = 1024
type ParameterFormat = TemplateDraft['parameterFormat']

export interface WrittenBody {
  readonly body: string
  readonly samples: Readonly<Record<string, string>>
  readonly most: number
  readonly format: ParameterFormat
}

interface Places {
  readonly text: Place
  sample(name: string): Place
}

export function judgeBody({ body, samples, most, format }: WrittenBody, places: Places): DraftProblem[] {
  const place = places.text
  if (body.trim() === '') return [{ place, rule: 'body_missing' }]
  const names = variablesIn(body)
  const problems: DraftProblem[] = [...tooLong(place, body, most), ...braces(place, body), ...naming(place, names, format)]
  if (/^[\s\p{P}]*\{\{\s*\w+\s*\}\}/u.test(body)) problems.push({ place, rule: 'body_leading' })
  if (/\{\{\s*\w+\s*\}\}[\s\p{P}]*$/u.test(body)) problems.push({ place, rule: 'body_trailing' })
  if (/\}\}\s*\{\{/.test(body)) problems.push({ place, rule: 'body_adjacent' })
  const short = wordsShort(body, names.length)
  if (short > 0) problems.push({ place, rule: 'body_ratio', count: short })
  for (const name of names) problems.push(...judgeSample(places.sample(name), samples[name] ?? '', SAMPLE))
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

export function judgeSample(place: Place, sample: string, most: number): DraftProblem[] {
  if (sample.trim() === '') return [{ place, rule: 'sample_missing' }]
  if (/[\n\r\t{}]| {5,}/.test(sample)) return [{ place, rule: 'sample_plain' }]
  return tooLong(place, sample, most)
}

/** What looks like a variable and is none: one brace, an accent, a space within. */
export function braces(place: Place, text: string): DraftProblem[] {
  return /[{}]/.test(text.replace(/\{\{\s*\w+\s*\}\}/g, '')) ? [{ place, rule: 'variable_broken' }] : []
}

export function naming(place: Place, names: readonly string[], format: ParameterFormat): DraftProblem[] {
  if (format === 'POSITIONAL') return names.every((name, at) => name === `${at + 1}`) ? [] : [{ place, rule: 'variable_numbers' }]
  return names.every((name) => /^[a-z][a-z0-9_]*$/.test(name)) ? [] : [{ place, rule: 'variable_names' }]
}
