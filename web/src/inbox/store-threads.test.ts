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
  expect(await threads().reread(idOf(1))).toBe(false)
})

test('a server in trouble does, until it answers', async () => {
  answering(503, 'unavailable')
  await expect(threads().reread(idOf(1))).rejects.toMatchObject({ status: 503 })
})

/** A server that has these messages, and a tab that knows the conversation. */
function opened(stored: readonly number[], known: readonly number[] = []) {
  const cell = makeCell({ id: 'me', name: 'Eu' })
  cell.change({
    inbox: { ...inbox(), conversations: { [idOf(1)]: conversation(1) }, threads: { [idOf(1)]: known.map((n) => message(n)) } },
  })
  const server = { stored: [...stored] }
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const { pathname, searchParams } = new URL(String(url), 'http://localhost')
    if (!pathname.endsWith('/messages')) return Response.json(conversation(1))
    const limit = Number(searchParams.get('limit'))
    const older = server.stored.filter((n) => n < Number(searchParams.get('cursor') ?? Number.POSITIVE_INFINITY)).sort((a, b) => b - a)
    const items = older.slice(0, limit).map((n) => message(n))
    return Response.json({ items, nextCursor: older.length > limit ? String(older[limit - 1]) : null })
  })
  const ids = () => cell.state().inbox?.threads[idOf(1)]?.map(({ id }) => id)
  return { cell, server, ids, threads: makeThreads(cell) }
}

const upTo = (end: number) => Array.from({ length: end }, (_, n) => n + 1)
const PATIENTLY = { timeout: 45_000, interval: 1 }
const answered = async (cell: ReturnType<typeof makeCell>) =>
  vi.waitUntil(() => cell.state().pages[idOf(1)]?.isLoading === false, PATIENTLY)

describe('after a reset', () => {
  test('a message that came behind the gap does not join what was before it to what is after it', async () => {
    const { ids, threads } = opened(upTo(300), [1, 2, 3, 300])
    await threads.reread(idOf(1))
    expect(ids()).toEqual(upTo(300).slice(-50).map(idOf))
  })

  test('one that came late, among those that were here before, is found however deep it stands', async () => {
    const { ids, threads } = opened(
      upTo(140),
      upTo(140).filter((n) => n !== 17),
    )
    await threads.reread(idOf(1))
    expect(ids()).toEqual(upTo(140).slice(-139).map(idOf))
  })

  test('an older page that was on its way when the thread was read anew does not leave a gap above it', async () => {
    const { cell, ids, threads, server } = opened(upTo(120))
    threads.open(idOf(1))
    await answered(cell)
    threads.older(idOf(1))
    server.stored = upTo(400)
    await threads.reread(idOf(1))
    await new Promise((resolve) => setTimeout(resolve)) // the older page has answered, too
    const shown = ids() ?? []
    expect(shown).toEqual(upTo(400).slice(-shown.length).map(idOf))
  })
})

test('a message whose place is among those not read yet waits until they are', async () => {
  const { cell, ids, threads, server } = opened(upTo(120).filter((n) => n !== 5))
  threads.open(idOf(1))
  await answered(cell)
  server.stored = upTo(120)
  cell.answer(cell.seq(), { messages: { conversationId: idOf(1), items: [message(5)] } })
  for (let read = 0; read < 2; read++) {
    threads.older(idOf(1))
    await answered(cell)
    const shown = ids() ?? []
    expect(shown).toEqual(upTo(120).slice(-shown.length).map(idOf))
  }
  expect(ids()).toContain(idOf(5))
})

test('a conversation that left sight while its messages were on their way is read again when it comes back', async () => {
  const { cell, ids, threads } = opened([1, 2])
  threads.open(idOf(1))
  cell.change(({ inbox: known }) => ({ inbox: known && { ...known, threads: {} } }))
  await vi.waitUntil(() => cell.state().pages[idOf(1)] === undefined, PATIENTLY)
  threads.open(idOf(1))
  await answered(cell)
  expect(ids()).toEqual([idOf(1), idOf(2)])
})

describe('what is read before it is opened', () => {
  /** Twenty conversations of one message each, and a server that answers when it is told to. */
  function twenty() {
    const cell = makeCell({ id: 'me', name: 'Eu' })
    const numbers = upTo(20)
    cell.change({ inbox: { ...inbox(), conversations: Object.fromEntries(numbers.map((n) => [idOf(n), conversation(n)])) } })
    const asked: { id: string; answer(status?: number): void; signal: AbortSignal | null | undefined }[] = []
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      const id = new URL(url, 'http://localhost').pathname.split('/').at(-2) ?? ''
      return new Promise<Response>((resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason))
        const items = [message(Number.parseInt(id.slice(-12), 16), { conversationId: id })]
        const answer = (status = 200) =>
          resolve(Response.json(status === 200 ? { items, nextCursor: null } : { code: 'unavailable' }, { status }))
        asked.push({ id, answer, signal: init.signal })
      })
    })
    const page = (n: number) => cell.state().pages[idOf(n)]
    return { cell, asked, page, threads: makeThreads(cell) }
  }

  test('is there at once when it is opened, and is not asked for again', async () => {
    const { cell, asked, page, threads } = twenty()
    threads.expect(idOf(3))
    asked[0]?.answer()
    await vi.waitUntil(() => page(3)?.isReady, PATIENTLY)
    threads.open(idOf(3))
    expect(asked).toHaveLength(1)
    expect(cell.state().inbox?.threads[idOf(3)]).toHaveLength(1)
  })

  test('fails without a word, and is asked for again by whoever opens it', async () => {
    const { asked, page, threads } = twenty()
    threads.expect(idOf(3))
    asked[0]?.answer(503)
    await vi.waitUntil(() => page(3) === undefined, PATIENTLY)
    threads.open(idOf(3))
    asked[1]?.answer()
    await vi.waitUntil(() => page(3)?.isReady, PATIENTLY)
  })

  test('fails as anything else does once it was opened', async () => {
    const { asked, page, threads } = twenty()
    threads.expect(idOf(3))
    threads.open(idOf(3))
    asked[0]?.answer(503)
    await vi.waitUntil(() => page(3)?.problem, PATIENTLY)
    expect(asked).toHaveLength(1)
  })

  test('is not fetched to the end when the pointer went on, and is read anew when it comes back', async () => {
    const { asked, page, threads } = twenty()
    const letGo = threads.expect(idOf(3))
    letGo()
    expect([page(3), asked[0]?.signal?.aborted]).toEqual([undefined, true])
    threads.open(idOf(3))
    asked[1]?.answer()
    await vi.waitUntil(() => page(3)?.isReady, PATIENTLY)
    expect(page(3)?.problem).toBeNull()
  })

  test('stays where it was opened before the pointer went on', async () => {
    const { asked, page, threads } = twenty()
    const letGo = threads.expect(idOf(3))
    threads.open(idOf(3))
    letGo()
    asked[0]?.answer()
    await vi.waitUntil(() => page(3)?.isReady, PATIENTLY)
  })

  test('is never more than a dozen conversations, besides those that were opened', async () => {
    const { cell, asked, page, threads } = twenty()
    threads.open(idOf(1))
    for (const n of upTo(20)) threads.expect(idOf(n))
    for (const { answer } of asked) answer()
    await vi.waitUntil(() => page(20)?.isReady, PATIENTLY)
    expect(Object.keys(cell.state().pages).sort()).toEqual([1, ...upTo(20).slice(-12)].map(idOf).sort())
    expect(Object.keys(cell.state().inbox?.threads ?? {}).sort()).toEqual([1, ...upTo(20).slice(-12)].map(idOf).sort())
  })
})
