import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction, type Scope } from '../server/src/platform/scope.ts'
import { fillTemplate } from '../server/src/templates/fill-template.ts'
import { colleague, signedIn } from '../server/src/test/sign-in.ts'
import { type Template, type TemplatesStage, templatesStage } from './templates-stage.ts'

let s: TemplatesStage
beforeAll(async () => {
  s = await templatesStage()
})
afterAll(() => s?.close())

describe('reading the templates of an account', () => {
  test('the button brings all of them, and says so', async () => {
    const { wabaId } = await s.sandboxNumber()
    expect(await s.list(`wabaId=${wabaId}`)).toEqual([])
    expect(await s.sync(wabaId)).toEqual([{ wabaId, state: 'ok', templates: 10, removed: 0, problem: null }])
    const all = await s.list(`wabaId=${wabaId}`)
    expect(all.map((template) => `${template.name} ${template.language}`)).toEqual([
      'codigo_de_acesso pt_BR',
      'lembrete_retirada pt_BR',
      'order_update en',
      'order_update es',
      'pedido_confirmado pt_BR',
      'pesquisa_satisfacao pt_BR',
      'premio_garantido pt_BR',
      'promocao_fim_de_semana pt_BR',
      'retomar_conversa pt_BR',
      'welcome_back en',
    ])
    expect(all.find((template) => template.name === 'lembrete_retirada')).toMatchObject({
      parameterFormat: 'NAMED',
      status: 'APPROVED',
      category: 'UTILITY',
      wabaId,
    })
    expect(all.find((template) => template.name === 'premio_garantido')).toMatchObject({ status: 'REJECTED', rejectedReason: 'SCAM' })
    expect((await s.events()).at(-1)).toEqual({ type: 'templates.synced', wabaId })
  })

  test('more than one page', async () => {
    const { wabaId } = await s.sandboxNumber()
    const extra = { language: 'pt_BR', category: 'UTILITY', components: [{ type: 'BODY', text: 'Oi!' }] }
    await Promise.all(
      Array.from({ length: 95 }, (_, n) => s.atMeta(wabaId, 'POST', `${wabaId}/message_templates`, { name: `extra_${n}`, ...extra })),
    )
    expect(await s.sync(wabaId)).toMatchObject([{ templates: 105, removed: 0 }])
    expect(await s.list(`wabaId=${wabaId}&limit=100`)).toHaveLength(100)
  })

  test('twice changes nothing, and keeps the ids', async () => {
    const { wabaId } = await s.synced()
    const before = (await s.list(`wabaId=${wabaId}`)).map((template) => [template.id, template.name, template.status])
    await s.sync(wabaId)
    expect((await s.list(`wabaId=${wabaId}`)).map((template) => [template.id, template.name, template.status])).toEqual(before)
  })

  test('what is gone at Meta is gone here', async () => {
    const { wabaId } = await s.synced()
    await s.atMeta(wabaId, 'DELETE', `${wabaId}/message_templates?name=retomar_conversa`)
    expect(await s.sync(wabaId)).toMatchObject([{ templates: 9, removed: 1 }])
    expect(await s.list(`wabaId=${wabaId}&q=retomar`)).toEqual([])
    expect(await s.sync(wabaId)).toMatchObject([{ templates: 9, removed: 0 }])
  })

  test('what comes back has its old id', async () => {
    const { wabaId } = await s.synced()
    const { id } = await s.one(wabaId, 'welcome_back')
    await s.owner.updateTable('template').set({ removed_at: new Date() }).where('id', '=', id).execute()
    expect(await s.list(`wabaId=${wabaId}&q=welcome`)).toEqual([])
    await s.sync(wabaId)
    expect((await s.one(wabaId, 'welcome_back')).id).toBe(id)
  })

  test('a refused token is said in a word, and the others are read all the same', async () => {
    const stranger = await signedIn(s.app, s.owner, 'owner', 'Iara')
    const [good, bad] = [
      (await stranger.send('POST', '/api/v1/numbers/sandbox', {})).body,
      (await stranger.send('POST', '/api/v1/numbers/sandbox', {})).body,
    ]
    const stored = await s.deps.targets.ofNumber(stranger.workspaceId, bad.id)
    await s.control('/tokens/revoke', { accessToken: stored?.target.token })
    const { body } = await stranger.send('POST', '/api/v1/templates/sync')
    expect(body.accounts).toEqual([
      { wabaId: good.wabaId, state: 'ok', templates: 10, removed: 0, problem: null },
      { wabaId: bad.wabaId, state: 'failed', templates: 0, removed: 0, problem: 'token_invalid' },
    ])
  })

  test('is for whoever may', async () => {
    const { wabaId } = await s.sandboxNumber()
    const agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent')
    const supervisor = await colleague(s.app, s.owner, s.admin.workspaceId, 'supervisor')
    expect((await agent.send('POST', '/api/v1/templates/sync', { wabaId })).status).toBe(403)
    expect((await supervisor.send('POST', '/api/v1/templates/sync', { wabaId })).status).toBe(200)
    expect((await agent.get(`/api/v1/templates?wabaId=${wabaId}`)).body.items).toHaveLength(10)
  })

  test("another workspace's account does not exist", async () => {
    const { wabaId } = await s.synced()
    const stranger = await signedIn(s.app, s.owner, 'owner', 'Lia')
    expect((await stranger.send('POST', '/api/v1/templates/sync', { wabaId })).status).toBe(404)
    expect((await stranger.get(`/api/v1/templates?wabaId=${wabaId}`)).body.items).toEqual([])
  })
})

