import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { servePages } from './http-pages.ts'
import { answerProblems } from './http-problem.ts'

let app: FastifyInstance
const directory = mkdtempSync(join(tmpdir(), 'recado-pages-'))
beforeAll(async () => {
  mkdirSync(join(directory, 'assets'))
  writeFileSync(join(directory, 'index.html'), '<title>Recado</title>')
  writeFileSync(join(directory, 'scheme.js'), 'x')
  writeFileSync(join(directory, 'assets', 'main-abc123.js'), 'let x = 1')
  writeFileSync(join(directory, 'assets', 'main-abc123.js.gz'), 'packed')
  app = fastify()
  answerProblems(app, servePages(app, directory).answer)
  await app.ready()
})
afterAll(async () => {
  await app.close()
  rmSync(directory, { recursive: true })
})

const open = (url: string, accept = 'text/html,application/xhtml+xml,*/*;q=0.8', method: 'GET' | 'POST' | 'HEAD' = 'GET') =>
  app.inject({ method, url, headers: { accept } })

test.each(['/', '/inbox', '/conversations/01a2', '/sandbox/phone', '/setup/x', '/invite/inv_1?from=a.b'])('%s is the app', async (url) => {
  const answer = await open(url)
  expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([200, '<title>Recado</title>', 'no-cache'])
})

test('a built file may be kept for ever, another is asked for each time', async () => {
  const asset = await open('/assets/main-abc123.js')
  expect([asset.statusCode, asset.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
  expect((await open('/scheme.js')).headers['cache-control']).toBe('no-cache')
})

test('a browser that unpacks gets the packed file', async () => {
  const answer = await app.inject({ url: '/assets/main-abc123.js', headers: { 'accept-encoding': 'gzip' } })
  expect([answer.headers['content-encoding'], answer.body]).toEqual(['gzip', 'packed'])
})

test.each([
  ['a file of an earlier build', '/assets/main-old.js'],
  ['a file that never was', '/nothing.css'],
  ['an unknown address of the API', '/api/v1/nothing'],
  ['an unknown webhook', '/webhooks/nothing'],
  ["the sandbox's Graph API", '/sandbox/graph/v26.0/1'],
  ['a way out of the folder', '/assets/..%2f..%2f..%2fetc/passwd'],
])('%s is a 404 and never a page', async (_what, url) => {
  const answer = await open(url)
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8'])
})

test('a program that wants JSON, or sends something, gets no page', async () => {
  expect((await open('/inbox', 'application/json')).statusCode).toBe(404)
  expect((await open('/inbox', 'text/html', 'POST')).statusCode).toBe(404)
})
