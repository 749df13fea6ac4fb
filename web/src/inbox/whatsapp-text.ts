/**
 * Text as WhatsApp draws it: *bold*, _italic_, ~strike~, `code`, ```monospace``` and addresses one may follow. The result is a tree
 * of plain strings for React to render, so whatever a customer writes can never become markup.
 */
export type TextNode =
  | { kind: 'text'; text: string }
  | { kind: 'mono'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: Style; children: TextNode[] }

type Style = 'bold' | 'italic' | 'strike'

const STYLES: Readonly<Record<string, Style>> = { '*': 'bold', _: 'italic', '~': 'strike' }
/** Longer than any message WhatsApp carries; beyond it we only show. */
const LONGEST_STYLED = 8_192
const LINK = /(?:https?:\/\/|www\.|mailto:|tel:)[^\s<>"'`\p{Cc}\p{Cf}]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/giu
const SAFE_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:'])

interface Reading {
  source: string
  /** Where each address starts, and what it is. */
  links: ReadonlyMap<number, Extract<TextNode, { kind: 'link' }>>
  /** Per marker, where it may close, in order. */
  closers: ReadonlyMap<string, readonly number[]>
}

export function parseWhatsAppText(source: string): TextNode[] {
  if (source.length > LONGEST_STYLED) return [{ kind: 'text', text: source }]
  const links = findLinks(source)
  return read({ source, links, closers: findClosers(source, links) }, 0, source.length, new Set())
}

/** What the tree says, without its styling; equals the source but for the markers that were understood. */
export function plainText(nodes: readonly TextNode[]): string {
  return nodes.map((node) => ('children' in node ? plainText(node.children) : node.text)).join('')
}

function read(reading: Reading, from: number, to: number, active: ReadonlySet<Style>): TextNode[] {
  const nodes: TextNode[] = []
  let plainFrom = from
  let at = from
  const take = (node: TextNode, end: number) => {
    if (at > plainFrom) nodes.push({ kind: 'text', text: reading.source.slice(plainFrom, at) })
    nodes.push(node)
    at = end
    plainFrom = end
  }
  while (at < to) {
    const link = reading.links.get(at)
    const mono = link ? null : monoAt(reading.source, at, to)
    const style = STYLES[reading.source.charAt(at)]
    const close = style && !link && !active.has(style) ? closingOf(reading, at, to) : -1
    if (link && at + link.text.length <= to) take(link, at + link.text.length)
    else if (mono) take({ kind: 'mono', text: mono.text }, mono.end)
    else if (style && close > 0) take({ kind: style, children: read(reading, at + 1, close, new Set([...active, style])) }, close + 1)
    else at += 1
  }
  if (to > plainFrom) nodes.push({ kind: 'text', text: reading.source.slice(plainFrom, to) })
  return nodes
}

function monoAt(source: string, at: number, to: number): { text: string; end: number } | null {
  if (source.charAt(at) !== '`') return null
  const fence = source.startsWith('```', at) ? '```' : '`'
  const close = source.indexOf(fence, at + fence.length)
  if (close < 0 || close + fence.length > to) return null
  const text = source.slice(at + fence.length, close)
  if (text.trim() === '' || (fence === '`' && text.includes('\n'))) return null
  return { text, end: close + fence.length }
}

/** Where the marker at `at` is closed: on the same line, hugging its words on the inside and nothing but space or punctuation outside. */
function closingOf({ source, closers }: Reading, at: number, to: number): number {
  if (at + 1 >= to || isWord(source.charAt(at - 1)) || isSpace(source.charAt(at + 1))) return -1
  const line = source.indexOf('\n', at)
  const end = line < 0 ? to : Math.min(line, to)
  const close = firstFrom(closers.get(source.charAt(at)) ?? [], at + 2)
  return close !== undefined && close < end ? close : -1
}

/** Every place where a marker could close, found once: looking anew for each opening would take the square of the length. */
function findClosers(source: string, links: Reading['links']): Reading['closers'] {
  const closers = new Map<string, number[]>(Object.keys(STYLES).map((marker) => [marker, []]))
  for (let at = 0; at < source.length; at += 1) {
    const link = links.get(at)
    if (link) at += link.text.length - 1
    else if (!isSpace(source.charAt(at - 1)) && !isWord(source.charAt(at + 1))) closers.get(source.charAt(at))?.push(at)
  }
  return closers
}

function firstFrom(sorted: readonly number[], from: number): number | undefined {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return sorted[low]
}

function findLinks(source: string): Reading['links'] {
  const links = new Map<number, Extract<TextNode, { kind: 'link' }>>()
  for (const match of source.matchAll(LINK)) {
    if (isWord(source.charAt(match.index - 1))) continue
    const text = withoutTail(match[0])
    const href = addressOf(text)
    if (href) links.set(match.index, { kind: 'link', text, href })
  }
  return links
}

/** Punctuation after an address belongs to the sentence; a bracket only where it was opened outside. */
function withoutTail(text: string): string {
  let surplus = [...text].reduce((depth, character) => depth + (character === ')' ? 1 : character === '(' ? -1 : 0), 0)
  let end = text.length
  while (end > 0 && '.,;:!?*_~)]}…'.includes(text.charAt(end - 1))) {
    if (text.charAt(end - 1) === ')') {
      if (surplus <= 0) break
      surplus -= 1
    }
    end -= 1
  }
  return text.slice(0, end)
}

function addressOf(text: string): string | null {
  const href = /^www\./i.test(text) ? `https://${text}` : /^[a-z]+:/i.test(text) ? text : `mailto:${text}`
  if (!URL.canParse(href)) return null
  const url = new URL(href)
  if (!SAFE_SCHEMES.has(url.protocol)) return null
  if (url.protocol === 'tel:' || url.protocol === 'mailto:') return url.pathname === '' ? null : href
  return url.hostname === '' ? null : href
}

const isWord = (character: string) => character !== '' && /[\p{L}\p{N}]/u.test(character)
const isSpace = (character: string) => character === '' || /\s/.test(character)
