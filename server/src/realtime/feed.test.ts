import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../test/world.ts'
import { openFeed } from './feed.ts'

let w: World
beforeAll(async () => {
  w = await world()
  for (let n = 0; n < 5; n++) await w.customerWrites('5511999990001', `mensagem ${n}`)
})
afterAll(() => w.close())

const numbers = (tail: Awaited<ReturnType<Awaited<ReturnType<typeof openFeed>>['since']>>) =>
  tail.kind === 'frames' ? tail.frames.map((frame) => frame.seq) : tail.kind

test('a feed opened now reaches back as far as the log does', async () => {
  const feed = await openFeed(w.deps.db, w.home.workspaceId)
  const head = feed.seq
  expect(numbers(await feed.since(head - 3))).toEqual([head - 2, head - 1, head])
  expect(numbers(await feed.since(head))).toEqual([])
})

test('a cursor older than what is kept is too old, and never a silent gap', async () => {
  const feed = await openFeed(w.deps.db, w.home.workspaceId)
  const oldest = feed.seq - 2
  await w.owner.deleteFrom('event').where('workspace_id', '=', w.home.workspaceId).where('seq', '<', oldest).execute()
  expect(numbers(await feed.since(oldest - 2))).toBe('too_old')
  expect(numbers(await feed.since(oldest - 1))).toEqual([oldest, oldest + 1, oldest + 2])
})
