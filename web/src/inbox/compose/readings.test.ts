import { describe, expect, test } from 'vitest'
import { readCoordinates } from './coordinates.ts'

describe('a place is read from', () => {
  test.each([
    ['-23.5505, -46.6333', [-23.5505, -46.6333]],
    ['−23.55 −46.63', [-23.55, -46.63]],
    ['(10; 20)', [10, 20]],
    ['https://www.google.com/maps/place/X/@-23.5505,-46.6333,15z/data=!3m1', [-23.5505, -46.6333]],
    ['https://maps.google.com/?q=-23.55%2C-46.63', [-23.55, -46.63]],
    ['https://maps.google.com/maps?data=!3d-1.5!4d2.25', [-1.5, 2.25]],
    ['91, 20', null],
    ['10, 181', null],
    ['Rua das Flores, 10', null],
    ['100%, 5', null],
    ['', null],
  ])('%s', (text, place) => {
    const read = readCoordinates(text)
    expect(read && [read.latitude, read.longitude]).toEqual(place)
  })
})
