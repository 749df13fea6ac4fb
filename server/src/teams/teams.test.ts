import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../test/sign-in.ts'
import { type World, world } from '../test/world.ts'

let w: World
let agent: Browser
let phones = 0
beforeAll(async () => {
  w = await world()
  agent = await w.colleague('Caio', 'agent')
})
afterAll(() => w.close())

const owner = () => w.home.owner
async function team(name: string, memberIds: readonly string[] = []) {
  const made = await owner().send('POST', '/api/v1/teams', { name, memberIds })
  expect(made.status).toBe(201)
  return made.body as { id: string; name: string }
}
async function conversation() {
  const phone = `5511988${String(++phones).padStart(6, '0')}`
  await w.customerWrites(phone, 'oi')
  const [found] = await w.list(`?q=${phone}`)
  return found as { id: string; teamId: string | null }
}
const move = (by: Browser, id: string, teamId: string | null) => by.send('POST', `/api/v1/conversations/${id}/team`, { teamId })
const idsOf = async (query: string) => (await w.list(query)).map((one: { id: string }) => one.id)

describe('a team', () => {
  test('is made, changed and removed by admins; everybody sees it and who is in it', async () => {
    const { id } = await team('Suporte', [agent.userId])
    expect((await agent.get('/api/v1/teams')).body.items).toEqual([{ id, name: 'Suporte', color: 'slate', memberIds: [agent.userId] }])
    for (const attempt of [
      agent.send('POST', '/api/v1/teams', { name: 'Nossa' }),
      agent.send('PATCH', `/api/v1/teams/${id}`, { name: 'Nossa' }),
      agent.send('DELETE', `/api/v1/teams/${id}`),
    ])
      expect((await attempt).status).toBe(403)
    const changed = await owner().send('PATCH', `/api/v1/teams/${id}`, { color: 'pink', memberIds: [] })
    expect(changed.body).toEqual({ id, name: 'Suporte', color: 'pink', memberIds: [] })
    expect((await owner().send('DELETE', `/api/v1/teams/${id}`)).status).toBe(204)
    expect((await owner().send('DELETE', `/api/v1/teams/${id}`)).status).toBe(404)
  })

  test('has a name of its own, whatever its case and accents', async () => {
    const { id } = await team('Cobrança')
    expect((await owner().send('POST', '/api/v1/teams', { name: 'cobranca' })).body.code).toBe('already_taken')
    const { id: other } = await team('Outra')
    expect((await owner().send('PATCH', `/api/v1/teams/${other}`, { name: 'COBRANÇA' })).body.code).toBe('already_taken')
    expect((await owner().send('PATCH', `/api/v1/teams/${id}`, { name: 'COBRANÇA' })).body.name).toBe('COBRANÇA')
  })

  test('has members of the workspace only, and loses who leaves it', async () => {
    const stranger = (await w.place('Dora')).owner
    expect((await owner().send('POST', '/api/v1/teams', { name: 'Mista', memberIds: [stranger.userId] })).status).toBe(404)
    const guest = await w.colleague('Gil', 'agent')
    const { id } = await team('De passagem', [guest.userId, agent.userId])
    await owner().send('DELETE', `/api/v1/members/${guest.userId}`)
    const { items } = (await owner().get('/api/v1/teams')).body
    expect(items.find((one: { id: string }) => one.id === id).memberIds).toEqual([agent.userId])
  })
})

