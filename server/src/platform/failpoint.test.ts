import { expect, test } from 'vitest'
import { failpoint, parseFailpoints } from './failpoint.ts'

test('failpoints are named with the hit that kills', () => {
  expect([...parseFailpoints('send:after_claim=kill@2, ingress:before_200=kill')]).toEqual([
    ['send:after_claim', 2],
    ['ingress:before_200', 1],
  ])
})

test('a misspelt failpoint is an error and not a run that tests nothing', () => {
  expect(() => parseFailpoints('send:after_claim=explode')).toThrow(/not like/)
  expect(() => parseFailpoints('send:after_claim=kill@0')).toThrow(/not like/)
})

test('an ordinary build passes every failpoint', () => {
  failpoint('send:after_claim')
})
