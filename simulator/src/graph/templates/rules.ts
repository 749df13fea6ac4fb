/** What Meta checks the moment a template is created, and what its reviewers would say later. */
import type { Json } from '../../world/records.ts'
import { isObject, word } from '../call.ts'
import { variablesOf } from '../messages/template.ts'
import { parameter, templateRule } from '../refusal.ts'
import { checkButtons, checkCode, checkFooter, checkHeader, isEmptySample } from './parts.ts'

export interface TemplateDraft {
  readonly name: string
  readonly language: string
  readonly category: string
  readonly parameterFormat: 'POSITIONAL' | 'NAMED'
  readonly components: readonly Json[]
}

export const CATEGORIES = ['UTILITY', 'MARKETING', 'AUTHENTICATION']
const typeOf = (component: Json): string => word(component.type).toUpperCase()
const textOf = (component: Json | undefined): string => (typeof component?.text === 'string' ? component.text : '')

export function checkTemplate(draft: TemplateDraft): void {
  if (!/^[a-z0-9_]{1,512}$/.test(draft.name))
    throw parameter('Param name must contain only lowercase letters, digits and underscores, at most 512.')
  if (!/^[a-z]{2,3}(_[A-Z]{2})?$/.test(draft.language)) throw parameter(`Language ${draft.language} is not supported.`)
  if (!CATEGORIES.includes(draft.category)) throw parameter(`Param category must be one of {${CATEGORIES.join(', ')}}`)
  const parts = new Map(draft.components.map((component) => [typeOf(component), component]))
  const body = parts.get('BODY')
  if (!body) throw parameter('A template must have a BODY component.')
  if (draft.category !== 'AUTHENTICATION') checkBody(body, draft.parameterFormat)
  const header = parts.get('HEADER')
  if (header) checkHeader(header, draft.parameterFormat)
  const footer = parts.get('FOOTER')
  if (footer) checkFooter(footer)
  const buttons = parts.get('BUTTONS')
  if (draft.category === 'AUTHENTICATION') checkCode(draft.components)
  else if (buttons) checkButtons(buttons)
}

function checkBody(body: Json, format: 'POSITIONAL' | 'NAMED'): void {
  const text = textOf(body)
  if (text.trim() === '') throw templateRule(2388072, undefined, 'The body of a template needs text.')
  if (text.length > 1024) throw templateRule(2388040, undefined, `The body has ${text.length} characters, the limit is 1024.`)
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
  if (variables > 0 && (!Array.isArray(samples) || samples.length !== variables || samples.some(isEmptySample))) {
    throw templateRule(
      2388043,
      'Message template is missing expected field(s)',
      'component of type BODY is missing expected field(s) (example)',
    )
  }
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

/** The reviewers: null = approved. Words that would make a real reviewer refuse. */
export function rejection(draft: Pick<TemplateDraft, 'components' | 'category'>): string | null {
  const text = draft.components.map((component) => textOf(component)).join(' ')
  if (/\b(porn|casino|cassino|aposta|apuesta|betting)\b/i.test(text)) return 'ABUSIVE_CONTENT'
  if (/\b(lottery|loteria|lotería|bitcoin|criptomoeda|prêmio garantido|guaranteed prize)\b/i.test(text)) return 'SCAM'
  if (draft.category === 'UTILITY' && /\b(promo\w*|desconto|descuento|discount|oferta|sale|grátis|gratis)\b/i.test(text))
    return 'INCORRECT_CATEGORY'
  return null
}
