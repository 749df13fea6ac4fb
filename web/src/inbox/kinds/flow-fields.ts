/** What a customer filled in, from the JSON that WhatsApp wraps it in. Pure. */
import { fields, said } from './reading.ts'

export interface FilledField {
  name: string
  value: string
}

/** Ours, to tell answers apart; nothing the customer said. */
const HIDDEN = new Set(['flow_token'])

export function filledFields(responseJson: unknown): FilledField[] {
  return Object.entries(fields(parsed(said(responseJson))))
    .filter(([key]) => !HIDDEN.has(key))
    .map(([key, value]) => ({ name: fieldName(key), value: shown(value) }))
}

function parsed(json: string): unknown {
  if (!/^\s*\{/.test(json)) return null
  try {
    return JSON.parse(json)
  } catch {
    return null // the bubble then says only that the form came
  }
}

/** Flows built by hand name a field screen_0_Seu_nome_1; made by code, delivery_date or deliveryDate. */
function fieldName(key: string): string {
  const name = /^screen_\d+_(.+?)_\d+$/.exec(key)?.[1] ?? key
  const words = name
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A choice carries its place before its words: 0_Manhã. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).filter(Boolean).join(', ')
  if (typeof value === 'object' && value !== null) return Object.values(value).map(shown).filter(Boolean).join(', ')
  if (typeof value === 'boolean') return value ? '✓' : '✗'
  return said(value).replace(/^\d+_(?=\S)/, '')
}
