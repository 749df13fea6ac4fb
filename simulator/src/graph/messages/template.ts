/** Sending a template: is it there, may it be used, and do the parameters fit what was approved. */
import type { Account } from '../../world/account.ts'
import type { Json, TemplateRecord } from '../../world/records.ts'
import { isObject, word } from '../call.ts'
import { GraphRefusal, missing, wrong } from '../refusal.ts'
import { type Fields, list, object, words } from './check.ts'
import { filledButtons } from './template-buttons.ts'

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g

export function variablesOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(VARIABLE), (match) => match[1] ?? ''))]
}

export function partsOf(template: TemplateRecord, type: string): Fields | undefined {
  return template.components.find((component) => word(component.type).toUpperCase() === type)
}

export interface FilledTemplate {
  readonly template: TemplateRecord
  readonly content: Json
}

export function fillTemplate(value: unknown, account: Account): FilledTemplate {
  const given = object(value, 'template')
  const name = words(given.name, 'template.name', 512)
  const language = words(object(given.language, 'template.language').code, 'template.language.code', 15)
  const template = usable(account, name, language)
  const components = (given.components === undefined ? [] : list(given.components, 'template.components', { min: 0, max: 20 })).map(
    (part, index) => object(part, `template.components[${index}]`),
  )
  const filled = {
    header: filledHeader(template, components),
    body: filledBody(template, components),
    footer: textOf(partsOf(template, 'FOOTER')),
    buttons: filledButtons(template, components),
  }
  return { template, content: { name, language, category: template.category, components, rendered: filled } }
}

function usable(account: Account, name: string, language: string): TemplateRecord {
  const versions = [...account.templates.values()].filter((each) => each.name === name)
  const template = versions.find((each) => each.language === language)
  if (!template) throw new GraphRefusal(132001, `template name (${name}) does not exist in ${language}`)
  if (template.status === 'PAUSED') throw new GraphRefusal(132015, `template (${name}) is paused`)
  if (template.status === 'DISABLED') throw new GraphRefusal(132016, `template (${name}) is disabled`)
  if (template.status !== 'APPROVED') throw new GraphRefusal(132001, `template (${name}) in ${language} is not approved`)
  return template
}

const textOf = (component: Fields | undefined): string | null => (typeof component?.text === 'string' ? component.text : null)

const AUTHENTICATION_BODY: Readonly<Record<string, string>> = {
  pt_BR: '*{{1}}* é o seu código de verificação.',
  es: 'Tu código de verificación es *{{1}}*.',
}

function filledBody(template: TemplateRecord, components: readonly Fields[]): string {
  const authentication = template.category === 'AUTHENTICATION'
  const text = authentication
    ? (AUTHENTICATION_BODY[template.language] ?? '*{{1}}* is your verification code.')
    : (textOf(partsOf(template, 'BODY')) ?? '')
  const body = filledText(text, parametersOf(components, 'body'), { named: template.parameterFormat === 'NAMED', where: 'body' })
  if (body.length > (partsOf(template, 'HEADER') ? 1024 : 4096)) throw new GraphRefusal(132005)
  return body
}

const MEDIA = new Set(['IMAGE', 'VIDEO', 'DOCUMENT'])

function filledHeader(template: TemplateRecord, components: readonly Fields[]): Json | null {
  const header = partsOf(template, 'HEADER')
  if (!header) {
    if (parametersOf(components, 'header').length > 0) throw mismatch('header', 0, parametersOf(components, 'header').length)
    return null
  }
  const format = word(header.format ?? 'TEXT').toUpperCase()
  const parameters = parametersOf(components, 'header')
  if (format === 'TEXT') {
    return {
      type: 'text',
      text: filledText(textOf(header) ?? '', parameters, { named: template.parameterFormat === 'NAMED', where: 'header' }),
    }
  }
  const kind = format.toLowerCase()
  const [parameter] = parameters
  if (!parameter) throw new GraphRefusal(132012, `header: Format mismatch, expected ${format}, received UNKNOWN`)
  if (parameter.type !== kind) {
    throw new GraphRefusal(132012, `header: Format mismatch, expected ${format}, received ${word(parameter.type).toUpperCase()}`)
  }
  const content = object(parameter[kind], `template.components.header.${kind}`)
  if (MEDIA.has(format) && content.id === undefined && content.link === undefined) throw missing(`header.${kind}.id or link`)
  return { type: kind, [kind]: content }
}

function parametersOf(components: readonly Fields[], type: string): readonly Fields[] {
  const component = components.find((part) => word(part.type).toLowerCase() === type)
  if (!component) return []
  return list(component.parameters ?? [], `template.components.${type}.parameters`, { min: 0, max: 100 }).map((each, index) =>
    object(each, `template.components.${type}.parameters[${index}]`),
  )
}

const mismatch = (where: string, expected: number, received: number): GraphRefusal =>
  new GraphRefusal(
    132000,
    `${where}: number of localizable_params (${received}) does not match the expected number of params (${expected})`,
  )

function filledText(
  text: string,
  parameters: readonly Fields[],
  { named, where }: { readonly named: boolean; readonly where: string },
): string {
  const names = variablesOf(text)
  if (names.length !== parameters.length) throw mismatch(where, names.length, parameters.length)
  const values = new Map<string, string>()
  parameters.forEach((parameter, index) => {
    const name = named ? parameter.parameter_name : String(index + 1)
    if (!named && parameter.parameter_name !== undefined) {
      throw new GraphRefusal(132012, `${where}: this template has numbered variables, parameter_name is not allowed`)
    }
    if (typeof name !== 'string') throw new GraphRefusal(132012, `${where}: parameter_name is required, the template has named variables`)
    if (!names.includes(name)) throw new GraphRefusal(132018, `${where}: the template has no variable named ${name}`)
    values.set(name, parameterText(parameter, where))
  })
  return text.replaceAll(VARIABLE, (_, name: string) => values.get(name) ?? '')
}

const UNTIDY = /[\n\r\t]| {5,}/

function parameterText(parameter: Fields, where: string): string {
  const { type } = parameter
  if (type === 'currency' || type === 'date_time') {
    const content = parameter[type]
    if (!isObject(content)) throw missing(`${where}.${type}`)
    return words(content.fallback_value, `${where}.${type}.fallback_value`, 1024)
  }
  if (type !== 'text') throw new GraphRefusal(132012, `${where}: Format mismatch, expected TEXT, received ${word(type).toUpperCase()}`)
  const { text } = parameter
  if (typeof text !== 'string' || text === '') throw missing(`${where}.parameters.text`)
  if (UNTIDY.test(text)) {
    throw new GraphRefusal(132018, 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces')
  }
  if (text.length > 32_768) throw wrong(`${where}: parameter text is too long`)
  return text
}
