/**
 * Webhook bodies from Meta's own file and from public SDKs, kept beside the project and never copied into it: each is posted with a
 * valid signature and everything in it must end as the right kind of row.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readDelivery } from '@recado/cloud-api/webhook'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import { type World, world } from '../../server/src/test/world.ts'

const FOLDER = new URL('../../../shared/protocol/webhooks/', import.meta.url)
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.json')) : []

describe.skipIf(files.length === 0)('real webhook bodies (skipped where ../shared/protocol/webhooks is absent)', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  test('there are seventy', () => expect(files).toHaveLength(70))

  test.each(files)('%s', async (name) => {
    const body = readFileSync(new URL(name, FOLDER))
    const updates = readDelivery(body.toString('utf8'))
    const workspaceId = await connect(w, updates)
    expect(await w.deliver(body)).toBe(200)
    await w.settle()

    const messages = await w.owner
      .selectFrom('message')
      .select(['type', 'direction', 'content'])
      .where('workspace_id', '=', workspaceId)
      .orderBy('arrival')
      .execute()
    const sent = updates.filter((update) => update.kind === 'message')
    const rows = messages.map(({ type, direction, content }) => ({ type, direction, content }))
    expect(rows).toEqual(sent.map(({ type, content }) => ({ type, direction: 'in', content })))

    const waiting = await w.owner.selectFrom('waiting_status').select(['wamid', 'status']).where('workspace_id', '=', workspaceId).execute()
    const reports = updates.filter((update) => update.kind === 'status').map(({ wamid, status }) => ({ wamid, status }))
    expect(waiting).toEqual(reports)
    expect(await w.owner.selectFrom('delivery_failure').selectAll().execute()).toEqual([])
  })
})

/** A workspace of its own for each body, with whatever number it speaks of connected. */
async function connect(w: World, updates: ReturnType<typeof readDelivery>): Promise<string> {
  const workspaceId = newId()
  const app = await w.owner.selectFrom('meta_app').select('id').executeTakeFirstOrThrow()
  await w.owner.insertInto('workspace').values({ id: workspaceId, name: 'Loja' }).execute()
  const wabaIds = [...new Set(updates.map((update) => update.wabaId))]
  const waba = newId()
  await w.owner
    .insertInto('waba')
    .values({
      workspace_id: workspaceId,
      id: waba,
      waba_id: wabaIds[0] ?? '',
      name: 'Loja',
      kind: 'meta',
      app_id: app.id,
      token: 'sealed',
      token_hint: 'abcd',
    })
    .execute()
  for (const wabaId of wabaIds) {
    await w.owner.deleteFrom('waba_route').where('waba_id', '=', wabaId).execute()
    await w.owner.insertInto('waba_route').values({ waba_id: wabaId, workspace_id: workspaceId, app_id: app.id }).execute()
  }
  for (const phoneNumberId of new Set(updates.flatMap((update) => (update.phoneNumberId === null ? [] : [update.phoneNumberId])))) {
    const numberId = newId()
    await w.owner
      .insertInto('phone_number')
      .values({ workspace_id: workspaceId, id: numberId, waba, phone_number_id: phoneNumberId, display_phone_number: '+55 11 4000-0000' })
      .execute()
    await w.owner.deleteFrom('number_route').where('phone_number_id', '=', phoneNumberId).execute()
    await w.owner
      .insertInto('number_route')
      .values({ phone_number_id: phoneNumberId, workspace_id: workspaceId, number_id: numberId, app_id: app.id })
      .execute()
  }
  return workspaceId
}
