/** What a synchronisation costs Meta's hourly allowance, and what it costs those who send meanwhile: as little as can be, and nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GraphClient } from '../server/src/outbound/graph-client.ts'
import { Sender } from '../server/src/outbound/sender.ts'
import { inTransaction, type Scope } from '../server/src/platform/scope.ts'
import { syncAccount } from '../server/src/templates/commands/sync-templates.ts'
import { storeTemplates } from '../server/src/templates/store-templates.ts'
import { SANDBOX_APP } from './stage.ts'
import { type TemplatesStage, templatesStage } from './templates-stage.ts'

let s: TemplatesStage
beforeAll(async () => {
  s = await templatesStage()
})
afterAll(() => s?.close())

const account = async (wabaId: string) => ({
  wabaId,
  waba: (await s.owner.selectFrom('waba').select('id').where('waba_id', '=', wabaId).executeTakeFirstOrThrow()).id,
})
const scope = (): Scope => ({
  db: s.deps.db,
  workspaceId: s.admin.workspaceId,
  actor: { kind: 'system', name: 'test' },
  now: new Date(),
})
const send = (numberId: string, clientId: string) =>
  s.admin.send('POST', '/api/v1/messages', {
    numberId,
    clientId,
    to: '+5511960000001',
    type: 'template',
    template: {
      name: 'retomar_conversa',
      language: { code: 'pt_BR' },
      components: [{ type: 'body', parameters: [{ type: 'text', text: 'Marina' }] }],
    },
  })
const statusOf = async (id: string) =>
  (await s.owner.selectFrom('message').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status

test('takes one call for every 500 templates, and not one more', async () => {
  const { wabaId } = await s.sandboxNumber()
  await s.patch(`/apps/${SANDBOX_APP.appId}/dashboard`, { businessVerification: 'verified' })
  await fetch(`${s.simulator.url}/api/wabas/${wabaId}/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ templateRate: false }),
  })
  const plain = { language: 'pt_BR', category: 'UTILITY', components: [{ type: 'BODY', text: 'Oi!' }] }
  const names = Array.from({ length: 1_000 }, (_, n) => `muitos_${n}`)
  while (names.length > 0)
    await Promise.all(names.splice(0, 50).map((name) => s.atMeta(wabaId, 'POST', `${wabaId}/message_templates`, { name, ...plain })))

  const calls: string[] = []
  const graph: GraphClient = {
    ...s.deps.graph,
    call: (target, call, answer) => {
      calls.push(`${call.method} ${call.path.join('/')} ${JSON.stringify(call.query?.limit)}`)
      return s.deps.graph.call(target, call, answer)
    },
  }
  expect(await syncAccount(scope(), { ...s.deps, graph }, await account(wabaId))).toMatchObject({ state: 'ok', templates: 1_010 })
  expect(calls).toEqual(Array(3).fill(`GET ${wabaId}/message_templates 500`))
})

test('nobody who sends waits for it: neither while Meta is asked, nor while the answer is written', async () => {
  const number = await s.synced()
  const sender = new Sender(s.deps)
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let isAsked = (): void => undefined
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve
  })
  const graph: GraphClient = {
    ...s.deps.graph,
    call: async (target, call, answer) => {
      isAsked()
      await held
      return s.deps.graph.call(target, call, answer)
    },
  }
  const reading = syncAccount(scope(), { ...s.deps, graph }, await account(number.wabaId))
  await asked
  const first = await send(number.id, '0192f000-0000-7000-8000-000000000001')
  while (await sender.runOnce());
  expect(await statusOf(first.body.id)).not.toBe('queued')
  release()
  expect(await reading).toMatchObject({ state: 'ok' })

  const { metaTemplateId } = await s.one(number.wabaId, 'retomar_conversa')
  const { waba } = await account(number.wabaId)
  await inTransaction(scope(), async (tx) => {
    const changed = {
      id: metaTemplateId,
      name: 'retomar_conversa',
      language: 'pt_BR',
      category: 'UTILITY',
      status: 'APPROVED',
      parameter_format: 'POSITIONAL',
      components: [{ type: 'BODY', text: 'Oi, {{1}}! Podemos continuar por aqui?' }],
      rejected_reason: null,
      quality_score: null,
    }
    expect(await storeTemplates(tx, waba, [changed], new Date())).toHaveLength(1)
    // The rows are written and not committed: whoever had to wait for them would wait for ever.
    const second = await send(number.id, '0192f000-0000-7000-8000-000000000002')
    while (await sender.runOnce());
    expect(await statusOf(second.body.id)).not.toBe('queued')
  })
})