describe('the list', () => {
  test('is filtered by status, category, language, number and words', async () => {
    const { id, wabaId } = await s.synced()
    const names = async (query: string) => (await s.list(`number=${id}&${query}`)).map((template) => template.name)
    expect(await names('status=PAUSED,REJECTED')).toEqual(['pesquisa_satisfacao', 'premio_garantido'])
    expect(await names('category=authentication')).toEqual(['codigo_de_acesso'])
    expect(await names('language=es')).toEqual(['order_update'])
    expect(await names('q=order update')).toEqual(['order_update', 'order_update'])
    expect(await names('q=FERMENTAÇÃO')).toEqual(['promocao_fim_de_semana'])
    expect(await names('q=%25')).toEqual(['promocao_fim_de_semana'])
    expect(await names('q=components')).toEqual([])
    expect(await s.list('number=0192f000-0000-7000-8000-000000000000')).toEqual([])
    expect(await s.list(`wabaId=${wabaId}`)).toHaveLength(10)
  })

  test('pages through every template exactly once', async () => {
    const { wabaId } = await s.synced()
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body }: { body: { items: Template[]; nextCursor: string | null } } = await s.admin.get(
        `/api/v1/templates?wabaId=${wabaId}&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`,
      )
      seen.push(...body.items.map((template) => template.id))
      cursor = body.nextCursor
    }
    expect([seen.length, new Set(seen).size]).toEqual([10, 10])
    expect((await s.admin.get('/api/v1/templates?cursor=nonsense')).status).toBe(422)
    const notOurs = Buffer.from('["a","b","c"]').toString('base64url')
    expect((await s.admin.get(`/api/v1/templates?cursor=${notOurs}`)).status).toBe(422)
  })
})

describe('filling one to send it', () => {
  const fill = async (numberId: string, template: Parameters<typeof fillTemplate>[2]) => {
    const { waba } = await s.owner.selectFrom('phone_number').select('waba').where('id', '=', numberId).executeTakeFirstOrThrow()
    const scope: Scope = { db: s.deps.db, workspaceId: s.admin.workspaceId, actor: { kind: 'system', name: 'test' }, now: new Date() }
    return inTransaction(scope, (tx) => fillTemplate(tx, waba, template))
  }
  const language = { code: 'pt_BR' }
  const parameters = [{ type: 'text', text: 'Marina' }]

  test('gives what Meta is sent and what people read', async () => {
    const { id } = await s.synced()
    const template = { name: 'retomar_conversa', language, components: [{ type: 'body', parameters }] }
    expect(await fill(id, template)).toEqual({
      content: { ...template, language: { code: 'pt_BR', policy: 'deterministic' } },
      text: 'Oi, Marina! Ainda estamos cuidando do seu atendimento. Podemos continuar por aqui?',
      templateId: expect.any(String),
    })
  })

  test('refuses what is missing, by name', async () => {
    const { id } = await s.synced()
    await expect(fill(id, { name: 'retomar_conversa', language })).rejects.toMatchObject({
      code: 'template_parameters',
      message: 'Template "retomar_conversa": body {{1}} is missing',
      details: { problems: [{ where: 'body', name: '1', problem: 'missing' }] },
    })
  })

  test('refuses what cannot be sent: paused, rejected, unknown, of another language', async () => {
    const { id } = await s.synced()
    const components = [{ type: 'body', parameters }]
    await expect(fill(id, { name: 'pesquisa_satisfacao', language, components })).rejects.toMatchObject({
      code: 'template_not_usable',
      details: { status: 'PAUSED' },
    })
    await expect(fill(id, { name: 'premio_garantido', language, components })).rejects.toMatchObject({
      code: 'template_not_usable',
      details: { status: 'REJECTED' },
    })
    await expect(fill(id, { name: 'nothing', language })).rejects.toMatchObject({ code: 'template_not_usable', details: { languages: [] } })
    await expect(fill(id, { name: 'order_update', language })).rejects.toMatchObject({
      code: 'template_not_usable',
      details: { languages: ['en', 'es'] },
    })
  })

  test("does not know another account's template", async () => {
    const { id } = await s.sandboxNumber()
    await expect(fill(id, { name: 'retomar_conversa', language, components: [{ type: 'body', parameters }] })).rejects.toMatchObject({
      code: 'template_not_usable',
    })
  })
})

