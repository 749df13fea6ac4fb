/** Meta's rules for what stands around the body of a template: header and footer. */
import type { Json } from '../../world/records.ts'
import { isObject, word } from '../call.ts'
import { variablesOf } from '../messages/template-text.ts'
import { parameter, templateRule } from '../refusal.ts'

const HEADER_FORMATS = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'GIF', 'LOCATION', 'PRODUCT']
const FILE_TYPES: Readonly<Record<string, RegExp>> = {
  IMAGE: /^image\/(jpe?g|png)$/,
  VIDEO: /^video\/mp4$/,
  GIF: /^video\/mp4$/,
  DOCUMENT: /^application\/pdf$/,
}
export const EMOJI = /\p{Emoji_Presentation}/u
export const textOf = (part: Json): string => (typeof part.text === 'string' ? part.text : '')

/** What an upload's handle stands for: its MIME type, or null where the handle is unknown or over. */
export type Handles = (handle: string) => string | null

/** A sample is a string, or an object with one where parameters are named. */
export function isEmptySample(sample: unknown): boolean {
  const text = isObject(sample) ? sample.example : sample
  return typeof text !== 'string' || text.trim() === ''
}

export interface Around {
  readonly format: 'POSITIONAL' | 'NAMED'
  readonly handles: Handles
}

export function checkHeader(header: Json, { format, handles }: Around): void {
  const kind = word(header.format).toUpperCase()
  if (!HEADER_FORMATS.includes(kind)) throw templateRule(2388047, undefined, `Header format must be one of ${HEADER_FORMATS.join(', ')}.`)
  const example = isObject(header.example) ? header.example : {}
  const wanted = FILE_TYPES[kind]
  if (wanted) checkHandle(example.header_handle, wanted, handles)
  if (kind !== 'TEXT') return
  const text = textOf(header)
  const names = variablesOf(text)
  const plain = text.replace(/\{\{\s*\w+\s*\}\}/g, '')
  if (plain.includes('{{') || /[\n*_~`]/.test(plain) || EMOJI.test(plain))
    throw templateRule(2388047, undefined, "The header can't have new lines, formatting, emojis or asterisks.")
  if (text.trim() === '' || text.length > 60 || names.length > 1) throw templateRule(2388047)
  if (names.some((name) => (format === 'NAMED' ? !/^[a-z][a-z0-9_]*$/.test(name) : name !== '1'))) throw templateRule(2388047)
  const samples = format === 'NAMED' ? example.header_text_named_params : example.header_text
  if (names.length > 0 && (!Array.isArray(samples) || samples.length !== 1 || isEmptySample(samples[0]))) throw missingExample('HEADER')
}

/** The reviewers look at a file: one that was uploaded, lately, and is what the header says. */
function checkHandle(given: unknown, wanted: RegExp, handles: Handles): void {
  const handle: unknown = Array.isArray(given) ? given[0] : undefined
  if (typeof handle !== 'string' || handle.trim() === '') throw missingExample('HEADER')
  const type = handles(handle)
  if (type === null) throw parameter('Param header_handle is not the handle of an uploaded file, or it has expired.')
  if (!wanted.test(type)) throw templateRule(2388047, undefined, `A file of type ${type} does not fit the format of the header.`)
}

export function checkFooter(footer: Json): void {
  const text = textOf(footer)
  if (text.length > 60 || text.includes('{{') || text.includes('\n') || EMOJI.test(text)) throw templateRule(2388073)
}

export const missingExample = (type: string) =>
  templateRule(2388043, 'Message template is missing expected field(s)', `component of type ${type} is missing expected field(s) (example)`)
