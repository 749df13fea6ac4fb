import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../test/world.ts'
import { FROM_NOW, type Subscriber } from './hub.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

function subscriber(): Subscriber & { readonly sent: string[] } {
  const sent: string[] = []
  return {
    workspaceId: w.home.workspaceId,
    sight: { kind: 'all' },
    seq: FROM_NOW,
    userId: null,
    sent,
    write: (text) => void sent.push(text),
    isFull: () => false,
    drained: async () => undefined,
    isOpen: () => true,
    hangUp: () => undefined,
    recheck: async () => undefined,
  }
}

test('whoever comes while the last one leaves hears what happens next', async () => {
  const leaving = await w.deps.hub.join(subscriber())
  const stays = subscriber()
  const joining = w.deps.hub.join(stays)
  leaving()
  const leave = await joining
  await w.customerWrites('5511999990001', 'ainda tem alguém aí?')
  await expect.poll(() => stays.sent.join('')).toContain('ainda tem alguém aí?')
  leave()
})
