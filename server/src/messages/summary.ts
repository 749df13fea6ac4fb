/**
 * The words of a message: what a list shows on one line and what a search finds. Only what the people wrote or chose; the kind itself
 * ("photo", "voice note") is said by the screen, in the reader's language.
 */
import type { Json, JsonObject } from '@recado/cloud-api/json'

const MAX_LENGTH = 4096

type Reader = (content: JsonObject) => Json | undefined

const READERS: Readonly<Record<string, Reader>> = {
  text: (c) => c['body'],
  image: (c) => c['caption'],
  video: (c) => c['caption'],
  document: (c) => c['caption'] ?? c['filename'],
  location: (c) => c['name'] ?? c['address'],
  contacts: (c) => (Array.isArray(c['contacts']) ? c['contacts'].map(nameOf).filter(Boolean).join(', ') : undefined),
  reaction: (c) => c['emoji'],
  button: (c) => c['text'],
  // Chosen or filled in by the customer, else what we asked.
  interactive: (c) => at(c, 'button_reply', 'title') ?? at(c, 'list_reply', 'title') ?? at(c, 'nfm_reply', 'body') ?? at(c, 'body', 'text'),
  order: (c) => c['text'],
  system: (c) => c['body'],
  edit: (c) => at(c, 'message', 'text', 'body'),
  template: (c) => c['rendered'] ?? c['name'],
}

export function summaryOf(type: string, content: JsonObject): string {
  const words = Object.hasOwn(READERS, type) ? READERS[type]?.(content) : undefined // a type may be called `toString`
  return typeof words === 'string' ? words.slice(0, MAX_LENGTH).toWellFormed() : ''
}

function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((v, key) => (typeof v === 'object' && v !== null && !Array.isArray(v) ? v[key] : undefined), value)
}

function nameOf(contact: Json): string {
  const name = at(contact, 'name', 'formatted_name')
  return typeof name === 'string' ? name : ''
}
