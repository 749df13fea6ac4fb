import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseWhatsAppText, plainText, type TextNode } from './whatsapp-text.ts'

/** A tree as one line: [bold …], [link …]. */
const drawn = (text: string) => show(parseWhatsAppText(text))
const show = (nodes: readonly TextNode[]): string =>
  nodes
    .map((node) => {
      if (node.kind === 'text') return node.text
      if (node.kind === 'link') return `[link ${node.href}|${node.text}]`
      return 'children' in node ? `[${node.kind} ${show(node.children)}]` : `[mono ${node.text}]`
    })
    .join('')

function links(nodes: readonly TextNode[]): string[] {
  return nodes.flatMap((node) => (node.kind === 'link' ? [node.href] : 'children' in node ? links(node.children) : []))
}

describe('markers', () => {
  test.each([
    ['*oi*', '[bold oi]'],
    ['_oi_ ~oi~', '[italic oi] [strike oi]'],
    ['*_oi_*', '[bold [italic oi]]'],
    ['```a *b* c```', '[mono a *b* c]'],
    ['use `npm`', 'use [mono npm]'],
    ['*oi*!', '[bold oi]!'],
    ['(*oi*)', '([bold oi])'],
  ])('%s is styled', (text, expected) => expect(drawn(text)).toBe(expected))

  test.each(['2*3*4', 'snake_case_name', '* oi *', '*oi', '**', '_ _', 'a * b * c', '*oi\nlá*', '``````', '~', '5 * 4 = 20 * 1'])(
    '%j stays as it was written',
    (text) => expect(drawn(text)).toBe(text),
  )

  test('a marker inside its own style is a character', () => expect(drawn('*a *b* c*')).toBe('[bold a *b] c*'))
})

describe('addresses', () => {
  test.each([
    ['https://a.example/x_y_z', '[link https://a.example/x_y_z|https://a.example/x_y_z]'],
    ['veja www.a.example.', 'veja [link https://www.a.example|www.a.example].'],
    ['ana@a.example', '[link mailto:ana@a.example|ana@a.example]'],
    ['tel:+5511999990000', '[link tel:+5511999990000|tel:+5511999990000]'],
    ['*https://a.example*', '[bold [link https://a.example|https://a.example]]'],
    ['(https://a.example/b(c))', '([link https://a.example/b(c)|https://a.example/b(c)])'],
    ['https://a.example/?q=1&r=*x*', '[link https://a.example/?q=1&r=*x|https://a.example/?q=1&r=*x]*'],
  ])('%s', (text, expected) => expect(drawn(text)).toBe(expected))

  test.each([
    'javascript:alert(1)',
    'data:text/html,<b>x</b>',
    'vbscript:x',
    'https://',
    'http://?',
    'file:///etc/passwd',
    'mailto:',
    'JaVaScRiPt:alert(1)',
  ])('%s is never followed', (text) => expect(links(parseWhatsAppText(text))).toEqual([]))

  test('a direction override cannot hide inside an address', () => {
    expect(links(parseWhatsAppText('https://a.example/\u202Egpj.exe'))).toEqual(['https://a.example/'])
  })
})

const hostile = fc.array(
  fc.constantFrom(
    '*',
    '_',
    '~',
    '`',
    '```',
    ' ',
    '\n',
    'a',
    'https://a.example',
    'javascript:',
    '<img onerror=x>',
    '@',
    '.',
    '(',
    ')',
    '\u202e',
    '😀',
    'www.',
  ),
  {
    maxLength: 60,
  },
)

test('whatever is written, nothing is lost but markers, and every address is one that may be followed', () => {
  fc.assert(
    fc.property(hostile, (parts) => {
      const text = parts.join('')
      const nodes = parseWhatsAppText(text)
      const withoutMarkers = (value: string) => value.replace(/[*_~`]/g, '')
      expect(withoutMarkers(plainText(nodes))).toBe(withoutMarkers(text))
      for (const href of links(nodes)) expect(['http:', 'https:', 'mailto:', 'tel:']).toContain(new URL(href).protocol)
    }),
  )
})

test('the longest message is read without visible delay, however hostile', () => {
  for (const piece of ['*a ', '_', '~*_', 'a@', '((((', '`', 'https://a.example/)))) ', 'aaaaaaaa']) {
    const text = piece.repeat(Math.floor(8_192 / piece.length))
    expect(plainText(parseWhatsAppText(text)).length).toBeGreaterThan(0)
  }
})
