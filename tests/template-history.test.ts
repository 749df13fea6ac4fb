import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { colleague } from '../server/src/test/sign-in.ts'
import { about, type TemplatesStage, templatesStage } from './templates-stage.ts'

let s: TemplatesStage
beforeAll(async () => {
  s = await templatesStage()
})
afterAll(() => s?.close())

interface Line {
  kind: string
  from: string | null
  to: string | null
  source: string
  by: string | null
  at: string
  detail: Record<string, string>
}
const lines = async (id: string, query = ''): Promise<Line[]> => (await s.admin.get(`/api/v1/templates/${id}/history${query}`)).body.items
const told = (all: readonly Line[]) => all.map(({ kind, from, to, source }) => [kind, from, to, source])
async function template(name = 'retomar_conversa') {
  const { wabaId } = await s.synced()
  return { wabaId, ...(await s.one(wabaId, name)) }
}
const SECOND = 1_763_800_000
const status = (one: Awaited<ReturnType<typeof template>>, event: string, more: object = {}, time = SECOND) =>
  s.changed(one.wabaId, 'message_template_status_update', { event, ...about(one), reason: 'NONE', ...more }, { time })

describe('the history of a template', () => {
  test('begins where it was first read, and tells who read it', async () => {
    const one = await template()
    expect(told(await lines(one.id))).toEqual([['found', null, 'APPROVED', 'reading']])
    await s.sync(one.wabaId)
    expect(await lines(one.id)).toHaveLength(1)
  })

  test('holds what webhooks tell, with Meta’s reasons', async () => {
    const one = await template()
    await status(one, 'PAUSED', { other_info: { title: 'FIRST_PAUSE', description: 'x' } })
    await status(one, 'APPROVED', { other_info: { title: 'UNPAUSE' } }, SECOND + 5)
    await status(one, 'FLAGGED', { disable_info: { disable_date: '1763900000' } }, SECOND + 6)
    await status(
      one,
      'REJECTED',
      { reason: 'INVALID_FORMAT', rejection_info: { reason: 'Too short', recommendation: 'Write more' } },
      SECOND + 7,
    )
    const all = await lines(one.id)
    expect(told(all)).toEqual([
      ['status', 'APPROVED', 'REJECTED', 'meta'],
      ['flagged', null, null, 'meta'],
      ['status', 'PAUSED', 'APPROVED', 'meta'],
      ['status', 'APPROVED', 'PAUSED', 'meta'],
      ['found', null, 'APPROVED', 'reading'],
    ])
    expect(all.map(({ detail }) => detail)).toEqual([
      { reason: 'INVALID_FORMAT', why: 'Too short', recommendation: 'Write more' },
      { until: '2025-11-23T12:13:20.000Z' },
      { title: 'UNPAUSE' },
      { title: 'FIRST_PAUSE' },
      {},
    ])
    expect(await s.one(one.wabaId, one.name)).toMatchObject({ status: 'REJECTED', rejectedReason: 'INVALID_FORMAT' })
  })

  test('holds quality and category, announced, suggested and done', async () => {
    const one = await template()
    const value = about(one)
    await s.changed(one.wabaId, 'message_template_quality_update', {
      ...value,
      previous_quality_score: 'GREEN',
      new_quality_score: 'RED',
    })
    await s.changed(one.wabaId, 'template_correct_category_detection', {
      ...value,
      current_category: 'UTILITY',
      suggested_category: 'MARKETING',
    })
    await s.changed(one.wabaId, 'template_category_update', {
      ...value,
      correct_category: 'MARKETING',
      new_category: 'UTILITY',
      category_update_timestamp: 1763886400,
    })
    expect(await s.one(one.wabaId, one.name)).toMatchObject({ category: 'UTILITY', quality: 'RED' })
    await s.changed(one.wabaId, 'template_category_update', { ...value, previous_category: 'UTILITY', new_category: 'MARKETING' })
    const all = await lines(one.id)
    expect(told(all)).toEqual([
      ['category', 'UTILITY', 'MARKETING', 'meta'],
      ['category_announced', 'UTILITY', 'MARKETING', 'meta'],
      ['category_suggested', 'UTILITY', 'MARKETING', 'meta'],
      ['quality', 'GREEN', 'RED', 'meta'],
      ['found', null, 'APPROVED', 'reading'],
    ])
    expect(all[1]?.detail).toEqual({ until: '2025-11-23T08:26:40.000Z' })
    expect(await s.one(one.wabaId, one.name)).toMatchObject({ category: 'MARKETING' })
  })

  test('one telling is one line, however often and by whomever it is told', async () => {
    const one = await template()
    await status(one, 'PAUSED')
    await status(one, 'PAUSED')
    await s.sync(one.wabaId) // Meta's list says approved
    expect(told(await lines(one.id))).toEqual([
      ['status', 'PAUSED', 'APPROVED', 'reading'],
      ['status', 'APPROVED', 'PAUSED', 'meta'],
      ['found', null, 'APPROVED', 'reading'],
    ])
    await status(one, 'APPROVED', { other_info: { title: 'UNPAUSE' } }, SECOND + 60)
    const all = await lines(one.id)
    expect(all).toHaveLength(3)
    expect(all[0]?.detail).toEqual({ title: 'UNPAUSE' })
    await status(one, 'PAUSED') // the first delivery once more
    expect(await lines(one.id)).toHaveLength(3)
    expect(await s.one(one.wabaId, one.name)).toMatchObject({ status: 'APPROVED' })
  })

  test('what is told late stands where it happened, and undoes nothing', async () => {
    const one = await template()
    await status(one, 'DISABLED', {}, SECOND + 100)
    await status(one, 'PAUSED', {}, SECOND)
    expect(await s.one(one.wabaId, one.name)).toMatchObject({ status: 'DISABLED' })
    const all = await lines(one.id)
    expect(told(all).map(([, , to]) => to)).toEqual(['DISABLED', 'APPROVED', 'PAUSED'])
    expect(all.at(-1)?.at).toBe(new Date(SECOND * 1000).toISOString())
  })

  test('who submitted, edited and deleted it is told by name', async () => {
    const { id, wabaId } = await s.sandboxNumber()
    const draft = { name: 'aviso', language: 'pt_BR', category: 'UTILITY', components: [{ type: 'BODY', text: 'Oi! Chegou.' }] }
    const made = (await s.admin.send('POST', '/api/v1/templates', { ...draft, numberId: id })).body
    await status({ ...made, wabaId }, 'APPROVED')
    await s.admin.send('PUT', `/api/v1/templates/${made.id}`, { components: [{ type: 'BODY', text: 'Oi! Chegou agora.' }] })
    const all = await lines(made.id)
    expect(told(all).slice(-2)).toEqual([
      ['status', 'PENDING', 'APPROVED', 'meta'],
      ['submitted', null, 'PENDING', 'person'],
    ])
    const { name } = await s.owner.selectFrom('person').select('name').where('id', '=', s.admin.userId).executeTakeFirstOrThrow()
    expect(all.at(-1)?.by).toBe(name)
  })

  test('what is changed at Meta itself is found by the next reading', async () => {
    const one = await template('pedido_confirmado')
    await s.atMeta(one.wabaId, 'POST', one.metaTemplateId, { components: [{ type: 'BODY', text: 'Oi! Seu pedido saiu.' }] })
    await s.sync(one.wabaId)
    expect(
      told(await lines(one.id))
        .map(([kind]) => kind)
        .sort(),
    ).toEqual(['components', 'found', 'status'])
  })

  test('is paged, read by everybody who may see templates, and announced to open browsers', async () => {
    const one = await template()
    for (const [index, event] of ['PAUSED', 'APPROVED', 'PAUSED'].entries()) await status(one, event, {}, SECOND + index)
    expect((await s.events()).at(-1)).toEqual({ type: 'templates.synced', wabaId: one.wabaId })
    const first = (await s.admin.get(`/api/v1/templates/${one.id}/history?limit=3`)).body
    expect(first.items).toHaveLength(3)
    expect(told(await lines(one.id, `?limit=3&cursor=${first.nextCursor}`))).toEqual([['found', null, 'APPROVED', 'reading']])
    const agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent', 'Ivo')
    expect((await agent.get(`/api/v1/templates/${one.id}/history`)).body.items).toHaveLength(4)
    expect((await agent.get(`/api/v1/templates/${one.id}`)).body).toMatchObject({ name: one.name, status: 'PAUSED' })
  })
})

