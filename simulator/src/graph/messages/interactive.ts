/** Interactive messages: the parts and limits of each kind. */
import type { Json } from '../../world/records.ts'
import { word } from '../call.ts'
import { wrong } from '../refusal.ts'
import { distinct, type Fields, list, maybeWords, object, url, words } from './check.ts'
import { orderDetails, orderStatus } from './orders.ts'
import { oneProduct, severalProducts, wholeCatalog } from './products.ts'

type HeaderKind = 'none' | 'text' | 'required' | 'any'
interface Shape {
  readonly header: HeaderKind
  readonly body: number | 'optional'
  readonly action: (action: Fields) => void
}

const rowText = (row: Fields, at: string): string => {
  words(row.title, `${at}.title`, 24)
  maybeWords(row.description, `${at}.description`, 72)
  return words(row.id, `${at}.id`, 200)
}

const named = (name: string) => (action: Fields) => {
  if (action.name !== name) throw wrong(`Parameter 'action.name' must be '${name}'`)
}

function buttons(action: Fields): void {
  const all = list(action.buttons, 'action.buttons', { min: 1, max: 3 }).map((button, index) => {
    const at = `action.buttons[${index}]`
    const entry = object(button, at)
    if (entry.type !== 'reply') throw wrong(`Parameter '${at}.type' must be 'reply'`)
    const reply = object(entry.reply, `${at}.reply`)
    return { id: words(reply.id, `${at}.reply.id`, 256), title: words(reply.title, `${at}.reply.title`, 20) }
  })
  distinct(
    all.map(({ id }) => id),
    'action.buttons.reply.id',
  )
  distinct(
    all.map(({ title }) => title),
    'action.buttons.reply.title',
  )
}

function sections(action: Fields): void {
  words(action.button, 'action.button', 20)
  const all = list(action.sections, 'action.sections', { min: 1, max: 10 })
  const ids = all.flatMap((section, index) => {
    const at = `action.sections[${index}]`
    const entry = object(section, at)
    if (all.length > 1 || entry.title !== undefined) words(entry.title, `${at}.title`, 24)
    const rows = list(entry.rows, `${at}.rows`, { min: 1, max: 10 })
    return rows.map((row, place) => rowText(object(row, `${at}.rows[${place}]`), `${at}.rows[${place}]`))
  })
  if (ids.length > 10) throw wrong(`Parameter 'action.sections' has ${ids.length} rows, the limit is 10`)
  distinct(ids, 'action.sections.rows.id')
}

function link(action: Fields): void {
  named('cta_url')(action)
  const parameters = object(action.parameters, 'action.parameters')
  words(parameters.display_text, 'action.parameters.display_text', 20)
  url(parameters.url, 'action.parameters.url')
}

function flow(action: Fields): void {
  named('flow')(action)
  const parameters = object(action.parameters, 'action.parameters')
  words(parameters.flow_message_version, 'action.parameters.flow_message_version', 10)
  words(parameters.flow_cta, 'action.parameters.flow_cta', 20)
  const { flow_id, flow_name } = parameters
  if (flow_id !== undefined && flow_name !== undefined) throw wrong("Only one of 'flow_id' and 'flow_name' may be given")
  if (flow_id === undefined) words(flow_name, 'action.parameters.flow_id', 200)
  else words(flow_id, 'action.parameters.flow_id', 64)
  maybeWords(parameters.flow_token, 'action.parameters.flow_token', 200)
  if (parameters.flow_action_payload === undefined) return
  words(
    object(parameters.flow_action_payload, 'action.parameters.flow_action_payload').screen,
    'action.parameters.flow_action_payload.screen',
    200,
  )
}

const SHAPES: Readonly<Record<string, Shape>> = {
  button: { header: 'any', body: 1024, action: buttons },
  list: { header: 'text', body: 4096, action: sections },
  cta_url: { header: 'any', body: 1024, action: link },
  flow: { header: 'any', body: 1024, action: flow },
  location_request_message: { header: 'none', body: 1024, action: named('send_location') },
  request_contact_info: { header: 'none', body: 1024, action: named('request_contact_info') },
  product: { header: 'none', body: 'optional', action: oneProduct },
  product_list: { header: 'required', body: 1024, action: severalProducts },
  catalog_message: { header: 'none', body: 1024, action: wholeCatalog },
  call_permission_request: { header: 'none', body: 'optional', action: named('call_permission_request') },
  voice_call: { header: 'none', body: 1024, action: named('voice_call') },
  carousel: { header: 'none', body: 1024, action: (action) => void list(action.cards, 'action.cards', { min: 2, max: 10 }) },
  order_details: { header: 'any', body: 1024, action: orderDetails },
  order_status: { header: 'none', body: 1024, action: orderStatus },
}

function header(value: unknown, allowed: HeaderKind): void {
  if (value === undefined && allowed !== 'required') return
  if (allowed === 'none') throw wrong("Parameter 'interactive.header' is not supported for this type")
  const given = object(value, 'interactive.header')
  const type = word(given.type)
  if (type === 'text') {
    words(given.text, 'interactive.header.text', 60)
    return
  }
  if (allowed !== 'any' || !['image', 'video', 'document'].includes(type)) {
    throw wrong(`Parameter 'interactive.header.type' must be ${allowed !== 'any' ? "'text'" : 'text, image, video or document'}`)
  }
  const file = object(given[type], `interactive.header.${type}`)
  if ((file.id === undefined) === (file.link === undefined)) throw wrong(`Parameter 'interactive.header.${type}' needs either id or link`)
  if (file.link !== undefined) url(file.link, `interactive.header.${type}.link`)
}

export function interactive(content: Fields): Json {
  const type = words(content.type, 'interactive.type', 64)
  const shape = SHAPES[type]
  if (!shape) throw wrong(`Parameter 'interactive.type' must be one of ${Object.keys(SHAPES).join(', ')}`)
  header(content.header, shape.header)
  const wantsBody = typeof shape.body === 'number' || content.body !== undefined
  if (wantsBody)
    words(object(content.body, 'interactive.body').text, 'interactive.body.text', typeof shape.body === 'number' ? shape.body : 1024)
  if (content.footer !== undefined) words(object(content.footer, 'interactive.footer').text, 'interactive.footer.text', 60)
  shape.action(object(content.action, 'interactive.action'))
  return content
}
