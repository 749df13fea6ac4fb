import { afterEach, expect, test, vi } from 'vitest'
import { DEFAULT_VIEW, type ListView, viewKey } from './list-view.ts'
import { makeCell } from './store-cell.ts'
import { makeLists } from './store-lists.ts'
import { conversation, inbox } from './test/made.ts'

afterEach(() => vi.unstubAllGlobals())

const PATIENTLY = { timeout: 45_000, interval: 1 }
const VIEW: ListView = { ...DEFAULT_VIEW, tab: 'all', sort: 'recent' }

test('a page that was on its way when its list was let go does not stand for the whole list', async () => {
  let answer: (response: Response) => void = () => undefined
  const cell = makeCell({ id: 'me', name: 'Eu' })
  cell.change({ inbox: inbox() })
  const lists = makeLists(cell)
  const asked = vi.fn(() => new Promise<Response>((resolve) => (answer = resolve)))
  vi.stubGlobal('fetch', asked)
  lists.open(VIEW)
  answer(Response.json({ items: [conversation(1)], nextCursor: 'further' }))
  await vi.waitUntil(() => cell.state().listings[viewKey(VIEW)]?.isLoading === false, PATIENTLY)
  lists.more(VIEW)
  cell.change({ listings: {} })
  answer(Response.json({ items: [conversation(2)], nextCursor: null }))
  await vi.waitUntil(() => cell.state().inbox?.conversations[conversation(2).id], PATIENTLY)
  await new Promise((resolve) => setTimeout(resolve))
  expect(cell.state().listings[viewKey(VIEW)]).toBeUndefined()
  lists.open(VIEW)
  expect(asked).toHaveBeenLastCalledWith(expect.not.stringContaining('cursor'), expect.anything())
})

test('what an answer told of since the newest snapshot is known to be fresh, whoever asked for it', () => {
  const cell = makeCell({ id: 'me', name: 'Eu' })
  cell.begin(inbox())
  cell.answer(cell.seq(), { conversations: [conversation(1)] })
  expect([...cell.answered()]).toEqual([conversation(1).id])
  cell.begin(inbox())
  expect([...cell.answered()]).toEqual([])
})
