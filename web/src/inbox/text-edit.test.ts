import fc from 'fast-check'
import { expect, test } from 'vitest'
import { insertAt, wrapSelection } from './text-edit.ts'

test('an emoji takes the place of what is selected, and the caret stands after it', () => {
  expect(insertAt('oi mundo', '😀', { from: 3, to: 8 })).toEqual({ text: 'oi 😀', from: 5, to: 5 })
})

test('a marker hugs the words and leaves spaces outside', () => {
  expect(wrapSelection('a bom dia b', '*', { from: 1, to: 10 }).text).toBe('a *bom dia* b')
  expect(wrapSelection('', '_', { from: 0, to: 0 })).toEqual({ text: '__', from: 1, to: 1 })
})

test('the same button takes the marker away again', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }).filter((text) => text.trim() === text && text !== '' && !text.includes('*')),
      (word) => {
        const once = wrapSelection(word, '*', { from: 0, to: word.length })
        expect(wrapSelection(once.text, '*', once)).toEqual({ text: word, from: 0, to: word.length })
      },
    ),
  )
})

test('a fence of three is put around and taken away like a single sign', () => {
  const fenced = wrapSelection('some code here', '```', { from: 5, to: 9 })
  expect(fenced).toEqual({ text: 'some ```code``` here', from: 8, to: 12 })
  expect(wrapSelection(fenced.text, '```', fenced)).toEqual({ text: 'some code here', from: 5, to: 9 })
})
