import { describe, expect, test } from 'vitest'
import { orderSums, readAmount } from './amounts.ts'
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

describe('an amount is read from', () => {
  test.each([
    ['50', 5_000],
    ['50,5', 5_050],
    ['50.55', 5_055],
    ['R$ 1.234,56', 123_456],
    ['1,234.56', 123_456],
    ['1.234', 123_400],
    ['0', 0],
    ['', null],
    ['abc', null],
    ['-5', null],
    ['12,345,6x', null],
  ])('%s', (text, hundredths) => expect(readAmount(text)).toBe(hundredths))
})

test('an order adds up', () => {
  const lines = [
    { name: 'Bolo', quantity: 2, price: 5_000 },
    { name: 'Pão', quantity: 3, price: 150 },
  ]
  expect(orderSums(lines, { shipping: 1_000, discount: 450 })).toEqual({ subtotal: 10_450, total: 11_000 })
})
