import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inAll, inAny, mark, markStored, noMarks, placesOf, toStore } from './gram-places.ts'
import { gramsOf, rangesOf } from './grams.ts'
import { SEGMENT_SIZE } from './places.ts'

const names = fc.string({ unit: fc.constantFrom(...'aábc ção1299@.-_%日本\u{1f600}\n'), maxLength: 40 })

test('a text that has a part in one of its words is never missed', () => {
  fc.assert(
    fc.property(names, fc.nat(40), fc.integer({ min: 1, max: 20 }), (text, from, length) => {
      const [part] = [...text]
        .slice(from, from + length)
        .join('')
        .split(/\s+/)
      if (!part) return
      const grams = [...gramsOf(text)]
      for (const { low, high } of rangesOf(part)) expect(grams.some((gram) => bytes(gram, low) >= 0 && bytes(gram, high) < 0)).toBe(true)
    }),
  )
})

/** As PostgreSQL compares under the collation "C". */
const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

test('long words are told by a few of their runs', () => {
  expect(rangesOf('abcdefghijklmnopqrstuvwxyz').length).toBeLessThanOrEqual(10)
  expect(rangesOf('ana').map(({ low }) => low)).toEqual(['ana'])
})

describe('places of a segment', () => {
  const places = fc.uniqueArray(fc.nat(SEGMENT_SIZE - 1), { maxLength: 600 })
  const marked = (list: readonly number[]) => {
    const marks = noMarks()
    for (const place of list) mark(marks, place)
    return marks
  }
  const ascending = (list: Iterable<number>) => [...list].sort((a, b) => a - b)

  test('come back from what is stored, which is never longer than a bit for each', () => {
    fc.assert(
      fc.property(places, places, (here, known) => {
        const stored = toStore(marked(here))
        expect(stored.length).toBeLessThanOrEqual(SEGMENT_SIZE / 8)
        const both = marked(known)
        markStored(both, stored)
        expect(placesOf(both)).toEqual(ascending(new Set([...here, ...known])))
      }),
    )
  })

  test('are those of all, or of any', () => {
    fc.assert(
      fc.property(places, places, (one, two) => {
        const found = [one, two].map((list) => new Map([[7, marked(list)]]))
        expect(placesOf(inAll(found).get(7) ?? noMarks())).toEqual(ascending(one.filter((place) => two.includes(place))))
        expect(placesOf(inAny(found).get(7) ?? noMarks())).toEqual(ascending(new Set([...one, ...two])))
      }),
    )
    expect(inAll([new Map([[1, marked([2])]]), new Map()]).size).toBe(0)
  })
})
