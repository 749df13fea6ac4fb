import { expect, test } from 'vitest'
import { paragraphs } from './paragraphs.ts'

test('neighbouring items are one list, and a paragraph between makes two', () => {
  expect(paragraphs('One\n- a\n- b\nTwo\n- c')).toEqual(['One', { items: ['a', 'b'] }, 'Two', { items: ['c'] }])
})