describe('what people do with one', () => {
  const act = (id: string, verb: string) => s.admin.send('POST', `/api/v1/templates/${id}/${verb}`)

  test('a pause is ended early, told by name; Meta’s word on it adds no line', async () => {
    const one = await template()
    await s.control(`/wabas/${one.wabaId}/templates/${one.metaTemplateId}`, { act: 'pause' })
    await status(one, 'PAUSED')
    const { status: code, body } = await act(one.id, 'unpause')
    expect([code, body.status]).toEqual([200, 'APPROVED'])
    await status(one, 'APPROVED', { other_info: { title: 'UNPAUSE' } }, SECOND + 9)
    const all = await lines(one.id)
    expect(told(all).slice(0, 2)).toEqual([
      ['status', 'PAUSED', 'APPROVED', 'person'],
      ['status', 'APPROVED', 'PAUSED', 'meta'],
    ])
    expect(all[0]?.detail).toEqual({ title: 'UNPAUSE' })
    expect((await act(one.id, 'unpause')).body).toMatchObject({ code: 'meta_refused' })
  })

  test('is archived and brought back', async () => {
    const one = await template()
    expect((await act(one.id, 'unarchive')).body).toMatchObject({ code: 'meta_refused' })
    expect((await act(one.id, 'archive')).body).toMatchObject({ status: 'ARCHIVED' })
    expect((await act(one.id, 'archive')).body).toMatchObject({ code: 'meta_refused' })
    expect((await act(one.id, 'unarchive')).body).toMatchObject({ status: 'APPROVED' })
    const agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent', 'Nei')
    for (const verb of ['unpause', 'archive', 'unarchive'])
      expect((await agent.send('POST', `/api/v1/templates/${one.id}/${verb}`)).status).toBe(403)
  })

  test('edits of an approved one are counted, of a rejected one not', async () => {
    const edits = async (id: string) => (await s.admin.get(`/api/v1/templates/${id}`)).body.edits
    const components = [{ type: 'BODY', text: 'Oi! Seu pedido chegou agora.' }]
    const [approved, rejected] = [await template('pedido_confirmado'), await template('premio_garantido')]
    for (const { id } of [approved, rejected]) await s.admin.send('PUT', `/api/v1/templates/${id}`, { components })
    expect(await edits(rejected.id)).toEqual({ inDay: { used: 0, most: 1 }, inMonth: { used: 0, most: 10 }, nextAt: null })
    expect(await edits(approved.id)).toMatchObject({ inDay: { used: 1 }, inMonth: { used: 1 }, nextAt: expect.any(String) })
  })
})

