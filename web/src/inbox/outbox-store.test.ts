import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { afterPost, nextToSend, type OutboxItem, outcomeOf, type PostOutcome, retryDelay, waitingIn } from './outbox-queue.ts'
import { memoryShelf, outbox, type Shelf } from './outbox-store.ts'
import { idOf, message } from './test/made.ts'

const item = (n: number, conversationNumber = 1): OutboxItem => ({
  clientId: idOf(900 + n),
  conversationId: idOf(conversationNumber),
  draft: { type: 'text', text: { body: `texto ${n}` }, clientId: idOf(900 + n) },
  text: `texto ${n}`,
  at: '2026-11-22T12:00:00.000Z',
  order: n,
  attempts: 0,
  refused: null,
})

/** A server that stores each clientId once and does as the script says, then answers everything. */
function server(script: readonly ('taken' | 'lost' | 'later' | 'refused')[] = []) {
  const stored: string[] = []
  const left = [...script]
  const post = async (one: OutboxItem) => {
    const does = left.shift() ?? 'taken'
    if ((does === 'taken' || does === 'lost') && !stored.includes(one.clientId)) stored.push(one.clientId)
    await Promise.resolve()
    const outcome: PostOutcome =
      does === 'taken'
        ? { kind: 'taken' }
        : does === 'refused'
          ? { kind: 'refused', code: 'window_closed', detail: '' }
          : { kind: 'later', afterMs: 0 }
    return { outcome, message: does === 'taken' ? message(1, { clientId: one.clientId }) : null }
  }
  return { stored, post }
}

/** One browser: what is on its shelf survives closing the tab. */
function browser(post: ReturnType<typeof server>['post'], shelf: Shelf = memoryShelf()) {
  const locks = new Map<string, Promise<void>>()
  const alone = (name: string, work: () => Promise<void>) => {
    const turn = (locks.get(name) ?? Promise.resolve()).then(work)
    locks.set(name, turn)
    return turn
  }
  const openTab = () => {
    let items: readonly OutboxItem[] = []
    const box = outbox({
      scopeKey: 'test',
      shelf: Promise.resolve(shelf),
      items: () => items,
      setItems: (next) => {
        items = next
      },
      stored: () => undefined,
      seq: () => 0,
      taken: () => undefined,
      post,
      alone,
    })
    return { box, items: () => items }
  }
  return { openTab, shelf }
}

const until = (condition: () => boolean | Promise<boolean>) => vi.waitUntil(condition, { timeout: 45_000, interval: 1 })

test('what is written goes out in order, once', async () => {
  const meta = server()
  const { box, items } = browser(meta.post).openTab()
  for (const n of [1, 2, 3]) box.add(item(n))
  await until(() => items().length === 0)
  expect(meta.stored).toEqual([1, 2, 3].map((n) => idOf(900 + n)))
})

test('a lost answer and a reload neither double nor lose a message', async () => {
  const meta = server(['lost'])
  const laptop = browser(meta.post)
  const first = laptop.openTab()
  first.box.add(item(1))
  first.box.add(item(2))
  await until(() => meta.stored.length === 1 && first.items()[0]?.attempts === 1)
  first.box.close()

  const second = laptop.openTab()
  await second.box.reload()
  second.box.drain()
  await until(async () => (await laptop.shelf.all()).length === 0)
  expect(meta.stored).toEqual([901, 902].map(idOf))
  second.box.close()
})

test('a refusal stays to be seen and holds nobody back', async () => {
  const meta = server(['refused'])
  const { box, items } = browser(meta.post).openTab()
  box.add(item(1))
  box.add(item(2))
  await until(() => meta.stored.length === 1)
  await until(() => items().length === 1)
  expect(items()[0]).toMatchObject({ clientId: idOf(901), refused: { code: 'window_closed' } })
  expect(meta.stored).toEqual([idOf(902)])
})

test('two tabs that wake up together send everything once and in order', async () => {
  const meta = server()
  const shelf = memoryShelf()
  for (const n of [1, 2, 3, 4]) await shelf.put(item(n, n > 2 ? 2 : 1))
  const laptop = browser(meta.post, shelf)
  const tabs = [laptop.openTab(), laptop.openTab()]
  await Promise.all(tabs.map(({ box }) => box.reload()))
  for (const { box } of tabs) box.drain()
  await until(() => tabs.every(({ items }) => items().length === 0))
  expect([...meta.stored].sort()).toEqual([901, 902, 903, 904].map(idOf))
  expect(meta.stored.indexOf(idOf(901))).toBeLessThan(meta.stored.indexOf(idOf(902)))
  expect(meta.stored.indexOf(idOf(903))).toBeLessThan(meta.stored.indexOf(idOf(904)))
})

test('whatever the network does, a conversation is sent in the order of writing', () => {
  const anyOutcome = fc.constantFrom<PostOutcome>(
    { kind: 'taken' },
    { kind: 'later', afterMs: 0 },
    { kind: 'refused', code: 'x', detail: '' },
  )
  fc.assert(
    fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 1 }), fc.array(anyOutcome, { maxLength: 40 }), (order, outcomes) => {
      let items: OutboxItem[] = order.map((n) => item(n))
      const taken: number[] = []
      for (const outcome of outcomes) {
        const next = nextToSend(items, idOf(1))
        if (!next) break
        if (outcome.kind === 'taken') taken.push(next.order)
        items = afterPost(items, next.clientId, outcome)
      }
      expect(taken).toEqual([...taken].sort((a, b) => a - b))
      expect(waitingIn(items, idOf(1)).length + taken.length).toBe(order.length)
    }),
  )
})

test.each([
  [0, 'offline', 'later'],
  [500, 'unexpected', 'later'],
  [503, 'unavailable', 'later'],
  [429, 'rate_limited', 'later'],
  [401, 'not_signed_in', 'later'],
  [409, 'window_closed', 'refused'],
  [403, 'not_allowed', 'refused'],
  [422, 'template_parameters', 'refused'],
])('%i %s means: %s', (status, code, kind) => expect(outcomeOf(status, code, '').kind).toBe(kind))

test('whatever says when to come back is tried again then', () => {
  expect(outcomeOf(409, 'conflict', 'still at work', 1)).toEqual({ kind: 'later', afterMs: 1000 })
})

test('waits grow, and no two browsers come back together', () => {
  expect([0, 1, 2, 3, 4, 9].map((attempts) => retryDelay(attempts, 0.5))).toEqual([1_000, 2_000, 5_000, 10_000, 30_000, 30_000])
  expect(retryDelay(0, 0)).not.toBe(retryDelay(0, 1))
})
