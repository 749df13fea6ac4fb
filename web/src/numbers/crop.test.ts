import { expect, test } from 'vitest'
import { dragged, MIDDLE, squareOf } from './crop.ts'

const WIDE = { width: 400, height: 200 }

test('at first it is the middle, as large as it can be', () => {
  expect(squareOf(WIDE, MIDDLE)).toEqual({ left: 100, top: 0, side: 200 })
})

test('nearer is a smaller square about the same place', () => {
  expect(squareOf(WIDE, { ...MIDDLE, zoom: 2 })).toEqual({ left: 150, top: 50, side: 100 })
})

test('the picture goes along with the pointer, and stops at its edge', () => {
  const moved = dragged(WIDE, MIDDLE, { x: 50, y: 10, frame: 100 })
  expect(squareOf(WIDE, moved)).toEqual({ left: 0, top: 0, side: 200 })
  expect(dragged(WIDE, MIDDLE, { x: -1000, y: 0, frame: 100 }).x).toBe(1)
})
