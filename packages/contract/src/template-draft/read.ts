/** The way back: a template as Meta keeps it, made a draft again in order to edit or copy it. Pure. */
import type { TemplateView } from '../numbers.ts'
import { DRAFT_BUTTONS, DRAFT_CATEGORIES, type DraftButton, emptyDraft, HEADER_FORMATS, type TemplateDraft, variablesIn } from './draft.ts'

type Part = Record<string, unknown>
type Source = Pick<TemplateView, 'name' | 'language' | 'category' | 'parameterFormat' | 'components'>

/** @returns null where it has something that a draft cannot hold: saving it would lose that part */
export function readDraft(template: Source): TemplateDraft | null {
  const category = DRAFT_CATEGORIES.find((known) => known === template.category)
  const known = new Set(['HEADER', 'BODY', 'FOOTER', 'BUTTONS'])
  if (category === undefined || template.components.some(({ type }) => !known.has(type.toUpperCase()))) return null
  const { name, language, parameterFormat } = template
  const draft = { ...emptyDraft(language), name, category, parameterFormat }
  return category === 'AUTHENTICATION' ? readCode(template, draft) : readOwn(template, draft)
}

function readOwn(template: Source, draft: TemplateDraft): TemplateDraft | null {
  const header = readHeader(partOf(template, 'HEADER'))
  const buttons = list(partOf(template, 'BUTTONS').buttons).map(readButton)
  if (header === null || buttons.some((button) => button === null)) return null
  const part = partOf(template, 'BODY')
  const body = text(part.text)
  return {
    ...draft,
    header,
    body,
    samples: samplesOf(record(part.example), body),
    footer: text(partOf(template, 'FOOTER').text),
    buttons: buttons.filter((button) => button !== null),
  }
}

function readCode(template: Source, draft: TemplateDraft): TemplateDraft | null {
  const [button, ...others] = list(partOf(template, 'BUTTONS').buttons)
  const isCopy = text(button?.otp_type) === 'COPY_CODE' || text(button?.url).includes('otp_type=COPY_CODE')
  if (button === undefined || others.length > 0 || !isCopy) return null
  const minutes = partOf(template, 'FOOTER').code_expiration_minutes
  const recommendation = partOf(template, 'BODY').add_security_recommendation === true
  return {
    ...draft,
    code: { recommendation, expirationMinutes: typeof minutes === 'number' ? minutes : null, button: text(button.text) },
  }
}

function readHeader(header: Part): TemplateDraft['header'] | null {
  if (header.type === undefined) return { format: 'NONE', text: '', sample: '' }
  const format = HEADER_FORMATS.find((known) => known === text(header.format).toUpperCase())
  if (format === undefined) return null
  const example = record(header.example)
  const sample = text(list(example.header_text_named_params)[0]?.example) || text(array(example.header_text)[0])
  return { format, text: text(header.text), sample }
}

function samplesOf(example: Part, body: string): Record<string, string> {
  const named = list(example.body_text_named_params)
  const numbered = array(array(example.body_text)[0])
  return Object.fromEntries(
    variablesIn(body).map((name) => [
      name,
      text(named.find((one) => one.param_name === name)?.example) || text(numbered[Number(name) - 1]),
    ]),
  )
}

function readButton(button: Part): DraftButton | null {
  const kind = DRAFT_BUTTONS.find((known) => known === text(button.type).toUpperCase())
  if (kind === undefined) return null
  const example = text(button.example) || text(array(button.example)[0])
  const value = { QUICK_REPLY: '', URL: text(button.url), PHONE_NUMBER: text(button.phone_number), COPY_CODE: example }[kind]
  const prefix = value.replace(/\{\{\w+\}\}$/, '')
  const sample = kind !== 'URL' ? '' : example.startsWith(prefix) ? example.slice(prefix.length) : example
  return { kind, text: kind === 'COPY_CODE' ? '' : text(button.text), value, sample }
}

function partOf(template: Source, type: string): Part {
  return template.components.find((component) => component.type.toUpperCase() === type) ?? {}
}
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const array = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const isRecord = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value)
const record = (value: unknown): Part => (isRecord(value) ? value : {})
const list = (value: unknown): Part[] => array(value).filter(isRecord)
