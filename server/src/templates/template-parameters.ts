/**
 * What a template needs to be sent, whether a request brings it, and how the result reads. Pure. Refuses what Meta certainly would
 * (wrong count, names, types; cloud-api: template send), lets pass what we know nothing about.
 */
import type { TemplateContent } from '@recado/contract/messages'
import { orderDetailsParameters } from '@recado/contract/send/orders'

type Part = Readonly<Record<string, unknown>>

export interface StoredTemplate {
  readonly name: string
  readonly category: string
  readonly parameterFormat: string
  /** Meta's own component list */
  readonly components: unknown
}

export interface ParameterProblem {
  /** `header`, `body`, `button 0`, `card 2 body`, … */
  readonly where: string
  /** As Meta writes it between the braces, or what kind of thing is needed; null when the whole part is meant. */
  readonly name: string | null
  readonly problem: 'missing' | 'unexpected' | 'wrong_type' | 'too_long' | 'line_break'
}

const VARIABLE = /\{\{\s*([\w.]+)\s*\}\}/g
const MAX_COUPON = 20
const MAX_BUTTONS = 10
const MEDIA_HEADERS: Readonly<Record<string, string>> = { IMAGE: 'image', VIDEO: 'video', DOCUMENT: 'document', GIF: 'gif' }
const TEXT_LIKE: Readonly<Record<string, string>> = { currency: 'currency', date_time: 'date_time', group_id: 'group_id' }
/** What an `action` button cannot be sent without; the others have a default. */
const NEEDS_ACTION: ReadonlySet<string> = new Set(['MPM', 'ORDER_DETAILS'])

/** Empty when the request may go. */
export function parameterProblems(template: StoredTemplate, sent: TemplateContent): ParameterProblem[] {
  const given = (sent.components ?? []).map((component): Part => component)
  return problemsOf(template, list(template.components), given, '')
}

/** @param at '' for the template itself, `card 2 ` inside a carousel */
function problemsOf(template: StoredTemplate, wanted: readonly Part[], given: readonly Part[], at: string): ParameterProblem[] {
  const part = (type: string) => wanted.find((component) => word(component.type).toUpperCase() === type)
  const sent = (type: string) => given.find((component) => word(component.type).toLowerCase() === type)
  return [
    ...headerProblems(template, part('HEADER'), sent('header'), `${at}header`),
    ...textProblems(template, variablesOf(bodyText(template, part('BODY'))), sent('body'), `${at}body`),
    ...buttonProblems(list(part('BUTTONS')?.buttons), given, at),
    ...offerProblems(part('LIMITED_TIME_OFFER'), sent('limited_time_offer'), at),
    ...cardProblems(template, part('CAROUSEL'), sent('carousel')),
  ]
}

function headerProblems(template: StoredTemplate, wanted: Part | undefined, sent: Part | undefined, where: string): ParameterProblem[] {
  const format = word(wanted?.format).toUpperCase()
  const media = MEDIA_HEADERS[format] ?? (format === 'LOCATION' ? 'location' : format === 'PRODUCT' ? 'product' : undefined)
  if (media === undefined) return textProblems(template, variablesOf(word(wanted?.text)), sent, where)
  const parameters = list(sent?.parameters)
  const [first] = parameters
  if (first === undefined) return [{ where, name: media, problem: 'missing' }]
  if (parameters.length > 1) return [{ where, name: null, problem: 'unexpected' }]
  if (word(first.type) !== media) return [{ where, name: media, problem: 'wrong_type' }]
  return isComplete(media, record(first[media])) ? [] : [{ where, name: media, problem: 'missing' }]
}

function isComplete(media: string, value: Part): boolean {
  if (media === 'location') return isNumeric(value.latitude) && isNumeric(value.longitude)
  if (media === 'product') return word(value.product_retailer_id) !== '' && word(value.catalog_id) !== ''
  return word(value.id) !== '' || word(value.link) !== ''
}

/** Header text and body: as many as there are variables, in order or by name, each a text (or money, or a date). */
function textProblems(template: StoredTemplate, names: readonly string[], sent: Part | undefined, where: string): ParameterProblem[] {
  const parameters = list(sent?.parameters)
  if (template.parameterFormat.toUpperCase() === 'NAMED') return namedProblems(names, parameters, where)
  const problems = names.flatMap((name, at) => valueProblem(parameters[at], where, name))
  return parameters.length > names.length ? [...problems, { where, name: null, problem: 'unexpected' }] : problems
}

function namedProblems(names: readonly string[], parameters: readonly Part[], where: string): ParameterProblem[] {
  const byName = (name: string) => parameters.find((parameter) => word(parameter.parameter_name) === name)
  const strangers = parameters.filter((parameter) => !names.includes(word(parameter.parameter_name)))
  return [
    ...names.flatMap((name) => valueProblem(byName(name), where, name)),
    ...strangers.map((stranger) => ({ where, name: word(stranger.parameter_name) || null, problem: 'unexpected' as const })),
  ]
}

function valueProblem(parameter: Part | undefined, where: string, name: string): ParameterProblem[] {
  if (parameter === undefined) return [{ where, name, problem: 'missing' }]
  const like = TEXT_LIKE[word(parameter.type)]
  if (like !== undefined) return parameter[like] === undefined ? [{ where, name, problem: 'missing' }] : []
  if (word(parameter.type) !== 'text' || typeof parameter.text !== 'string') return [{ where, name, problem: 'wrong_type' }]
  if (parameter.text.trim() === '') return [{ where, name, problem: 'missing' }]
  return /[\n\r\t]| {5,}/.test(parameter.text) ? [{ where, name, problem: 'line_break' }] : []
}

