/** Meta's rules for the body of a template, and of a carousel's card. */
import type { Json } from '../../world/records.ts'
import { isObject } from '../call.ts'
import { variablesOf } from '../messages/template-text.ts'
import { templateRule } from '../refusal.ts'
import { isEmptySample, missingExample, textOf } from './parts.ts'

export function checkBody(body: Json, format: 'POSITIONAL' | 'NAMED', most: number): void {
  const text = textOf(body)
  if (text.trim() === '') throw templateRule(2388072, undefined, 'The body of a template needs text.')
  if (text.length > most) throw templateRule(2388040, undefined, `The body has ${text.length} characters, the limit is ${most}.`)
  checkNames(text, format)
  if (/^\s*\{\{/.test(text) || /\}\}\s*[.!?,;:]*\s*$/.test(text)) throw templateRule(2388299)
  if (/\}\}\s*\{\{/.test(text)) throw templateRule(2388072, undefined, 'Two variables cannot stand next to each other.')
  const variables = variablesOf(text).length
  const wordsAround = text
    .replace(/\{\{[^}]*\}\}/g, '')
    .split(/\s+/)
    .filter(Boolean).length
  if (variables > 0 && wordsAround < 2 * variables) throw templateRule(2388293)
  const example = isObject(body.example) ? body.example : {}
  const samples = format === 'NAMED' ? example.body_text_named_params : firstOf(example.body_text)
  if (variables > 0 && (!Array.isArray(samples) || samples.length !== variables || samples.some(isEmptySample)))
    throw missingExample('BODY')
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined)

function checkNames(text: string, format: 'POSITIONAL' | 'NAMED'): void {
  const names = variablesOf(text)
  const fits =
    format === 'NAMED' ? names.every((name) => /^[a-z][a-z0-9_]*$/.test(name)) : names.every((name, index) => name === String(index + 1))
  if (fits && !/\{\{(?!\s*\w+\s*\}\})/.test(text)) return
  throw templateRule(
    2388072,
    undefined,
    format === 'NAMED' ? 'Variables must be lowercase names.' : 'Variables must be numbered {{1}}, {{2}} and so on.',
  )
}
