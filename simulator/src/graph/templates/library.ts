/** Meta's template library: templates that are written and judged already, and only wait for a name and the addresses of whoever takes them. */
import type { Json } from '../../world/records.ts'
import type { AccountCall, GraphCall } from '../call.ts'
import { isObject, structure, text, word } from '../call.ts'
import { page } from '../paging.ts'
import { parameter } from '../refusal.ts'
import { checkButtons } from './buttons.ts'
import { checkCode } from './code.ts'
import { LIBRARY_TEXTS, type LibraryText } from './library-texts.ts'

interface Entry extends Pick<LibraryText, 'name' | 'category' | 'topic' | 'usecase' | 'industry'> {
  readonly id: string
  readonly language: string
  readonly header?: string
  readonly body: string
  readonly body_params: readonly string[]
  readonly body_param_types: readonly string[]
  readonly buttons: readonly Json[]
}

const FIRST_ID = 7_147_013_000_000_000
const EXAMPLE_OF: Readonly<Record<string, Json>> = {
  URL: { url: 'https://www.example.com/' },
  PHONE_NUMBER: { phone_number: '+18005551234' },
  OTP: { otp_type: 'COPY_CODE' },
}

const LIBRARY: readonly Entry[] = LIBRARY_TEXTS.flatMap((template, place) =>
  Object.entries(template.words).map(([language, { header, body, samples, buttons }], at) => ({
    id: String(FIRST_ID + place * 10 + at),
    name: template.name,
    language,
    category: template.category,
    topic: template.topic,
    usecase: template.usecase,
    industry: template.industry,
    ...(header === undefined ? {} : { header }),
    body,
    body_params: samples,
    body_param_types: template.types,
    buttons: template.buttons.map((type, button) => ({ type, text: buttons[button] ?? '', ...EXAMPLE_OF[type] })),
  })),
)

export function browseLibrary({ params, world }: GraphCall): Json {
  const fits = (name: string, value: string | readonly string[]) => {
    const asked = text(params, name)
    return asked === undefined || asked === '' || [value].flat().includes(asked)
  }
  const words = text(params, 'search')?.toLowerCase() ?? ''
  const rows = LIBRARY.filter(
    (entry) =>
      fits('topic', entry.topic) &&
      fits('usecase', entry.usecase) &&
      fits('industry', entry.industry) &&
      fits('language', entry.language) &&
      fits('name', entry.name) &&
      `${entry.name} ${entry.header ?? ''} ${entry.body}`.toLowerCase().includes(words),
  )
  const here = `${world.publicUrl}/graph/message_template_library`
  return { ...page(rows, params, { idOf: ({ id }) => id, show: (entry) => entry, here }) }
}

export interface FromLibrary {
  readonly libraryName: string
  readonly components: readonly Json[]
}

/** What a library template becomes with the inputs that came with it. @returns null where none was asked for */
export function fromLibrary({ params }: Pick<AccountCall, 'params'>, wish: { language: string; category: string }): FromLibrary | null {
  const libraryName = text(params, 'library_template_name')
  if (libraryName === undefined) return null
  if (params.components !== undefined) throw parameter('Param components cannot be combined with library_template_name.')
  const entry = LIBRARY.find(({ name, language }) => name === libraryName && language === wish.language)
  if (!entry) throw parameter(`The template library has no template ${libraryName} in ${wish.language}.`)
  if (entry.category !== wish.category) throw parameter(`Library template ${libraryName} is of category ${entry.category}.`)
  const inputs = structure(params, 'library_template_button_inputs') ?? []
  if (!Array.isArray(inputs) || !inputs.every(isObject)) throw parameter('Param library_template_button_inputs must be a list.')
  const body = structure(params, 'library_template_body_inputs') ?? {}
  if (!isObject(body)) throw parameter('Param library_template_body_inputs must be an object.')
  return { libraryName, components: entry.category === 'AUTHENTICATION' ? codeParts(inputs, body) : ownParts(entry, inputs) }
}

function ownParts(entry: Entry, inputs: readonly Json[]): Json[] {
  const left = [...inputs]
  const buttons = entry.buttons.map((button) => {
    const type = word(button.type)
    if (type === 'QUICK_REPLY') return button
    const input = left.shift()
    if (word(input?.type).toUpperCase() !== type) throw parameter(`library_template_button_inputs: an input of type ${type} is required.`)
    return { type, text: button.text, ...answered(type, input ?? {}) }
  })
  if (left.length > 0) throw parameter('library_template_button_inputs has more inputs than the template has buttons.')
  const part = { type: 'BUTTONS', buttons }
  if (buttons.length > 0) checkButtons(part)
  const example = entry.body_params.length > 0 ? { example: { body_text: [entry.body_params] } } : {}
  return [
    ...(entry.header === undefined ? [] : [{ type: 'HEADER', format: 'TEXT', text: entry.header }]),
    { type: 'BODY', text: entry.body, ...example },
    ...(buttons.length > 0 ? [part] : []),
  ]
}

function answered(type: string, input: Json): Json {
  if (type === 'PHONE_NUMBER') return { phone_number: input.phone_number }
  const { base_url: url, url_suffix_example: example } = isObject(input.url) ? input.url : {}
  return { url, ...(example === undefined ? {} : { example: [example] }) }
}

/** Meta writes the words of a code itself; how it is handed over is said as everywhere. */
function codeParts(inputs: readonly Json[], body: Json): Json[] {
  const [input, ...others] = inputs
  if (others.length > 0) throw parameter('library_template_button_inputs has more inputs than the template has buttons.')
  const { code_expiration_minutes: minutes, add_security_recommendation: recommendation } = body
  const parts = [
    { type: 'BODY', add_security_recommendation: recommendation === true },
    ...(minutes === undefined ? [] : [{ type: 'FOOTER', code_expiration_minutes: minutes }]),
    { type: 'BUTTONS', buttons: [{ otp_type: 'COPY_CODE', ...input, type: 'OTP' }] },
  ]
  checkCode(parts)
  return parts
}
