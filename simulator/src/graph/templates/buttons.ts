/** Meta's rules for the buttons of a template. */
import type { Json } from '../../world/records.ts'
import { isObject, word } from '../call.ts'
import { variablesOf } from '../messages/template-text.ts'
import { parameter } from '../refusal.ts'
import { EMOJI, isEmptySample, missingExample, textOf } from './parts.ts'

const MOST: Readonly<Record<string, number>> = {
  QUICK_REPLY: 10,
  URL: 2,
  PHONE_NUMBER: 1,
  COPY_CODE: 1,
  FLOW: 1,
  VOICE_CALL: 1,
  REQUEST_CONTACT_INFO: 1,
  CATALOG: 1,
  MPM: 1,
  SPM: 1,
  ORDER_DETAILS: 1,
}
/** The whole message is about it. */
const ALONE = ['CATALOG', 'MPM', 'SPM', 'ORDER_DETAILS']
const DAYS_30_IN_MINUTES = 43_200

export const buttonsOf = (part: Json): Json[] => (Array.isArray(part.buttons) ? part.buttons : []).filter(isObject)
export const typesOf = (buttons: readonly Json[]): string[] => buttons.map((button) => word(button.type).toUpperCase())

export function checkButtons(part: Json): void {
  const buttons = buttonsOf(part)
  if (buttons.length === 0 || buttons.length > 10) throw parameter('A template has between 1 and 10 buttons.')
  const types = typesOf(buttons)
  const unknown = types.find((type) => type !== 'OTP' && MOST[type] === undefined)
  if (unknown !== undefined) throw parameter(`Button type ${unknown} is not supported.`)
  if (types.includes('OTP')) throw parameter('OTP buttons are for templates of category AUTHENTICATION.')
  for (const [type, most] of Object.entries(MOST)) {
    if (types.filter((each) => each === type).length > most) throw parameter(`A template has at most ${most} buttons of type ${type}.`)
  }
  const whole = types.find((type) => ALONE.includes(type))
  if (whole !== undefined && types.length > 1) throw parameter(`A button of type ${whole} cannot stand beside others.`)
  const switches = types.filter((type, index) => index > 0 && (type === 'QUICK_REPLY') !== (types[index - 1] === 'QUICK_REPLY')).length
  if (switches > 1) throw parameter('Quick reply buttons must be grouped together.')
  for (const [index, button] of buttons.entries()) checkButton(button, types[index] ?? '', index)
}

function checkButton(button: Json, type: string, index: number): void {
  const text = textOf(button)
  if (type === 'COPY_CODE') {
    const code = typeof button.example === 'string' ? button.example : firstOf(button.example)
    if (typeof code !== 'string' || code === '' || code.length > 20) throw parameter('A copy code button needs an example of at most 20.')
    return
  }
  if (text.trim() === '' || text.length > 25) throw parameter(`Button ${index} needs a text of at most 25 characters.`)
  if (/[\n*~`]|\{\{/.test(text) || EMOJI.test(text))
    throw parameter(`The text of button ${index} can't have variables, new lines, emojis or formatting.`)
  if (type === 'URL') checkUrl(button)
  if (type === 'PHONE_NUMBER' && !/^\+?\d{7,19}$/.test(word(button.phone_number))) throw parameter('A phone button needs a phone number.')
  if (type === 'FLOW') checkFlow(button)
  if (type === 'VOICE_CALL' && !isMinutes(button.ttl_minutes)) throw parameter('ttl_minutes must be between 1 and 43200.')
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined)
const isMinutes = (value: unknown): boolean =>
  value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= DAYS_30_IN_MINUTES)

function checkUrl(button: Json): void {
  const url = word(button.url)
  const variables = variablesOf(url)
  if (!/^https?:\/\/.+/.test(url) || url.length > 2000) throw parameter('A URL button needs a URL of at most 2000 characters.')
  if (/^https?:\/\/(wa\.me|api\.whatsapp\.com)(\/|$)/.test(url)) throw parameter('Direct links to WhatsApp are not allowed for buttons.')
  if (variables.length > 1 || (variables.length === 1 && !url.endsWith('{{1}}')))
    throw parameter('The variable of a URL button stands at its end.')
  if (variables.length === 1 && isEmptySample(firstOf(button.example))) throw missingExample('BUTTONS')
}

/** A flow is pointed at in one of three ways; where it opens by itself, on a screen that is named. */
function checkFlow(button: Json): void {
  const ways = ['flow_id', 'flow_name', 'flow_json'].filter((way) => word(button[way]) !== '' || typeof button[way] === 'number')
  if (ways.length !== 1) throw parameter('A flow button needs one of flow_id, flow_name and flow_json.')
  const action = word(button.flow_action ?? 'navigate').toLowerCase()
  if (!['navigate', 'data_exchange'].includes(action)) throw parameter('flow_action must be one of {navigate, data_exchange}.')
  if (action === 'navigate' && word(button.navigate_screen) === '')
    throw parameter('navigate_screen is required when flow_action is navigate.')
}
