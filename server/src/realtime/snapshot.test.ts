import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fullSnapshot, replay } from '../test/full-snapshot.ts'
import { contactOf, envelope, nextWamid, textFrom } from '../test/meta-webhooks.ts'
import { type World, world } from '../test/world.ts'

let w: World
let id: string
beforeAll(async () => {
  w = await world()
  await w.customerWrites('5511999990001', 'oi', 'tem alguém?')
  id = (await w.list())[0].id
})
afterAll(() => w.close())

/** The oracle of the whole realtime side: what a browser makes of the events is what it would read afresh. */
async function holds(act: () => Promise<unknown>): Promise<void> {
  const before = await fullSnapshot(w)
  await act()
  const after = await fullSnapshot(w)
  expect(after.seq, 'the act must have been announced').toBeGreaterThan(before.seq)
  expect(await replay(w, before)).toEqual(after)
}

const post = (path: string, body?: unknown) => w.home.owner.send('POST', `/api/v1${path}`, body)

describe('snapshot + events = newer snapshot, after', () => {
  test('a known customer writes', () => holds(() => w.customerWrites('5511999990001', 'ainda aí?')))
  test('a new customer writes', () => holds(() => w.customerWrites('5511999990002', 'primeira vez')))
  test('a late delivery of an earlier message', () =>
    holds(() => w.customerWrites('5511999990001', textFrom('5511999990001', 'atrasada', { timestamp: '1700000000' }))))
  test('a batch over several conversations', () =>
    holds(async () => {
      const people = ['5511999990001', '5511999990002', '5511999990003', '5511999990001']
      await w.deliver(envelope(w.home, { contacts: [], messages: people.map((p, n) => textFrom(p, `lote ${n}`)) }))
      await w.settle()
    }))
  test('a customer shows another profile name', () =>
    holds(async () => {
      await w.deliver(
        envelope(w.home, { contacts: [contactOf('5511999990001', 'Marina T.')], messages: [textFrom('5511999990001', 'mudei o nome')] }),
      )
      await w.settle()
    }))
  test('a customer changes number', () =>
    holds(async () => {
      const system = { body: 'changed', wa_id: '5511988880000', type: 'user_changed_number' }
      await w.deliver(
        envelope(w.home, { messages: [{ from: '5511999990003', id: nextWamid(), timestamp: '1763800000', type: 'system', system }] }),
      )
      await w.settle()
    }))
  test('a conversation is taken', () => holds(() => post(`/conversations/${id}/accept`)))
  test('it is read', () => holds(() => post(`/conversations/${id}/read`).then(() => w.customerWrites('5511999990001', 'lida?'))))
  test('an agent answers', () => holds(() => post(`/conversations/${id}/messages`, { type: 'text', text: { body: 'Temos sim' } })))
  test('it is closed', () => holds(() => post(`/conversations/${id}/close`)))
  test('it is reopened by hand', () => holds(() => post(`/conversations/${id}/reopen`)))
  test('it is closed and the customer writes again', () =>
    holds(() => post(`/conversations/${id}/close`).then(() => w.customerWrites('5511999990001', 'voltei'))))
  test('a contact is renamed', async () => {
    const [conversation] = await w.list()
    await holds(() => w.home.owner.send('PATCH', `/api/v1/contacts/${conversation.contact.id}`, { name: 'Marina da padaria' }))
  })
  test('somebody joins, changes role and leaves', async () => {
    const colleague = await w.colleague('Caio', 'agent')
    await holds(() => w.home.owner.send('PATCH', `/api/v1/members/${colleague.userId}`, { role: 'supervisor' }))
    await holds(() => w.home.owner.send('DELETE', `/api/v1/members/${colleague.userId}`))
  })
  test('somebody leaves with conversations in hand, which wait for the next person', async () => {
    const colleague = await w.colleague('Davi', 'agent')
    await w.customerWrites('5511999990009', 'quem me atende?')
    const [mine] = await w.list('?q=5511999990009')
    await colleague.send('POST', `/api/v1/conversations/${mine.id}/accept`)
    await holds(() => w.home.owner.send('DELETE', `/api/v1/members/${colleague.userId}`))
    expect((await w.list('?q=5511999990009'))[0]).toMatchObject({ status: 'pending', assignee: null })
  })
  test('a team is made, given a conversation, changed, left by somebody and removed', async () => {
    const eve = await w.colleague('Eve', 'agent')
    const made: { id: string }[] = []
    await holds(async () => made.push((await post('/teams', { name: 'Vendas', memberIds: [eve.userId] })).body))
    const team = made[0]?.id
    await holds(() => w.home.owner.send('PATCH', `/api/v1/numbers/${w.home.numberId}`, { defaultTeamId: team }))
    await holds(() => w.customerWrites('5511999990010', 'quanto custa?'))
    await holds(() => post(`/conversations/${id}/team`, { teamId: team }))
    await holds(() => w.home.owner.send('PATCH', `/api/v1/teams/${team}`, { name: 'Comercial', color: 'teal' }))
    await holds(() => w.home.owner.send('DELETE', `/api/v1/members/${eve.userId}`))
    await holds(() => w.home.owner.send('DELETE', `/api/v1/teams/${team}`))
  })
  test('the workspace is renamed', () =>
    holds(() => w.home.owner.send('PATCH', '/api/v1/workspace', { name: 'Padaria Aurora', markRead: 'never' })))
})