describe('a conversation', () => {
  test('joins its number’s team when it opens, and again when it reopens with none', async () => {
    const { id: teamId } = await team('Entrada')
    const before = await conversation()
    const settings = (defaultTeamId: string | null) => owner().send('PATCH', `/api/v1/numbers/${w.home.numberId}`, { defaultTeamId })
    expect((await settings(teamId)).body.defaultTeamId).toBe(teamId)
    expect(before.teamId).toBeNull()
    expect((await conversation()).teamId).toBe(teamId)
    await owner().send('POST', `/api/v1/conversations/${before.id}/close`)
    await w.customerWrites(`5511988${String(phones - 1).padStart(6, '0')}`, 'de novo')
    expect((await owner().get(`/api/v1/conversations/${before.id}`)).body).toMatchObject({ teamId, status: 'pending' })
    expect((await agent.send('PATCH', `/api/v1/numbers/${w.home.numberId}`, { defaultTeamId: null })).status).toBe(403)
    expect((await settings('00000000-0000-4000-8000-000000000000')).status).toBe(404)
    await settings(null)
  })

  test('keeps the team somebody put it in when it reopens', async () => {
    const { id: mine } = await team('À mão')
    const { id: usual } = await team('De costume')
    const { id } = await conversation()
    await move(owner(), id, mine)
    await owner().send('POST', `/api/v1/conversations/${id}/close`)
    await owner().send('PATCH', `/api/v1/numbers/${w.home.numberId}`, { defaultTeamId: usual })
    await w.customerWrites(`5511988${String(phones).padStart(6, '0')}`, 'voltei')
    expect((await owner().get(`/api/v1/conversations/${id}`)).body.teamId).toBe(mine)
    await owner().send('PATCH', `/api/v1/numbers/${w.home.numberId}`, { defaultTeamId: null })
  })

  test('is moved by hand, stays with an owner who is in the team, and waits in its line otherwise', async () => {
    const { id: theirs } = await team('Do Caio', [agent.userId])
    const { id: others } = await team('Dos outros')
    const { id } = await conversation()
    await agent.send('POST', `/api/v1/conversations/${id}/accept`)
    expect((await move(agent, id, theirs)).body).toMatchObject({ teamId: theirs, status: 'open', assignee: { id: agent.userId } })
    expect((await move(agent, id, others)).body).toMatchObject({ teamId: others, status: 'pending', assignee: null })
    expect((await move(agent, id, null)).body).toMatchObject({ teamId: null, status: 'pending' })
    expect((await move(agent, id, '00000000-0000-4000-8000-000000000000')).status).toBe(404)
  })

  test('says in its history who moved it, once, and the card stays as it was', async () => {
    const { id: teamId } = await team('Histórias')
    const { id } = await conversation()
    const card = (await owner().get(`/api/v1/conversations/${id}`)).body
    await move(agent, id, teamId)
    await move(agent, id, teamId)
    const { items } = (await owner().get(`/api/v1/conversations/${id}/messages`)).body
    const lines = items.filter((message: { type: string }) => message.type === 'system')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({
      author: { name: 'Caio' },
      direction: 'out',
      status: null,
      content: { type: 'team_changed', from: null, to: { id: teamId, name: 'Histórias' } },
    })
    const { lastMessage, lastMessageAt, unreadCount, waitingSince } = (await owner().get(`/api/v1/conversations/${id}`)).body
    expect({ lastMessage, lastMessageAt, unreadCount, waitingSince }).toEqual({
      lastMessage: card.lastMessage,
      lastMessageAt: card.lastMessageAt,
      unreadCount: card.unreadCount,
      waitingSince: card.waitingSince,
    })
  })

  test('is found by its team, or by having none; without the team it is nobody’s again', async () => {
    const { id: teamId } = await team('Filtro')
    const [inIt, inNone] = [await conversation(), await conversation()]
    await move(owner(), inIt.id, teamId)
    expect(await idsOf(`?team=${teamId}`)).toEqual([inIt.id])
    expect(await idsOf('?team=none')).toContain(inNone.id)
    expect(await idsOf('?team=none')).not.toContain(inIt.id)
    expect((await owner().get('/api/v1/conversations?team=vendas')).status).toBe(422)
    await owner().send('DELETE', `/api/v1/teams/${teamId}`)
    expect((await owner().get(`/api/v1/conversations/${inIt.id}`)).body.teamId).toBeNull()
  })
})
