/** A template while it is written, as the builder keeps it; and Meta's own shape made from it. Pure. */

export const DRAFT_CATEGORIES = ['UTILITY', 'MARKETING', 'AUTHENTICATION'] as const
export type DraftCategory = (typeof DRAFT_CATEGORIES)[number]
export const HEADER_FORMATS = ['NONE', 'TEXT', 'LOCATION'] as const
export type HeaderFormat = (typeof HEADER_FORMATS)[number]
export const DRAFT_BUTTONS = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE'] as const
export type DraftButtonKind = (typeof DRAFT_BUTTONS)[number]

export interface DraftButton {
  kind: DraftButtonKind
  /** What stands on it; Meta writes that of COPY_CODE itself. */
  text: string
  /** URL: the address · PHONE_NUMBER: the number · COPY_CODE: a code as sample · QUICK_REPLY: unused */
  value: string
  /** URL with a variable: what the end of the address may be. */
  sample: string
}

export interface TemplateDraft {
  name: string
  /** Meta's code, such as pt_BR */
  language: string
  category: DraftCategory
  parameterFormat: 'POSITIONAL' | 'NAMED'
  header: { format: HeaderFormat; text: string; sample: string }
  body: string
  /** By the variable's name between the braces. */
  samples: Record<string, string>
  footer: string
  buttons: DraftButton[]
  /** Only for AUTHENTICATION, whose words are Meta's. `expirationMinutes`: null says nothing about it. */
  code: { recommendation: boolean; expirationMinutes: number | null; button: string }
}

type Component = { type: string } & Record<string, unknown>
export interface MetaTemplate {
  name: string
  language: string
  category: DraftCategory
  parameter_format: 'POSITIONAL' | 'NAMED'
  components: Component[]
}

export function emptyDraft(language: string): TemplateDraft {
  return {
    name: '',
    language,
    category: 'UTILITY',
    parameterFormat: 'NAMED',
    header: { format: 'NONE', text: '', sample: '' },
    body: '',
    samples: {},
    footer: '',
    buttons: [],
    code: { recommendation: true, expirationMinutes: 10, button: '' },
  }
}

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g

/** The names between the braces, each once, in the order of the text. */
export function variablesIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(VARIABLE), ([, name = '']) => name))]
}

/** The body for `POST /{waba_id}/message_templates` (Business Management API, message templates). */
export function metaTemplate(draft: TemplateDraft): MetaTemplate {
  const { name, language, category, parameterFormat } = draft
  const isCode = category === 'AUTHENTICATION'
  const components = isCode ? codeComponents(draft) : ownComponents(draft)
  return { name, language, category, parameter_format: isCode ? 'POSITIONAL' : parameterFormat, components }
}

function codeComponents({ code }: TemplateDraft): Component[] {
  const text = code.button.trim()
  return [
    { type: 'BODY', add_security_recommendation: code.recommendation },
    ...(code.expirationMinutes === null ? [] : [{ type: 'FOOTER', code_expiration_minutes: code.expirationMinutes }]),
    { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE', ...(text === '' ? {} : { text }) }] },
  ]
}

function ownComponents(draft: TemplateDraft): Component[] {
  const footer = draft.footer.trim()
  return [
    ...header(draft),
    body(draft),
    ...(footer === '' ? [] : [{ type: 'FOOTER', text: footer }]),
    ...(draft.buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons: draft.buttons.map(button) }]),
  ]
}

function header({ header: { format, text, sample }, parameterFormat }: TemplateDraft): Component[] {
  if (format === 'NONE') return []
  if (format === 'LOCATION') return [{ type: 'HEADER', format }]
  const [name] = variablesIn(text)
  if (name === undefined) return [{ type: 'HEADER', format, text }]
  const example =
    parameterFormat === 'NAMED' ? { header_text_named_params: [{ param_name: name, example: sample }] } : { header_text: [sample] }
  return [{ type: 'HEADER', format, text, example }]
}

function body({ body: text, samples, parameterFormat }: TemplateDraft): Component {
  const names = variablesIn(text)
  if (names.length === 0) return { type: 'BODY', text }
  const example =
    parameterFormat === 'NAMED'
      ? { body_text_named_params: names.map((name) => ({ param_name: name, example: samples[name] ?? '' })) }
      : { body_text: [names.map((name) => samples[name] ?? '')] }
  return { type: 'BODY', text, example }
}

function button({ kind, text, value, sample }: DraftButton): Component {
  switch (kind) {
    case 'QUICK_REPLY':
      return { type: kind, text }
    case 'PHONE_NUMBER':
      return { type: kind, text, phone_number: value }
    case 'COPY_CODE':
      return { type: kind, example: value }
    case 'URL': {
      const isOpen = variablesIn(value).length > 0
      return { type: kind, text, url: value, ...(isOpen ? { example: [value.replace(VARIABLE, () => sample)] } : {}) }
    }
  }
}
