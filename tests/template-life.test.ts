import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startReconciler } from '../server/src/reconcile/loop.ts'
import { about, type TemplatesStage, templatesStage } from './templates-stage.ts'

let s: TemplatesStage
beforeAll(async () => {
  s = await templatesStage()
})
afterAll(() => s?.close())

describe('webhooks about templates', () => {
  test.each([
    ['PAUSED', { status: 'PAUSED' }],
    ['DISABLED', { status: 'DISABLED' }],
    ['REINSTATED', { status: 'APPROVED' }],
    ['FLAGGED', { status: 'APPROVED' }],
    ['IN_APPEAL', { status: 'IN_APPEAL' }],
    ['A_WORD_OF_TOMORROW', { status: 'A_WORD_OF_TOMORROW' }],
  ])('%s', async (event, after) => {
    const { wabaId } = await s.synced()
    const template = await s.one(wabaId, 'retomar_conversa')
    await s.changed(wabaId, 'message_template_status_update', { event, ...about(template), reason: 'NONE' })
    expect(await s.one(wabaId, 'retomar_conversa')).toMatchObject(after)
  })

  test('a rejection brings its reason, an approval takes it away', async () => {
    const { wabaId } = await s.synced()
    const template = await s.one(wabaId, 'retomar_conversa')
    await s.changed(wabaId, 'message_template_status_update', { event: 'REJECTED', ...about(template), reason: 'INVALID_FORMAT' })
    expect(await s.one(wabaId, 'retomar_conversa')).toMatchObject({ status: 'REJECTED', rejectedReason: 'INVALID_FORMAT' })
    expect((await s.events()).at(-1)).toEqual({ type: 'templates.synced', wabaId })
    await s.changed(wabaId, 'message_template_status_update', { event: 'APPROVED', ...about(template), reason: null })
    expect(await s.one(wabaId, 'retomar_conversa')).toMatchObject({ status: 'APPROVED', rejectedReason: null })
  })

  test('DELETED removes it; quality and category move', async () => {
    const { wabaId } = await s.synced()
    const template = await s.one(wabaId, 'retomar_conversa')
    await s.changed(wabaId, 'message_template_quality_update', {
      ...about(template),
      previous_quality_score: 'GREEN',
      new_quality_score: 'YELLOW',
    })
    await s.changed(wabaId, 'template_category_update', { ...about(template), correct_category: 'UTILITY', new_category: 'MARKETING' })
    expect(await s.one(wabaId, 'retomar_conversa')).toMatchObject({ quality: 'YELLOW', category: 'UTILITY' })
    await s.changed(wabaId, 'template_category_update', { ...about(template), previous_category: 'UTILITY', new_category: 'MARKETING' })
    expect(await s.one(wabaId, 'retomar_conversa')).toMatchObject({ category: 'MARKETING' })
    await s.changed(wabaId, 'message_template_status_update', { event: 'DELETED', ...about(template) })
    expect(await s.list(`wabaId=${wabaId}&q=retomar`)).toEqual([])
  })

  test('an older list does not undo a webhook', async () => {
    const { wabaId } = await s.synced()
    const template = await s.one(wabaId, 'retomar_conversa')
    await s.changed(wabaId, 'message_template_status_update', { event: 'PAUSED', ...about(template) })
    await s.owner
      .updateTable('template')
      .set({ synced_at: new Date(Date.now() + 60_000) })
      .where('id', '=', template.id)
      .execute()
    expect(await s.sync(wabaId)).toMatchObject([{ templates: 10, removed: 0 }])
    expect(await s.one(wabaId, 'retomar_conversa')).toMatchObject({ status: 'PAUSED' })
  })

  test.each([
    [
      'a template we never saw',
      'message_template_status_update',
      { event: 'APPROVED', message_template_id: 5, message_template_name: 'novo', message_template_language: 'pt_BR' },
    ],
    [
      'new components',
      'message_template_components_update',
      { message_template_id: 5, message_template_name: 'retomar_conversa', message_template_language: 'pt_BR' },
    ],
  ])('%s: the account is due to be read', async (_name, field, value) => {
    const { wabaId } = await s.synced()
    await s.changed(wabaId, field, value)
    const { templates_synced_at } = await s.owner
      .selectFrom('waba')
      .select('templates_synced_at')
      .where('waba_id', '=', wabaId)
      .executeTakeFirstOrThrow()
    expect(templates_synced_at).toBeNull()
  })

  test.each([
    {},
    { event: 7 },
    { event: null, message_template_id: {} },
    { new_quality_score: [] },
    { new_category: 5, previous_category: null },
  ])('nonsense changes nothing: %j', async (value) => {
    const { wabaId } = await s.synced()
    const before = await s.list(`wabaId=${wabaId}`)
    for (const field of ['message_template_status_update', 'message_template_quality_update', 'template_category_update'])
      await s.changed(wabaId, field, value)
    expect(await s.list(`wabaId=${wabaId}`)).toEqual(before)
    expect(await s.owner.selectFrom('delivery_failure').selectAll().execute()).toEqual([])
  })
})

describe('reconciling', () => {
  test('a number that is connected has its templates without anybody asking', async () => {
    const waiting = await s.sandboxNumber()
    const reconciler = await startReconciler(s.deps, s.deps.listener)
    await reconciler.idle()
    expect(await s.list(`wabaId=${waiting.wabaId}`)).toHaveLength(10)

    const connectedNow = await s.sandboxNumber()
    await expect.poll(async () => (await s.list(`wabaId=${connectedNow.wabaId}`)).length).toBe(10)
    await reconciler.stop()
  })

  test("a number's old facts are read again", async () => {
    const number = await s.synced()
    await s.owner
      .updateTable('phone_number')
      .set({ meta_read_at: new Date(0), status: 'PENDING' })
      .where('id', '=', number.id)
      .execute()
    await s.owner
      .updateTable('waba_route')
      .set({ read_due_at: new Date(0) })
      .where('waba_id', '=', number.wabaId)
      .execute()
    const reconciler = await startReconciler(s.deps, s.deps.listener)
    await reconciler.idle()
    await reconciler.stop()
    expect((await s.admin.get(`/api/v1/numbers/${number.id}`)).body).toMatchObject({ status: 'CONNECTED' })
  })
})
