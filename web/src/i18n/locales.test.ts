import { REFUSALS } from '@recado/contract/errors'
import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import { LOCALES } from './areas.ts'
import { preferredLocale, withMany } from './setup.ts'

type Texts = { readonly [key: string]: string | Texts }
const files = import.meta.glob<{ default: Texts }>('./{pt-BR,en,es}/*.ts', { eager: true })
const AREAS = [
  'alerts',
  'assets',
  'builder',
  'coexistence',
  'common',
  'compose',
  'contacts',
  'doctor',
  'help',
  'inbox',
  'kinds',
  'library',
  'media',
  'numberAssets',
  'numberHistory',
  'numberNames',
  'numberSettings',
  'numberStarters',
  'numberBlocked',
  'numberService',
  'numbers',
  'problems',
  'registration',
  'road',
  'roadCodes',
  'roadItems',
  'sandbox',
  'session',
  'settings',
  'setup',
  'signup',
  'teams',
  'templateLife',
  'templates',
]

function textsOf(locale: string, area: string): Map<string, string> {
  const texts = new Map<string, string>()
  const walk = (node: Texts, path: string) => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'string') texts.set(path + key, value)
      else walk(value, `${path}${key}.`)
    }
  }
  walk(files[`./${locale}/${area}.ts`]?.default ?? {}, '')
  return texts
}

const variablesIn = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort()
const pairs = AREAS.flatMap((area) => (['en', 'es'] as const).map((locale) => [area, locale] as const))

test('every area has a file in every language', () => {
  expect(Object.keys(files).sort()).toEqual(LOCALES.flatMap((locale) => AREAS.map((area) => `./${locale}/${area}.ts`)).sort())
})

test.each(pairs)('%s says the same in %s as in Portuguese: same keys, same variables, nothing empty', (area, locale) => {
  const source = textsOf('pt-BR', area)
  const other = textsOf(locale, area)
  expect([...other.keys()].sort()).toEqual([...source.keys()].sort())
  for (const [key, text] of source) {
    expect(text.trim(), `pt-BR ${area} ${key}`).not.toBe('')
    expect(other.get(key)?.trim(), `${locale} ${area} ${key}`).not.toBe('')
    expect(variablesIn(other.get(key) ?? ''), `${locale} ${area} ${key}`).toEqual(variablesIn(text))
  }
})

test('every refusal of the server has a sentence', () => {
  const said = textsOf('pt-BR', 'problems')
  expect(Object.keys(REFUSALS).filter((code) => !said.has(code))).toEqual([])
})

test('a plural has both of its forms', () => {
  for (const locale of LOCALES) {
    for (const area of AREAS) {
      const keys = [...textsOf(locale, area).keys()]
      const stems = (form: string) => keys.filter((key) => key.endsWith(form)).map((key) => key.slice(0, -form.length))
      expect(stems('_one').sort(), `${locale} ${area}`).toEqual(stems('_other').sort())
    }
  }
})

test('a round million takes the plural, though Portuguese and Spanish have a form of their own for it', async () => {
  for (const locale of LOCALES) {
    const i18n = createInstance()
    const common = withMany(files[`./${locale}/common.ts`]?.default ?? {})
    await i18n.init({ lng: locale, resources: { [locale]: { common } }, defaultNS: 'common' })
    const say = (count: number) => i18n.t('nav.unread', { count }).replace(/[\d.,\s]+/, '')
    expect(say(1_000_000)).toBe(say(2))
    expect(say(1)).not.toBe(say(2))
  }
})

test.each([
  [null, ['pt-PT', 'en'], 'pt-BR'],
  [null, ['es-419'], 'es'],
  [null, ['EN-us'], 'en'],
  [null, ['de', 'fr', 'es-MX'], 'es'],
  [null, ['ja'], 'pt-BR'],
  [null, [], 'pt-BR'],
  ['en', ['pt-BR'], 'en'],
  ['klingon', ['es'], 'es'],
])('chosen %s, browser asks for %s: %s', (stored, asked, locale) => {
  expect(preferredLocale(stored, asked)).toBe(locale)
})