describe('creating one', () => {
  const draft = {
    name: 'aviso_de_entrega',
    language: 'pt_BR',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'Oi! Seu pedido chegou.' }],
  }

  test("passes Meta's own shape on and shows it as pending", async () => {
    const { id, wabaId } = await s.sandboxNumber()
    const { status, body } = await s.admin.send('POST', '/api/v1/templates', { ...draft, numberId: id })
    expect([status, body.status, body.wabaId, body.components]).toEqual([201, 'PENDING', wabaId, draft.components])
    expect((await s.one(wabaId, 'aviso_de_entrega')).metaTemplateId).toBe(body.metaTemplateId)
    expect(await s.sync(wabaId)).toMatchObject([{ templates: 11, removed: 0 }])
    expect((await s.one(wabaId, 'aviso_de_entrega')).id).toBe(body.id)
  })

  test('what Meta refuses is a refusal with its words', async () => {
    const { wabaId } = await s.sandboxNumber()
    const { status, body } = await s.admin.send('POST', '/api/v1/templates', {
      ...draft,
      wabaId,
      components: [{ type: 'BODY', text: '{{1}} chegou.', example: { body_text: [['x']] } }],
    })
    expect([status, body.code, body.details.subcode]).toEqual([422, 'meta_refused', 2388299])
    expect(await s.list(`wabaId=${wabaId}`)).toEqual([])
  })

  test('needs to know where, and the right to', async () => {
    expect((await s.admin.send('POST', '/api/v1/templates', draft)).status).toBe(422)
    const stranger = await signedIn(s.app, s.owner, 'owner', 'Max')
    const { id } = await s.sandboxNumber()
    expect((await stranger.send('POST', '/api/v1/templates', { ...draft, numberId: id })).status).toBe(404)
    const supervisor = await colleague(s.app, s.owner, s.admin.workspaceId, 'supervisor', 'Nina')
    expect((await supervisor.send('POST', '/api/v1/templates', { ...draft, numberId: id })).status).toBe(403)
  })
})

describe('changing one', () => {
  const edit = [{ type: 'BODY', text: 'Oi! Seu pedido chegou agora.' }]
  const change = (id: string, body: object) => s.admin.send('PUT', `/api/v1/templates/${id}`, body)

  test('an edit replaces what it says and goes to review again; the second of a day is refused with the reason', async () => {
    const { wabaId } = await s.synced()
    const { id } = await s.one(wabaId, 'pedido_confirmado')
    const { status, body } = await change(id, { components: edit })
    expect([status, body.id, body.status, body.components]).toEqual([200, id, 'PENDING', edit])
    expect((await change(id, { components: edit })).body).toMatchObject({ code: 'meta_refused' })
  })

  test('one that was deleted is gone here and at Meta', async () => {
    const { wabaId } = await s.synced()
    const { id } = await s.one(wabaId, 'pedido_confirmado')
    expect((await s.admin.send('DELETE', `/api/v1/templates/${id}`)).status).toBe(204)
    expect(await s.list(`wabaId=${wabaId}&q=pedido_confirmado`)).toEqual([])
    expect(await s.sync(wabaId)).toMatchObject([{ templates: 9, removed: 0 }])
    expect((await s.admin.send('DELETE', `/api/v1/templates/${id}`)).status).toBe(404)
  })

  test('is for those who may create', async () => {
    const { wabaId } = await s.synced()
    const { id } = await s.one(wabaId, 'pedido_confirmado')
    const supervisor = await colleague(s.app, s.owner, s.admin.workspaceId, 'supervisor', 'Rita')
    expect((await supervisor.send('PUT', `/api/v1/templates/${id}`, { components: edit })).status).toBe(403)
    expect((await supervisor.send('DELETE', `/api/v1/templates/${id}`)).status).toBe(403)
  })
})