describe('copying templates into another account', () => {
  test('answers for each, and the copies are there', async () => {
    const [from, to] = [await s.synced(), await s.sandboxNumber()]
    const [approved, paused] = [await s.one(from.wabaId, 'retomar_conversa'), await s.one(from.wabaId, 'pesquisa_satisfacao')]
    await s.atMeta(to.wabaId, 'DELETE', `${to.wabaId}/message_templates?name=retomar_conversa`)
    const copy = (templateIds: string[], toWabaId = to.wabaId) =>
      s.admin.send('POST', '/api/v1/templates/migrate', { fromWabaId: from.wabaId, toWabaId, templateIds })
    const { status: code, body } = await copy([approved.id, paused.id])
    expect(code).toBe(200)
    expect(body.items.map(({ name, problem }: { name: string; problem: string | null }) => [name, problem]).sort()).toEqual([
      ['pesquisa_satisfacao', 'Template is not approved'],
      ['retomar_conversa', null],
    ])
    await s.sync(to.wabaId)
    expect(await s.one(to.wabaId, 'retomar_conversa')).toMatchObject({ status: 'APPROVED' })
    expect(told(await lines(approved.id))[0]).toEqual(['migrated', null, to.wabaId, 'person'])
    expect((await copy([approved.id])).body.items[0].problem).toBe('Template already exists in the destination account')
    expect((await copy([approved.id], from.wabaId)).body).toMatchObject({ code: 'meta_refused' })
    expect((await copy([approved.id], '999999999999999')).status).toBe(404)
    const supervisor = await colleague(s.app, s.owner, s.admin.workspaceId, 'supervisor', 'Cora')
    const wish = { fromWabaId: from.wabaId, toWabaId: to.wabaId, templateIds: [approved.id] }
    expect((await supervisor.send('POST', '/api/v1/templates/migrate', wish)).status).toBe(403)
  })
})
