/** What a person says on the road, and what they attach to it; a rehearsal, where software says it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RoadActs, roadActs } from './acts.ts'
import { type RoadStage, roadStage } from './stage.ts'

let s: RoadStage
let a: RoadActs
beforeAll(async () => {
  s = await roadStage()
  a = roadActs(s)
  await a.chooses()
  await s.road('POST', '/webhook')
})
afterAll(() => s.close())

describe('what a person says', () => {
  test('settles what software cannot see, and what it cannot find out, but not what it saw to be wrong', async () => {
    const word = (item: string, done: boolean) => s.road('PUT', `/items/${item}/mark`, { done, note: 'seen in the dashboard' })
    const state = (answer: { body: { items: { id: string; state: string }[] } }, item: string) =>
      answer.body.items.find(({ id }) => id === item)?.state
    expect(state(await word('portfolio.control', true), 'portfolio.control')).toBe('done')
    expect(state(await word('portfolio.control', false), 'portfolio.control')).toBe('open')
    await s.check('app.icon')
    expect(state(await word('app.icon', true), 'app.icon')).toBe('failed')
    await s.owner.updateTable('road_finding').set({ state: 'unknown', code: 'meta_error' }).where('item', '=', 'app.icon').execute()
    expect(state(await word('app.icon', true), 'app.icon')).toBe('done')
    await word('app.icon', false)
    expect((await word('no.such', true)).status).toBe(404)
    await word('upkeep.datause', true)
    await s.owner
      .updateTable('road_mark')
      .set({ at: new Date(Date.now() - 366 * 86_400_000) })
      .where('item', '=', 'upkeep.datause')
      .execute()
    expect(state(await s.road('GET', ''), 'upkeep.datause')).toBe('open')
  })

  test('has a picture as evidence, and a file that is not what it says is refused', async () => {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGPo0pkHAAKYAVV4tynZAAAAAElFTkSuQmCC', 'base64')
    const { status, body } = await a.attach('portfolio.control', png, 'image/png')
    expect([status, body.mimeType, body.size]).toEqual([200, 'image/png', png.length])
    const back = await s.app.inject({ url: `/api/v1/road/files/${body.id}`, headers: { cookie: s.operator.cookie, range: 'bytes=1-3' } })
    expect([back.statusCode, back.headers['content-range'], back.body]).toEqual([206, `bytes 1-3/${png.length}`, 'PNG'])
    expect((await s.app.inject({ url: `/api/v1/road/files/${body.id}`, headers: { cookie: s.admin.cookie } })).statusCode).toBe(403)
    expect((await a.attach('review.videomessaging', Buffer.from('not a video at all'))).status).toBe(422)
    expect((await s.road('POST', '/files', { item: 'review.videomessaging', name: 'x', mimeType: 'image/png', size: 3 })).status).toBe(422)
  })
})

describe('a rehearsal', () => {
  test('ticks the scenes that really happen, from its beginning to its end', async () => {
    const rehearsal = (path: string, method: 'GET' | 'POST' = 'POST') => s.road(method, `/rehearsals/whatsapp_business_messaging${path}`)
    const ticked = ({ body }: { body: { scenes: { id: string; tick: string | null }[] } }) =>
      body.scenes.filter(({ tick }) => tick).map(({ id }) => id)
    expect(ticked(await rehearsal('/start'))).toEqual([])
    await a.customerWrites('E aí?')
    expect(ticked(await rehearsal('', 'GET'))).toEqual(['answered'])
    expect(ticked(await rehearsal('/end'))).toEqual(['answered'])
    await s.owner.deleteFrom('message').execute()
    expect(ticked(await rehearsal('', 'GET'))).toEqual(['answered'])
  })
})
