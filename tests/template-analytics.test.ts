import { afterAll, beforeAll, expect, test } from 'vitest'
import { colleague } from '../server/src/test/sign-in.ts'
import { type TemplatesStage, templatesStage } from './templates-stage.ts'

let s: TemplatesStage
beforeAll(async () => {
  s = await templatesStage()
})
afterAll(() => s?.close())

test('figures come once somebody has switched them on, knowing that it is for good', async () => {
  const { wabaId, phoneNumberId } = await s.synced()
  const { id } = await s.one(wabaId, 'retomar_conversa')
  const figures = async (days = '') => (await s.admin.get(`/api/v1/templates/${id}/analytics${days}`)).body
  const enable = (body: object) => s.admin.send('POST', `/api/v1/templates/${id}/insights`, body)
  expect(await figures()).toMatchObject({ isEnabled: false, figures: null })
  expect((await enable({})).status).toBe(422)
  expect((await enable({ forGood: false })).status).toBe(422)
  const supervisor = await colleague(s.app, s.owner, s.admin.workspaceId, 'supervisor', 'Rita')
  expect((await supervisor.send('POST', `/api/v1/templates/${id}/insights`, { forGood: true })).status).toBe(403)
  expect((await enable({ forGood: true })).status).toBe(204)
  expect(await figures()).toMatchObject({ isEnabled: true, figures: { days: [], clicks: [], spent: null } })
  await expect(s.atMeta(wabaId, 'POST', `${wabaId}?is_enabled_for_insights=false`)).rejects.toThrow('200006')

  await s.atMeta(wabaId, 'POST', `${phoneNumberId}/messages`, {
    messaging_product: 'whatsapp',
    to: '+5511960000001',
    type: 'template',
    template: {
      name: 'retomar_conversa',
      language: { code: 'pt_BR' },
      components: [{ type: 'body', parameters: [{ type: 'text', text: 'Marina' }] }],
    },
  })
  const sent = async () => (await figures('?days=7')).figures.days.map((day: { sent: number }) => day.sent)
  await expect.poll(sent).toEqual([1])
  expect((await s.admin.get(`/api/v1/templates/${id}/analytics?days=400`)).status).toBe(422)
})
