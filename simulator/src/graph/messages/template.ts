/** Sending a template: is it there, may it be used, and do the parameters fit what was approved. */
import type { Account } from '../../world/account.ts'
import type { Json, TemplateRecord } from '../../world/records.ts'
import { isObject, word } from '../call.ts'
import { GraphRefusal, wrong } from '../refusal.ts'
import { type Fields, list, object, words } from './check.ts'
import { checkContent } from './content.ts'
import { filledButtons } from './template-buttons.ts'
import { filledText, mismatch } from './template-text.ts'

/** A template, or a card of one: what was approved, and what came with the request. */
interface Part {
  readonly approved: readonly Json[]
  readonly given: readonly Fields[]
  readonly named: boolean
  readonly account: Account
  /** '' or `card 2 ` */
  readonly at: string
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
  const components = fieldsOf(given.components, 'template.components')
  const part = { approved: template.components, given: components, named: template.parameterFormat === 'NAMED', account, at: '' }
  const filled = {
    header: filledHeader(part),
    body: filledBody(part),
    footer: textOf(componentOf(part.approved, 'FOOTER')),
    buttons: filledButtons(part.approved, part.given),
    offer: filledOffer(part),
    cards: filledCards(part),
    asksToCall: componentOf(part.approved, 'CALL_PERMISSION_REQUEST') !== undefined,
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
const componentOf = (components: readonly Json[], type: string): Fields | undefined =>
  components.find((component) => word(component.type).toUpperCase() === type)
const fieldsOf = (value: unknown, path: string): Fields[] =>
  value === undefined ? [] : list(value, path, { min: 0, max: 20 }).map((part, index) => object(part, `${path}[${index}]`))

function filledBody(part: Part): string {
  const text = textOf(componentOf(part.approved, 'BODY')) ?? ''
  const body = filledText(text, parametersOf(part, 'body'), { named: part.named, where: `${part.at}body` })
  if (body.length > (componentOf(part.approved, 'HEADER') ? 1024 : 4096)) throw new GraphRefusal(132005)
  return body
}

function filledHeader(part: Part): Json | null {
  const header = componentOf(part.approved, 'HEADER')
  const parameters = parametersOf(part, 'header')
  const where = `${part.at}header`
  if (!header) {
    if (parameters.length > 0) throw mismatch(where, 0, parameters.length)
    return null
  }
  const format = word(header.format ?? 'TEXT').toUpperCase()
  if (format === 'TEXT') return { type: 'text', text: filledText(textOf(header) ?? '', parameters, { named: part.named, where }) }
  const kind = format.toLowerCase()
  const [parameter, ...others] = parameters
  if (!parameter) throw new GraphRefusal(132012, `${where}: Format mismatch, expected ${format}, received UNKNOWN`)
  if (others.length > 0) throw mismatch(where, 1, parameters.length)
  if (parameter.type !== kind) {
    throw new GraphRefusal(132012, `${where}: Format mismatch, expected ${format}, received ${word(parameter.type).toUpperCase()}`)
  }
  return { type: kind, [kind]: headerContent(kind, parameter[kind], part.account) }
}

function headerContent(kind: string, value: unknown, account: Account): Json {
  const content = object(value, `template.components.header.${kind}`)
  if (kind === 'product') {
    words(content.product_retailer_id, 'header.product.product_retailer_id', 100)
    words(content.catalog_id, 'header.product.catalog_id', 100)
    return content
  }
  if (kind === 'gif') return content
  if (content.caption !== undefined) throw wrong(`Parameter 'template.components.header.${kind}.caption' is not supported`)
  return checkContent(kind, content, account)
}

/** The end of an offer is said when it is sent, if it was approved with one. */
function filledOffer({ approved, given }: Part): Json | null {
  const offer = componentOf(approved, 'LIMITED_TIME_OFFER')
  if (!offer) return null
  const { text, has_expiration: expires } = object(offer.limited_time_offer, 'limited_time_offer')
  if (expires === false) return { text, expiresAt: null }
  const component = given.find((part) => word(part.type).toLowerCase() === 'limited_time_offer')
  const [parameter] = component ? list(component.parameters, 'limited_time_offer.parameters', { min: 1, max: 1 }) : []
  if (parameter === undefined) throw new GraphRefusal(131008, 'limited_time_offer: the parameter expiration_time_ms is required')
  const { expiration_time_ms: expiresAt } = object(object(parameter, 'parameters[0]').limited_time_offer, 'limited_time_offer')
  if (typeof expiresAt !== 'number' || !Number.isInteger(expiresAt) || expiresAt < Date.now())
    throw wrong("Parameter 'limited_time_offer.expiration_time_ms' must be a moment to come, in milliseconds")
  return { text, expiresAt }
}

function filledCards({ approved, given, named, account }: Part): Json[] {
  const carousel = componentOf(approved, 'CAROUSEL')
  if (!carousel) return []
  const component = given.find((part) => word(part.type).toLowerCase() === 'carousel')
  const sent = component ? list(component.cards, 'carousel.cards', { min: 1, max: 10 }).map((card) => object(card, 'carousel.cards[]')) : []
  const cards = (Array.isArray(carousel.cards) ? carousel.cards : []).filter(isObject)
  if (sent.length !== cards.length) throw mismatch('carousel', cards.length, sent.length)
  return cards.map((card, index) => {
    const own = sent.find((one) => Number(one.card_index) === index)
    if (!own) throw new GraphRefusal(132018, `carousel: no card with card_index ${index}`)
    const components = (Array.isArray(card.components) ? card.components : []).filter(isObject)
    const part = { approved: components, given: fieldsOf(own.components, 'card.components'), named, account, at: `card ${index} ` }
    const text = textOf(componentOf(components, 'BODY')) ?? ''
    const body = filledText(text, parametersOf(part, 'body'), { named, where: `${part.at}body` })
    return { header: filledHeader(part), body, buttons: filledButtons(components, part.given) }
  })
}

function parametersOf({ given }: Part, type: string): readonly Fields[] {
  const component = given.find((part) => word(part.type).toLowerCase() === type)
  if (!component) return []
  return list(component.parameters ?? [], `template.components.${type}.parameters`, { min: 0, max: 100 }).map((each, index) =>
    object(each, `template.components.${type}.parameters[${index}]`),
  )
}
