import { afterEach, describe, expect, test, vi } from 'vitest'
import { makeCell } from './store-cell.ts'
import { makeThreads } from './store-threads.ts'
import { conversation, idOf, inbox, message } from './test/made.ts'

afterEach(() => vi.unstubAllGlobals())

const answering = (status: number, code: string) => vi.stubGlobal('fetch', async () => Response.json({ status, code }, { status }))

function threads() {
  const cell = makeCell({ id: 'me', name: 'Eu' })
  cell.change({ inbox: inbox() })
  return makeThreads(cell)
}

test('an open conversation that may not be seen any more does not stop the reading anew of everything else', async () => {
  answering(404, 'not_found')
  expect(await threads().reread(idOf(1), [])).toBe(false)
})

test('a server in trouble does, until it answers', async () => {
  answering(503, 'unavailable')
  await expect(threads().reread(idOf(1), [])).rejects.toMatchObject({ status: 503 })
})

describe('after a reset', () => {
  const ids = (cell: ReturnType<typeof makeCell>) => cell.state().inbox?.threads[idOf(1)]?.map(({ id }) => id)

  /** Messages 1 to `known` were there before; what came since is added to the thread before and while it is read anew. */
  async function rereading(known: number, page: readonly number[], since: number) {
    const cell = makeCell({ id: 'me', name: 'Eu' })
    const numbers = Array.from({ length: known }, (_, n) => n + 1)
    const before = numbers.map((n) => message(n))
    cell.change({ inbox: { ...inbox(), threads: { [idOf(1)]: [...before, message(since)] } } })
    vi.stubGlobal('fetch', async (url: string | URL) =>
      Response.json(String(url).includes('/messages') ? { items: page.map((n) => message(n)), nextCursor: 'older' } : conversation(1)),
    )
    await makeThreads(cell).reread(idOf(1), before)
    return cell
  }

  test('a message that came behind the gap does not join what was before it to what is after it', async () => {
    expect(ids(await rereading(3, [20, 19, 18], 20))).toEqual([18, 19, 20].map(idOf))
  })

  test('what has come since the page was read stays', async () => {
    expect(ids(await rereading(3, [19, 18, 17], 21))).toEqual([17, 18, 19, 21].map(idOf))
  })

  test('what was there before stays where the page reaches it', async () => {
    expect(ids(await rereading(3, [5, 4, 3], 5))).toEqual([1, 2, 3, 4, 5].map(idOf))
  })
})
