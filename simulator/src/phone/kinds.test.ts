import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Any, type Stage, stage } from '../test/stage.ts'

let s: Stage
beforeEach(async () => {
  s = await stage()
})
afterEach(() => s.close())

const chat = () => `/customers/${s.customer.id}/chats/${s.made.phoneNumberId}`
const post = (edge: string, body: unknown = {}) => s.api('POST', `${chat()}/${edge}`, body)
const heard = (look: (update: Any) => boolean) => s.business.until(() => s.business.updates().find(look))

describe('a customer', () => {
  test('edits a text: the chat shows the new words, the business is told which message', async () => {
    const said = await s.writes('2 bolos')
    expect((await post('edit', { messageId: said.id, body: '3 bolos' })).body).toMatchObject({ content: { body: '3 bolos' }, edited: true })
    const told = await heard((update) => update.type === 'edit')
    expect(told.edit).toEqual({ original_message_id: said.id, message: { type: 'text', text: { body: '3 bolos' } } })
    expect(told.id).not.toBe(said.id)
  })

  test('takes a message back, once', async () => {
    const said = await s.writes('segredo')
    expect((await post('revoke', { messageId: said.id })).body).toMatchObject({ revoked: true, content: {} })
    expect((await heard((update) => update.type === 'revoke')).revoke).toEqual({ original_message_id: said.id })
    expect((await post('revoke', { messageId: said.id })).status).toBe(409)
  })

  test('cannot touch what the business wrote', async () => {
    await s.writes()
    const ours = await s.sendText('nosso')
    expect([(await post('edit', { messageId: ours, body: 'x' })).status, (await post('revoke', { messageId: ours })).status]).toEqual([
      404, 404,
    ])
  })

  test('forwards, writes in a group, asks about a product, and sends what nobody knows yet', async () => {
    const text = { type: 'text', text: { body: 'veja' } }
    await post('messages', { ...text, forwarded: 'often' })
    await post('messages', { ...text, product: { catalog_id: 'c', product_retailer_id: 'sku' } })
    expect((await heard((update) => update.context?.frequently_forwarded)).context).toEqual({ frequently_forwarded: true })
    await post('messages', { ...text, group: 'Y2FwX2dyb3VwOjE' })
    expect(await heard((update) => update.group_id)).toMatchObject({ group_id: 'Y2FwX2dyb3VwOjE', text: { body: 'veja' } })
    const asked = await heard((update) => update.context?.referred_product)
    await post('messages', { type: 'hologram', hologram: { beam: 'up' } })
    expect((await heard((update) => update.type === 'hologram')).hologram).toEqual({ beam: 'up' })
    expect(asked.context).toMatchObject({ referred_product: { catalog_id: 'c', product_retailer_id: 'sku' } })
  })
})

describe('behind the scenes', () => {
  test('what is written on the business’s own phone reaches the customer and is echoed, and opens no window', async () => {
    expect((await post('echo', { body: 'Bom dia!' })).status).toBe(201)
    const echo = await heard((update) => update.field === 'smb_message_echoes')
    expect(echo.message_echoes).toMatchObject([
      { to: s.customer.waId, to_user_id: s.customer.bsuid, type: 'text', text: { body: 'Bom dia!' } },
    ])
    expect((await s.chat()).messages).toMatchObject([{ from: 'business', content: { body: 'Bom dia!' } }])
    await s.faults({ windowClosed: 'sync' })
    expect((await s.send({ type: 'text', text: { body: 'Oi' } })).body.error.code).toBe(131047)
  })

  test('a new number brings a new BSUID, is told under the old names, and is where messages go from then on', async () => {
    await s.writes()
    const { waId, bsuid } = s.customer
    const renamed = (await post('new-number')).body
    expect([renamed.waId === waId, renamed.bsuid === bsuid, renamed.id]).toEqual([false, false, s.customer.id])
    const told = await heard((update) => update.type === 'system')
    expect(told).toMatchObject({
      from: waId,
      system: { type: 'user_changed_number', wa_id: renamed.waId, user_id: renamed.bsuid, previous_user_id: bsuid },
    })
    const sent = await s.send({ to: `+${renamed.waId}`, type: 'text', text: { body: 'Achei você' } })
    await s.business.untilStatus(sent.body.messages[0].id, 'delivered')
    expect((await s.chat()).messages.at(-1).content).toEqual({ body: 'Achei você' })
  })

  test('a new BSUID alone is told without any phone number', async () => {
    await s.writes()
    const { bsuid } = s.customer
    const renamed = (await post('new-user-id')).body
    expect([renamed.waId, renamed.bsuid === bsuid]).toEqual([s.customer.waId, false])
    const told = await heard((update) => update.type === 'system')
    expect(told).not.toHaveProperty('from')
    expect(told.system).toEqual({
      body: expect.any(String),
      user_id: renamed.bsuid,
      previous_user_id: bsuid,
      type: 'user_changed_user_id',
    })
  })

  test('a new security code is told as a notice', async () => {
    const { hash } = (await post('identity')).body
    expect(await heard((update) => update.type === 'system')).toMatchObject({
      identity: { hash },
      system: { type: 'customer_identity_changed' },
    })
  })
})
