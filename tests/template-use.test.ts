import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../server/src/test/sign-in.ts'
import { colleague } from '../server/src/test/sign-in.ts'
import { type TemplatesStage, templatesStage } from './templates-stage.ts'

let s: TemplatesStage
let wabaId: string
let numberId: string
let agent: Browser
let supervisor: Browser
beforeAll(async () => {
  s = await templatesStage()
  ;({ wabaId, id: numberId } = await s.synced())
  agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent', 'Ivo')
  supervisor = await colleague(s.app, s.owner, s.admin.workspaceId, 'supervisor', 'Rita')
})
afterAll(() => s?.close())

const names = async (query: string, who: Pick<Browser, 'get'> = s.admin): Promise<string[]> =>
  (await who.get(`/api/v1/templates?wabaId=${wabaId}&${query}`)).body.items.map(({ name }: { name: string }) => name)
const listed = async (name: string, who: Pick<Browser, 'get'> = s.admin) =>
  (await who.get(`/api/v1/templates?wabaId=${wabaId}&q=${name}`)).body.items[0]

describe('finding a template', () => {
  test('by words with or without accents, in name and text, in any order', async () => {
    expect(await names('q=fermentacao')).toEqual(['promocao_fim_de_semana'])
    expect(await names('q=Cardápio')).toEqual(['promocao_fim_de_semana'])
    expect(await names('q=sabado desconto')).toEqual(['promocao_fim_de_semana'])
    expect(await names('q=order update')).toEqual(['order_update', 'order_update'])
    expect(await names('q=order_update')).toEqual(['order_update', 'order_update'])
    expect(await names('q=nada disso')).toEqual([])
  })

  test('by quality', async () => {
    expect(await names('quality=RED')).toEqual(['pesquisa_satisfacao'])
    expect(await names('quality=red,UNKNOWN')).toEqual(['pesquisa_satisfacao'])
  })
})

describe('a star', () => {
  test('is one’s own', async () => {
    const { id } = await listed('welcome')
    expect((await s.admin.send('PUT', `/api/v1/templates/${id}/favourite`)).status).toBe(204)
    expect((await s.admin.send('PUT', `/api/v1/templates/${id}/favourite`)).status).toBe(204)
    expect(await names('favourite=true')).toEqual(['welcome_back'])
    expect(await names('favourite=true', agent)).toEqual([])
    expect((await listed('welcome')).isFavourite).toBe(true)
    expect((await s.admin.send('DELETE', `/api/v1/templates/${id}/favourite`)).status).toBe(204)
    expect((await listed('welcome')).isFavourite).toBe(false)
  })
})

const send = (who: Browser, name: string) =>
  who.send('POST', '/api/v1/messages', {
    numberId,
    to: '+5511960000001',
    type: 'template',
    template: { name, language: { code: 'pt_BR' }, components: [{ type: 'body', parameters: [{ type: 'text', text: 'Marina' }] }] },
  })

describe('who may send one', () => {
  test('whoever administers says from which role on; those below neither choose nor send it', async () => {
    const { id } = await listed('retomar')
    const limit = (who: Browser, sendableFrom: string) => who.send('PATCH', `/api/v1/templates/${id}`, { sendableFrom })
    expect((await limit(supervisor, 'admin')).status).toBe(403)
    expect((await limit(s.admin, 'nobody')).status).toBe(422)
    expect((await limit(s.admin, 'supervisor')).body).toMatchObject({ sendableFrom: 'supervisor', isForMe: true })
    expect((await listed('retomar', agent)).isForMe).toBe(false)
    expect(await names('mine=true&q=retomar', agent)).toEqual([])
    expect(await names('mine=true&q=retomar', supervisor)).toEqual(['retomar_conversa'])
    expect((await send(agent, 'retomar_conversa')).body).toMatchObject({ code: 'not_allowed' })
    expect((await send(supervisor, 'retomar_conversa')).status).toBeLessThan(300)
    await limit(s.admin, 'agent')
    expect((await send(agent, 'retomar_conversa')).status).toBeLessThan(300)
  })

  test('one that is kept for a team is not there for others: not in lists, by id, in history, by name, nor with a key', async () => {
    const { id } = await listed('retomar')
    const team = (await s.admin.send('POST', '/api/v1/teams', { name: 'Retomada', memberIds: [supervisor.userId] })).body
    const limit = (who: Browser, teamIds: string[]) => who.send('PATCH', `/api/v1/templates/${id}`, { teamIds })
    const keyOf = async (scopes: string[]) => {
      const { key } = (await s.admin.send('POST', '/api/v1/api-keys', { name: 'k', scopes })).body
      const headers = { authorization: `Bearer ${key}` }
      const list = await s.app.inject({ url: `/api/v1/templates?wabaId=${wabaId}&q=retomar`, headers })
      return list.json().items.length
    }
    expect((await limit(supervisor, [team.id])).status).toBe(403)
    expect((await limit(s.admin, ['00000000-0000-4000-8000-000000000000'])).status).toBe(404)
    expect((await limit(s.admin, [team.id])).body).toMatchObject({ teamIds: [team.id], isForMe: false, sendableFrom: 'agent' })

    expect(await names('q=retomar', agent)).toEqual([])
    expect(await names('mine=true&q=retomar', agent)).toEqual([])
    for (const path of ['', '/history', '/analytics?days=7']) expect((await agent.get(`/api/v1/templates/${id}${path}`)).status).toBe(404)
    expect((await agent.send('PUT', `/api/v1/templates/${id}/favourite`)).status).toBe(404)
    expect((await send(agent, 'retomar_conversa')).body).toMatchObject({ code: 'template_not_usable' })
    expect(await keyOf(['templates.read'])).toBe(0)

    expect(await names('mine=true&q=retomar', supervisor)).toEqual(['retomar_conversa'])
    expect((await send(supervisor, 'retomar_conversa')).status).toBeLessThan(300)
    expect(await names('q=retomar')).toEqual(['retomar_conversa']) // whoever makes templates sees it, to change it
    expect(await names('mine=true&q=retomar')).toEqual([])
    expect((await send(s.admin, 'retomar_conversa')).body).toMatchObject({ code: 'not_allowed' })
    expect(await keyOf(['templates.read', 'templates.create'])).toBe(1)

    await s.admin.send('DELETE', `/api/v1/teams/${team.id}`)
    expect(await names('q=retomar', supervisor), 'a removed team opens nothing').toEqual([])
    await limit(s.admin, [])
    expect(await names('q=retomar', agent)).toEqual(['retomar_conversa'])
  })

  test('every send counts once, with its time', async () => {
    const before = (await listed('retomar')).uses
    await Promise.all(Array.from({ length: 5 }, () => send(s.admin, 'retomar_conversa')))
    const after = await listed('retomar')
    expect(after.uses - before).toBe(5)
    expect(Date.parse(after.lastUsedAt)).toBeGreaterThan(Date.now() - 60_000)
    expect(await listed('welcome')).toMatchObject({ uses: 0, lastUsedAt: null })
  })
})

describe('reading Meta’s list', () => {
  test('takes one call for what fits one page', async () => {
    const extra = { language: 'pt_BR', category: 'UTILITY', components: [{ type: 'BODY', text: 'Oi, tudo certo.' }] }
    const { wabaId: many } = await s.sandboxNumber()
    await Promise.all(
      Array.from({ length: 95 }, (_, n) => s.atMeta(many, 'POST', `${many}/message_templates`, { name: `extra_${n}`, ...extra })),
    )
    expect(await s.sync(many)).toMatchObject([{ state: 'ok', templates: 105 }])
  })
})
