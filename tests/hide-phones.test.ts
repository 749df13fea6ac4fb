/** A workspace that keeps phone numbers from its agents keeps them in every answer and every event, also of routes that do not exist yet. */
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contactOf, envelope, textFrom } from '../server/src/test/meta-webhooks.ts'
import type { Browser } from '../server/src/test/sign-in.ts'
import { type World, world } from '../server/src/test/world.ts'
import { type Foreign, TABLE, type Trial } from './tenancy/table.ts'

const PHONE = '5511970001234'
const OTHER = '5511970005678'
/** Meta's message ids hold the customer's number. */
const wamid = (phone: string, n: number) => `wamid.${Buffer.from(`\u0001\u0018${phone}\u0015\u0002${n}`).toString('base64')}`

let w: World
let agent: Browser
let own: Partial<Record<keyof Foreign, string>>
beforeAll(async () => {
  w = await world()
  agent = await w.colleague('Caio', 'agent')
  const owner = w.home.owner
  const from = (phone: string, n: number, body: string) => textFrom(phone, body, { id: wamid(phone, n) })
  const image = { id: wamid(PHONE, 3), from: PHONE, timestamp: '1763800000', type: 'image', image: { id: '44', mime_type: 'image/jpeg' } }
  const reply = from(PHONE, 4, 'sobre isto')
  await w.deliver(envelope(w.home, { contacts: [{ wa_id: PHONE }], messages: [from(PHONE, 1, 'sem nome'), image] }))
  await w.deliver(envelope(w.home, { contacts: [contactOf(OTHER, 'Com Nome')], messages: [from(OTHER, 2, 'com nome')] }))
  await w.deliver(envelope(w.home, { messages: [{ ...reply, context: { from: '551140000000', id: wamid(PHONE, 1) } }] }))
  const body = `User changed from ${OTHER} to 5511970009999`
  const system = { body, wa_id: '5511970009999', type: 'user_changed_number' }
  await w.deliver(envelope(w.home, { messages: [{ id: wamid(OTHER, 5), from: OTHER, timestamp: '1763800000', type: 'system', system }] }))
  await w.settle()
  await w.index()
  const [conversation] = await w.list(`?q=${PHONE}`)
  const { items } = (await owner.get(`/api/v1/conversations/${conversation.id}/messages`)).body
  const twin = (await owner.send('POST', '/api/v1/contacts', { phone: '+5511970007777' })).body
  const { merges } = (await owner.send('POST', `/api/v1/contacts/${conversation.contact.id}/merge`, { contactId: twin.id })).body
  own = {
    conversation: conversation.id,
    contact: conversation.contact.id,
    message: items.find((one: { contextWamid: string | null }) => one.contextWamid).id,
    media: items.find((one: { media: object | null }) => one.media).media.id,
    merge: merges[0].id,
    number: w.home.numberId,
    phoneNumberId: w.home.phoneNumberId,
    member: owner.userId,
    workspace: w.home.workspaceId,
  }
  await owner.send('PATCH', '/api/v1/workspace', { agentsSeePhones: false })
})
afterAll(() => w.close())

/** Numbers of customers in a text, also inside what looks like Meta's message ids. */
function numbersIn(text: string): string[] {
  const ids = [...text.matchAll(/wamid\.([A-Za-z0-9+/=]+)/g)].map(([, base64]) => Buffer.from(base64 ?? '', 'base64').toString('latin1'))
  return [text, ...ids].flatMap((one) => [...one.matchAll(/9?7000(?:1234|5678|9999|7777)/g)].map(([number]) => number))
}

const trials = Object.entries(TABLE).flatMap(([route, entry]): [string, Trial | null][] =>
  Array.isArray(entry) ? (entry as readonly Trial[]).map((trial) => [route, trial]) : [[route, null]],
)
/** What ends the agent's session, or takes away what other lines need, goes last; a stream is tried by itself. */
const LAST = /^(DELETE|POST|PATCH|PUT) /
const order = trials.filter(([route]) => route !== 'GET /api/v1/events' && route !== 'DELETE /api/v1/session')
order.sort(([a], [b]) => Number(LAST.test(a)) - Number(LAST.test(b)))

test.each(order)('%s shows an agent no number', async (route, trial) => {
  const [verb = 'GET', address = ''] = route.split(' ')
  const method = verb === 'ALL' ? 'GET' : verb
  const id = trial === null ? '' : (own[trial.of] ?? '00000000-0000-4000-8000-000000000000')
  const { url, body } = trial === null ? { url: address, body: undefined } : trial.request(id)
  const headers = { cookie: agent.cookie }
  const answer = await w.app.inject({ method: method as 'GET', url, headers, ...(body === undefined ? {} : { payload: body as object }) })
  // An address made of a number answers with what was asked for, not with what was hidden.
  expect(numbersIn(answer.body.replaceAll(url, ''))).toEqual([])
})

describe('what shows numbers to others', () => {
  test('shows them to a supervisor, by the same words', async () => {
    const supervisor = await w.colleague('Sônia', 'supervisor')
    expect(numbersIn(JSON.stringify((await supervisor.get('/api/v1/conversations')).body))).not.toEqual([])
  })

  test('nobody is found by a number they may not see', async () => {
    for (const q of [PHONE, '70001234', '0001234', '(11) 97000-1234']) {
      const found = (await agent.get(`/api/v1/search?q=${encodeURIComponent(q)}`)).body
      expect([found.contacts, found.conversations]).toEqual([[], []])
      expect((await agent.get(`/api/v1/contacts?q=${encodeURIComponent(q)}`)).body.items).toEqual([])
      expect((await agent.get(`/api/v1/conversations?q=${encodeURIComponent(q)}`)).body.items).toEqual([])
    }
    expect((await agent.get('/api/v1/search?q=com%20nome')).body.contacts).toHaveLength(1)
  })

  test('somebody without a name is still told apart, and a quote still finds what it quotes', async () => {
    await w.home.owner.send('PATCH', `/api/v1/contacts/${own.contact}`, { name: null })
    const { body } = await agent.get(`/api/v1/conversations/${own.conversation}`)
    expect(body.contact).toMatchObject({ displayName: '•••• 34', phone: null, phoneHidden: true })
    const quoting = (await agent.get(`/api/v1/conversations/${own.conversation}/messages/${own.message}`)).body
    const quoted = await agent.get(`/api/v1/conversations/${own.conversation}/messages/${quoting.contextWamid}`)
    expect(quoted.body).toMatchObject({ text: 'sem nome', wamid: quoting.contextWamid })
  })
})

test('no event of the stream shows a number to an agent, from the first to the last', async () => {
  await w.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = w.app.server.address() as AddressInfo
  const head = await w.owner.selectFrom('event_head').select('seq').where('workspace_id', '=', w.home.workspaceId).executeTakeFirstOrThrow()
  const hangUp = new AbortController()
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/events?after=0`, {
    headers: { cookie: agent.cookie },
    signal: hangUp.signal,
  })
  let heard = ''
  for await (const piece of response.body ?? []) {
    heard += Buffer.from(piece).toString('utf8')
    if (heard.includes(`id: ${head.seq}\n`)) break
  }
  hangUp.abort()
  const kinds = new Set([...heard.matchAll(/"type":"([a-z]+\.[a-z]+)"/g)].map(([, kind]) => kind))
  expect([...kinds]).toEqual(expect.arrayContaining(['message.created', 'contact.updated', 'workspace.updated']))
  expect(numbersIn(heard)).toEqual([])
})
