import { afterEach, expect, test, vi } from 'vitest'
import { makeCell } from './store-cell.ts'
import { makeThreads } from './store-threads.ts'
import { idOf, inbox } from './test/made.ts'

afterEach(() => vi.unstubAllGlobals())

const answering = (status: number, code: string) => vi.stubGlobal('fetch', async () => Response.json({ status, code }, { status }))

function threads() {
  const cell = makeCell({ id: 'me', name: 'Eu' })
  cell.change({ inbox: inbox() })
  return makeThreads(cell)
}

test('an open conversation that may not be seen any more does not stop the reading anew of everything else', async () => {
  answering(404, 'not_found')
  expect(await threads().reread(idOf(1))).toBe(false)
})

test('a server in trouble does, until it answers', async () => {
  answering(503, 'unavailable')
  await expect(threads().reread(idOf(1))).rejects.toMatchObject({ status: 503 })
})