function buttonProblems(buttons: readonly Part[], given: readonly Part[], at: string): ParameterProblem[] {
  const sent = given.filter((component) => word(component.type).toLowerCase() === 'button')
  const strangers = sent.filter((component) => !(Number(component.index) >= 0 && Number(component.index) < Math.max(buttons.length, 0)))
  const own = buttons.slice(0, MAX_BUTTONS).flatMap((button, index) => {
    const parameters = list(sent.find((component) => Number(component.index) === index)?.parameters)
    return buttonProblem(button, parameters[0], `${at}button ${index}`)
  })
  return [
    ...own,
    ...strangers.map((stranger) => ({ where: `${at}button ${word(stranger.index)}`, name: null, problem: 'unexpected' as const })),
  ]
}

function buttonProblem(button: Part, parameter: Part | undefined, where: string): ParameterProblem[] {
  const type = word(button.type).toUpperCase()
  if (type === 'OTP' || (type === 'URL' && variablesOf(word(button.url)).length > 0)) return valueProblem(parameter, where, 'url')
  if (type === 'COPY_CODE') {
    const code = word(parameter?.coupon_code)
    if (code === '') return [{ where, name: 'coupon_code', problem: 'missing' }]
    return code.length > MAX_COUPON ? [{ where, name: 'coupon_code', problem: 'too_long' }] : []
  }
  if (type === 'ORDER_DETAILS' && parameter?.action !== undefined) return orderProblem(record(parameter.action), where)
  if (NEEDS_ACTION.has(type) && parameter?.action === undefined) return [{ where, name: 'action', problem: 'missing' }]
  return []
}

/** An order whose parts are missing or whose sums do not agree: the first of them is named. */
function orderProblem(action: Part, where: string): ParameterProblem[] {
  const issue = orderDetailsParameters.safeParse(action.order_details).error?.issues[0]
  return issue ? [{ where, name: ['order_details', ...issue.path].join('.'), problem: 'wrong_type' }] : []
}

function offerProblems(wanted: Part | undefined, sent: Part | undefined, at: string): ParameterProblem[] {
  if (record(wanted?.limited_time_offer).has_expiration !== true) return []
  const expiry = record(list(sent?.parameters)[0]?.limited_time_offer).expiration_time_ms
  return isNumeric(expiry) ? [] : [{ where: `${at}limited_time_offer`, name: 'expiration_time_ms', problem: 'missing' }]
}

/** Each card of a carousel is a small template of its own. */
function cardProblems(template: StoredTemplate, wanted: Part | undefined, sent: Part | undefined): ParameterProblem[] {
  if (wanted === undefined) return []
  const cards = list(sent?.cards)
  return list(wanted.cards).flatMap((card, index) => {
    const given = cards.find((one) => Number(one.card_index) === index) ?? cards[index]
    if (given === undefined) return [{ where: `card ${index}`, name: null, problem: 'missing' as const }]
    return problemsOf(template, list(card.components), list(given.components), `card ${index} `)
  })
}

/** The words the customer gets, header first, for lists and search. */
export function renderTemplate(template: StoredTemplate, sent: TemplateContent): string {
  const wanted = list(template.components)
  const given = (sent.components ?? []).map((component): Part => component)
  const fill = (text: string, type: string) => {
    const parameters = list(given.find((component) => word(component.type).toLowerCase() === type)?.parameters)
    const names = variablesOf(text)
    return text.replace(VARIABLE, (braces, name: string) => {
      const parameter = parameters.find((one) => word(one.parameter_name) === name) ?? parameters[names.indexOf(name)]
      return shownValue(parameter) ?? braces
    })
  }
  const part = (type: string) => wanted.find((component) => word(component.type).toUpperCase() === type)
  const lines = [fill(word(part('HEADER')?.text), 'header'), fill(bodyText(template, part('BODY')), 'body')].filter((line) => line !== '')
  return (lines.join('\n') || template.name).slice(0, 4096).toWellFormed()
}

function shownValue(parameter: Part | undefined): string | null {
  if (parameter === undefined) return null
  const like = TEXT_LIKE[word(parameter.type)]
  if (like !== undefined) return word(record(parameter[like]).fallback_value) || null
  return word(parameter.text) || null
}

/** Meta writes an authentication template's text itself; until we have read it, the code is all that is known of it. */
function bodyText(template: StoredTemplate, body: Part | undefined): string {
  return word(body?.text) || (template.category.toUpperCase() === 'AUTHENTICATION' && body !== undefined ? '{{1}}' : '')
}

/** Each once: positional ones in order of their number, named ones in order of appearance. */
export function variablesOf(text: string): string[] {
  const names = [...new Set([...text.matchAll(VARIABLE)].map(([, name]) => name ?? ''))]
  return names.every((name) => /^\d+$/.test(name)) ? names.sort((a, b) => Number(a) - Number(b)) : names
}

const word = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
const record = (value: unknown): Part => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {})
const list = (value: unknown): Part[] => (Array.isArray(value) ? value.map(record) : [])
const isNumeric = (value: unknown): boolean => word(value).trim() !== '' && Number.isFinite(Number(value))
