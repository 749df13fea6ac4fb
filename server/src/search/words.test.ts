import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from '../platform/fold.ts'
import { excerptOf, formsOf, soughtIn, wordsOf } from './words.ts'

/** Whether a search for `query` finds `text`, as the index does it. */
function finds(query: string, text: string): boolean {
  const words = wordsOf(text)
  return soughtIn(query).every(({ beginnings, exact }) =>
    beginnings.some((start) => words.some((word) => (exact ? word === start : word.startsWith(start)))),
  )
}

describe('folding', () => {
  test('what was folded once stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })
  test('case and accents make no difference, however they are encoded', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-ZàáâãçéêíñóôõúüÀÁÂÃÇÉÊÍÑÓÔÕÚÜ ]{1,40}$/), (text) => {
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')))
        expect(fold(text.toUpperCase())).toBe(fold(text))
      }),
    )
    expect(fold('São João, Łódź, Straße, Æsir, ﬁm')).toBe('sao joao, lodz, strasse, aesir, fim')
  })
})

describe('a search finds', () => {
  test.each([
    ['a word without its accents', 'configuracao', 'A configuração ficou pronta'],
    ['a word with accents in a text without', 'AÇÚCAR', 'tem acucar mascavo?'],
    ['the beginning of a word', 'encom', 'Minha encomenda chegou'],
    ['the singular by its plural', 'pedidos', 'cadê meu pedido'],
    ['the plural by its singular', 'configuração', 'as configurações'],
    ['balões by balão', 'balão', 'vinte balões'],
    ['jornal by jornais', 'jornais', 'o jornal de hoje'],
    ['animais by animal', 'animal', 'loja de animais'],
    ['homem by homens', 'homens', 'um homem ligou'],
    ['flor by flores', 'flores', 'uma flor'],
    ['luz by luces, in Spanish', 'luces', 'la luz'],
    ['city by cities, in English', 'cities', 'which city?'],
    ['boxes by box', 'box', 'two boxes'],
    ['all words, in any order', 'bolo aniversario', 'Aniversário da Bia: bolo de nozes'],
    ['a number', '12345', 'Pedido PED-12345'],
    ['part of a Japanese sentence', '東京', '明日は東京都に行きます'],
    ['one Chinese character', '京', '我在北京'],
    ['Cyrillic', 'МОСКВА', 'еду в москву, москва'],
    ['Arabic without its points', 'مرحبا', 'مَرْحَبًا بك'],
    ['Hindi', 'नमस्ते', 'नमस्ते जी'],
    ['Korean', '안녕', '안녕하세요'],
  ])('%s', (_what, query, text) => expect(finds(query, text)).toBe(true))

  test.each([
    ['another word', 'banana', 'bolo de nozes'],
    ['one word of two', 'bolo banana', 'bolo de nozes'],
    ['the middle of a word', 'comenda', 'encomenda'],
    ['what stands apart in Japanese', '東都', '東京都'],
  ])('but not %s', (_what, query, text) => expect(finds(query, text)).toBe(false))

  test('every word of every text, by itself and by its first three letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        for (const word of wordsOf(text)) expect(soughtIn(word).length === 0 || finds(word, text)).toBe(true)
      }),
    )
  })
})

test('no text makes words without end, and none is longer than 32 characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      for (const word of [...wordsOf(text), ...formsOf(text.slice(0, 32))].filter((w) => w !== text)) expect(word.length).toBeLessThan(40)
      expect(soughtIn(text).length).toBeLessThanOrEqual(8)
    }),
  )
})

test('an excerpt shows the word that was found, whole texts whole', () => {
  const text = `${'bla '.repeat(100)}Configuração ${'ble '.repeat(100)}`
  expect(excerptOf(text, soughtIn('configuracoes'))).toMatch(/^….*Configuração.*…$/)
  expect(excerptOf('curto', soughtIn('nada'))).toBe('curto')
})
