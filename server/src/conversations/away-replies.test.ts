import type { OpeningHours } from '@recado/contract/opening-hours'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { textFrom } from '../test/meta-webhooks.ts'
import { type World, world } from '../test/world.ts'
import { sendNextAwayReply } from './away-replies.ts'

let w: World
let phones = 0
beforeAll(async () => {
  w = await world()
})
afterEach(() => settings({ hours: null, awayText: null }))
afterAll(() => w.close())

const ALL_DAY = [{ from: '00:00', to: '24:00' }]
const everyDay = (intervals: OpeningHours['week']['monday']): OpeningHours['week'] => ({
  monday: intervals,
  tuesday: intervals,
  wednesday: intervals,
  thursday: intervals,
  friday: intervals,
  saturday: intervals,
  sunday: intervals,
})
const OPEN: OpeningHours = { timeZone: 'UTC', week: everyDay(ALL_DAY), exceptions: [] }
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
/** Closed since the end of a day some days ago. */
const closedSince = (days: number): OpeningHours => ({
  timeZone: 'UTC',
  week: everyDay([]),
  exceptions: [{ date: daysAgo(days), intervals: ALL_DAY }],
})
const CLOSED = closedSince(3)
const AWAY = 'Abrimos às 8h e respondemos logo.'

const settings = (change: object) => w.home.owner.send('PATCH', `/api/v1/numbers/${w.home.numberId}`, change)
const newPhone = () => `5511977${String(++phones).padStart(6, '0')}`
async function work() {
  while (await sendNextAwayReply(w.deps.pipeline));
}
async function conversationOf(phone: string) {
  const [found] = await w.list(`?q=${phone}`)
  const { items } = (await w.home.owner.get(`/api/v1/conversations/${found.id}/messages`)).body
  return { ...found, replies: items.filter((message: { direction: string }) => message.direction === 'out') }
}

test('a closed number answers once per conversation and closed period, through the outbox, and the customer still waits', async () => {
  await settings({ hours: CLOSED, awayText: AWAY })
  const phone = newPhone()
  await w.customerWrites(phone, 'oi', 'tem alguém?')
  await work()
  await w.customerWrites(phone, 'alô?')
  await work()
  const talk = await conversationOf(phone)
  expect(talk.replies).toHaveLength(1)
  expect(talk.replies[0]).toMatchObject({ origin: 'automatic', author: null, text: AWAY, status: 'queued' })
  expect(talk).toMatchObject({ status: 'pending', assignee: null, unreadCount: 3 })
  expect(talk.waitingSince).not.toBeNull()
  const queued = await w.owner.selectFrom('outbox').select('message_id').where('message_id', '=', talk.replies[0].id).execute()
  expect(queued).toHaveLength(1)

  await settings({ hours: closedSince(1) })
  await w.customerWrites(phone, 'e hoje?')
  await work()
  expect((await conversationOf(phone)).replies).toHaveLength(2)
})

test.each([
  ['while it is open', { hours: OPEN, awayText: AWAY }],
  ['without anything to say', { hours: CLOSED, awayText: null }],
  ['without hours', { hours: null, awayText: AWAY }],
])('%s nothing is sent', async (_when, change) => {
  await settings(change)
  const phone = newPhone()
  await w.customerWrites(phone, 'oi')
  await work()
  expect((await conversationOf(phone)).replies).toEqual([])
})

test('a reaction asks nothing, and neither does a word from long ago', async () => {
  await settings({ hours: CLOSED, awayText: AWAY })
  const phone = newPhone()
  const long = String(Math.floor(Date.now() / 1000) - 7_200)
  await w.customerWrites(phone, textFrom(phone, 'de ontem', { timestamp: long }))
  await work()
  expect((await conversationOf(phone)).replies).toEqual([])
})

test('who opened before it went out, or let the window close, says nothing', async () => {
  await settings({ hours: CLOSED, awayText: AWAY })
  const [opened, closed] = [newPhone(), newPhone()]
  await w.customerWrites(opened, 'oi')
  await settings({ hours: OPEN })
  await work()
  expect((await conversationOf(opened)).replies).toEqual([])

  await settings({ hours: CLOSED })
  await w.customerWrites(closed, 'oi')
  const talk = await conversationOf(closed)
  await w.owner
    .updateTable('conversation')
    .set({ window_expires_at: new Date(0) })
    .where('id', '=', talk.id)
    .execute()
  await work()
  expect((await conversationOf(closed)).replies).toEqual([])
  const states = await w.owner.selectFrom('away_reply').select('state').where('conversation_id', '=', talk.id).execute()
  expect(states).toEqual([{ state: 'skipped' }])
})

test.each([
  ['an end before its beginning', { hours: { ...OPEN, week: everyDay([{ from: '18:00', to: '08:00' }]) } }],
  [
    'intervals that overlap',
    {
      hours: {
        ...OPEN,
        week: everyDay([
          { from: '08:00', to: '12:00' },
          { from: '11:00', to: '13:00' },
        ]),
      },
    },
  ],
  ['a zone that is not one', { hours: { ...OPEN, timeZone: 'Mars/Olympus' } }],
  [
    'a date twice',
    {
      hours: {
        ...OPEN,
        exceptions: [
          { date: '2026-12-25', intervals: [] },
          { date: '2026-12-25', intervals: ALL_DAY },
        ],
      },
    },
  ],
  ['an empty text', { awayText: '  ' }],
])('%s is refused', async (_what, change) => {
  expect((await settings(change)).status).toBe(422)
})
