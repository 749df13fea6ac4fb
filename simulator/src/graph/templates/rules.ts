/** What Meta checks the moment a template is created, and what its reviewers would say later. */
import type { Json } from '../../world/records.ts'
import { isObject, word } from '../call.ts'
import { variablesOf } from '../messages/template.ts'
import { parameter, templateRule } from '../refusal.ts'

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
  if (header) checkHeader(header)
  const footer = textOf(parts.get('FOOTER'))
  if (footer.length > 60 || footer.includes('{{')) throw templateRule(2388073)
  const buttons = parts.get('BUTTONS')
  if (buttons) checkButtons(buttons)
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
  if (variables > 0 && (!Array.isArray(samples) || samples.length !== variables)) {
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

const HEADER_FORMATS = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'GIF', 'LOCATION', 'PRODUCT']

function checkHeader(header: Json): void {
  const format = word(header.format).toUpperCase()
  if (!HEADER_FORMATS.includes(format)) throw templateRule(2388047, undefined, `Header format must be one of ${HEADER_FORMATS.join(', ')}.`)
  if (format !== 'TEXT') return
  const text = textOf(header)
  if (text.trim() === '' || text.length > 60 || variablesOf(text).length > 1) throw templateRule(2388047)
}

const MOST: Readonly<Record<string, number>> = { URL: 2, PHONE_NUMBER: 1, COPY_CODE: 1, QUICK_REPLY: 10 }

function checkButtons(part: Json): void {
  const buttons = (Array.isArray(part.buttons) ? part.buttons : []).filter(isObject)
  if (buttons.length === 0 || buttons.length > 10) throw parameter('A template has between 1 and 10 buttons.')
  const types = buttons.map((button) => word(button.type).toUpperCase())
  for (const [type, most] of Object.entries(MOST)) {
    if (types.filter((each) => each === type).length > most) throw parameter(`A template has at most ${most} buttons of type ${type}.`)
  }
  const switches = types.filter((type, index) => index > 0 && (type === 'QUICK_REPLY') !== (types[index - 1] === 'QUICK_REPLY')).length
  if (switches > 1) throw parameter('Quick reply buttons must be grouped together.')
  for (const [index, button] of buttons.entries()) {
    if (types[index] !== 'OTP' && types[index] !== 'COPY_CODE' && (textOf(button) === '' || textOf(button).length > 25)) {
      throw parameter(`Button ${index} needs a text of at most 25 characters.`)
    }
    if (types[index] === 'URL') checkUrl(word(button.url))
  }
}

function checkUrl(url: string): void {
  const variables = variablesOf(url)
  if (!/^https?:\/\/.+/.test(url) || url.length > 2000) throw parameter('A URL button needs a URL of at most 2000 characters.')
  if (variables.length > 1 || (variables.length === 1 && !url.endsWith('}}')))
    throw parameter('The variable of a URL button stands at its end.')
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
