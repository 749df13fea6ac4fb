import { expect, test } from 'vitest'
import { createAllowances } from './graph-allowance.ts'

const used = (percent: number, wait = 0) =>
  JSON.stringify({
    '102': [{ type: 'whatsapp', call_count: percent, total_cputime: 1, total_time: 2, estimated_time_to_regain_access: wait }],
  })

test('an account that is used up rests until Meta lets it in again; others go on', () => {
  const allowances = createAllowances()
  allowances.note('app', { app: null, business: used(100, 25) }, 0)
  expect(allowances.restMs('app', '102', 0)).toBe(25 * 60_000)
  expect(allowances.restMs('app', '102', 25 * 60_000)).toBe(0)
  expect(allowances.restMs('app', '103', 0)).toBe(0)
  expect(allowances.restMs('another app', '102', 0)).toBe(0)
})

test('the last part of an hour is for people', () => {
  const allowances = createAllowances()
  allowances.note('app', { app: null, business: used(59) }, 0)
  expect(allowances.restMs('app', '102', 0)).toBe(0)
  allowances.note('app', { app: null, business: used(60) }, 0)
  expect(allowances.restMs('app', '102', 0)).toBe(10 * 60_000)
  allowances.note('app', { app: null, business: used(12) }, 1)
  expect(allowances.restMs('app', '102', 1)).toBe(0)
})

test('an app that is used up rests with all its accounts', () => {
  const allowances = createAllowances()
  allowances.note('app', { app: '{"call_count":3,"total_time":97,"total_cputime":0}', business: null }, 0)
  expect(allowances.restMs('app', '102', 0)).toBeGreaterThan(0)
})

test.each([null, '', 'nonsense', '[]', '{"102":7}', '{"102":[]}', '{"102":[{"call_count":"many"}]}', '{"call_count":{}}'])(
  'a header that says nothing holds nothing: %s',
  (header) => {
    const allowances = createAllowances()
    allowances.note('app', { app: header, business: header }, 0)
    expect(allowances.restMs('app', '102', 0)).toBe(0)
  },
)
