import { afterAll, beforeAll, expect, test } from 'vitest'
import { colleague } from '../server/src/test/sign-in.ts'
import { type TemplatesStage, templatesStage } from './templates-stage.ts'

let s: TemplatesStage
let wabaId: string
beforeAll(async () => {
  s = await templatesStage()
  ;({ wabaId } = await s.synced())
})
afterAll(() => s?.close())

const HELD_MS = 30 * 24 * 3600_000
const draft = (name: string, language = 'pt_BR') => ({
  name,
  language,
  category: 'UTILITY',
  components: [{ type: 'BODY', text: 'Seu pedido chegou.' }],
  wabaId,
})
const create = (name: string, language?: string) => s.admin.send('POST', '/api/v1/templates', draft(name, language))
const taken = async (name: string) => (await s.admin.get(`/api/v1/templates/names?name=${name}&wabaId=${wabaId}`)).body.items
const remove = async (name: string) => s.admin.send('DELETE', `/api/v1/templates/${(await s.one(wabaId, name)).id}`)

test('a name is taken in the languages it has, and free in all others', async () => {
  expect(await taken('order_update')).toEqual([
    { language: 'en', until: null },
    { language: 'es', until: null },
  ])
  expect(await taken('nobody_is_called_so')).toEqual([])
})

test('of what was approved and is deleted, the name is held for 30 days: here we say until when, Meta says the same', async () => {
  await remove('retomar_conversa')
  const [held] = await taken('retomar_conversa')
  expect(held.language).toBe('pt_BR')
  const left = Date.parse(held.until) - Date.now()
  expect(left).toBeLessThanOrEqual(HELD_MS)
  expect(left).toBeGreaterThan(HELD_MS - 3600_000)

  const { status, body } = await create('retomar_conversa')
  expect([status, body.code, body.details]).toEqual([
    409,
    'template_name_held',
    { name: 'retomar_conversa', language: 'pt_BR', until: held.until },
  ])
  const { wabaId: _here, ...atMeta } = draft('retomar_conversa')
  await expect(s.atMeta(wabaId, 'POST', `${wabaId}/message_templates`, atMeta)).rejects.toThrow('2388023')
  expect((await create('retomar_conversa', 'es')).status).toBe(201)
})

test('what was never approved leaves its name behind at once', async () => {
  expect((await create('nunca_aprovado')).status).toBe(201)
  expect((await remove('nunca_aprovado')).status).toBe(204)
  expect(await taken('nunca_aprovado')).toEqual([])
  expect((await create('nunca_aprovado')).status).toBe(201)
})

test('a deletion at Meta itself is heard of, and holds the name too', async () => {
  const { metaTemplateId } = await s.one(wabaId, 'lembrete_retirada')
  await s.changed(wabaId, 'message_template_status_update', {
    event: 'DELETED',
    message_template_id: Number(metaTemplateId),
    message_template_name: 'lembrete_retirada',
    message_template_language: 'pt_BR',
  })
  expect(await taken('lembrete_retirada')).toEqual([{ language: 'pt_BR', until: expect.any(String) }])
})

test('a month later the name is free', async () => {
  await remove('pedido_confirmado')
  const removed_at = new Date(Date.now() - HELD_MS - 1000)
  await s.owner.updateTable('template').set({ removed_at }).where('name', '=', 'pedido_confirmado').execute()
  expect(await taken('pedido_confirmado')).toEqual([])
})

test('is for those who create templates', async () => {
  const supervisor = await colleague(s.app, s.owner, s.admin.workspaceId, 'supervisor', 'Rita')
  expect((await supervisor.get(`/api/v1/templates/names?name=aviso&wabaId=${wabaId}`)).status).toBe(403)
})
