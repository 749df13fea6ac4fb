import { expect, test } from 'vitest'
import { graphPath, phonePath } from './paths.ts'

test.each([
  ['/sandbox/graph/v26.0/123/messages', '/graph/v26.0/123/messages'],
  ['/sandbox/graph/v26.0/123?fields=id,name', '/graph/v26.0/123?fields=id,name'],
  ['/sandbox/graph/../control/wabas', null],
  ['/sandbox/graph/%2e%2e/control/wabas', null],
  ['/sandbox/graph/..\\control/wabas', null],
])('%s is the Graph path %s', (url, path) => {
  expect(graphPath(url)).toBe(path)
})

test.each([
  ['/sandbox/api/wabas/77/customers', { wabaId: '77', path: '/api/wabas/77/customers' }],
  ['/sandbox/api/wabas/77', { wabaId: '77', path: '/api/wabas/77' }],
  ['/sandbox/api/wabas/77/deliveries?limit=5', { wabaId: '77', path: '/api/wabas/77/deliveries?limit=5' }],
  ['/sandbox/api/wabas/77/../88/customers', { wabaId: '88', path: '/api/wabas/88/customers' }],
  ['/sandbox/api/wabas/77/%2E%2e/88/customers', { wabaId: '88', path: '/api/wabas/88/customers' }],
  ['/sandbox/api/wabas/77/..\\88/customers', { wabaId: '88', path: '/api/wabas/88/customers' }],
  ['/sandbox/api/wabas/77/../../../control/wabas', null],
  ['/sandbox/api/wabas/seven/customers', null],
  ['/sandbox/api//wabas/77', null],
])('%s asks for the phones of %o', (url, target) => {
  expect(phonePath(url)).toEqual(target)
})
