import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLifeline } from '../platform/lifeline.ts'
import { contactOf, envelope, metaJson, nextWamid, textFrom } from '../test/meta-webhooks.ts'
import { type World, world } from '../test/world.ts'
import { claimBatches, claimFailed, isolate, MAX_ATTEMPTS } from './queue.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const deadLetters = () => w.owner.selectFrom('delivery_failure').select(['code', 'dead_at']).where('dead_at', 'is not', null).execute()

describe('a customer writes', () => {
  test('the conversation waits, unread, with the window open', async () => {
    await w.customerWrites('5511999990001', 'Vocês têm panetone?')
    const [conversation] = await w.list()
    expect(conversation).toMatchObject({
      status: 'pending',
      unreadCount: 1,
      assignee: null,
      contact: { displayName: 'Marina', phone: '5511999990001' },
      lastMessage: { text: 'Vocês têm panetone?' },
    })
    expect(Date.parse(conversation.windowExpiresAt)).toBeGreaterThan(Date.now() + 23 * 3600_000)
    expect(await w.thread(conversation.id)).toEqual(['in Vocês têm panetone?'])
  })

  test('a webhook delivered twice is one message', async () => {
    const message = textFrom('5511999990002', 'uma vez só')
    await w.customerWrites('5511999990002', message)
    await w.customerWrites('5511999990002', message, message)
    const [conversation] = await w.list('?q=5511999990002')
    expect([conversation.unreadCount, await w.thread(conversation.id)]).toEqual([1, ['in uma vez só']])
  })

  test('every message of every change of every entry arrives, in the order given within a second', async () => {
    const one = {
      contacts: [contactOf('5511999990003', 'Ana')],
      messages: ['a', 'b'].map((t) => textFrom('5511999990003', t, { timestamp: '1763800000' })),
    }
    const two = {
      contacts: [contactOf('5511999990003', 'Ana')],
      messages: ['c', 'd'].map((t) => textFrom('5511999990003', t, { timestamp: '1763800000' })),
    }
    const body = envelope(w.home, one)
    await w.deliver({ ...body, entry: [...(body['entry'] as object[]), ...(envelope(w.home, two)['entry'] as object[])] })
    await w.settle()
    const [conversation] = await w.list('?q=5511999990003')
    expect(await w.thread(conversation.id)).toEqual(['in a', 'in b', 'in c', 'in d'])
  })

  test('later deliveries of earlier messages take their place by time', async () => {
    const at = Math.floor(Date.now() / 1000)
    await w.customerWrites('5511999990004', textFrom('5511999990004', 'segunda', { timestamp: String(at) }))
    await w.customerWrites('5511999990004', textFrom('5511999990004', 'primeira', { timestamp: String(at - 60) }))
    const [conversation] = await w.list('?q=5511999990004')
    expect([conversation.lastMessage.text, await w.thread(conversation.id)]).toEqual(['segunda', ['in primeira', 'in segunda']])
  })

  test('with and without the ninth digit is one person and one conversation', async () => {
    await w.customerWrites('551188887777', 'oi')
    await w.customerWrites('5511988887777', 'sou eu')
    expect((await w.list('?q=88887777')).map((c: { unreadCount: number }) => c.unreadCount)).toEqual([2])
  })

  test('who hides the number is known by BSUID, and stays the same person when the number shows again', async () => {
    const person = { profile: { name: 'Luana', username: 'luana.doces' }, user_id: 'BR.77' }
    await w.deliver(
      envelope(w.home, {
        contacts: [person],
        messages: [{ from_user_id: 'BR.77', id: nextWamid(), timestamp: '1763800000', type: 'text', text: { body: 'oi' } }],
      }),
    )
    await w.deliver(
      envelope(w.home, {
        contacts: [{ ...person, wa_id: '5511977770000' }],
        messages: [textFrom('5511977770000', 'oi de novo', { from_user_id: 'BR.77' })],
      }),
    )
    await w.settle()
    const found = await w.list('?q=luana.doces')
    expect(found).toHaveLength(1)
    expect(found[0].contact).toMatchObject({ phone: '5511977770000', bsuid: 'BR.77', username: 'luana.doces' })
  })

  test('somebody who changes number keeps contact and history; the old number is free for its next owner', async () => {
    await w.customerWrites('5511966660001', 'antes')
    const [before] = await w.list('?q=5511966660001')
    const system = { body: 'changed', wa_id: '5511966660002', type: 'user_changed_number' }
    await w.deliver(
      envelope(w.home, { messages: [{ from: '5511966660001', id: nextWamid(), timestamp: '1763800000', type: 'system', system }] }),
    )
    await w.settle()
    await w.customerWrites('5511966660002', 'depois')
    await w.customerWrites('5511966660001', 'sou outra pessoa')
    const [after] = await w.list('?q=5511966660002')
    expect(after.id).toBe(before.id)
    expect((await w.list('?q=5511966660001')).map((c: { id: string }) => c.id)).not.toContain(before.id)
  })

  test('writing again reopens a closed conversation as pending, owned by nobody', async () => {
    await w.customerWrites('5511955550001', 'oi')
    const [conversation] = await w.list('?q=5511955550001')
    await w.home.owner.send('POST', `/api/v1/conversations/${conversation.id}/accept`)
    await w.home.owner.send('POST', `/api/v1/conversations/${conversation.id}/close`)
    await w.customerWrites('5511955550001', 'mais uma coisa')
    const [again] = await w.list('?q=5511955550001')
    expect([again.id, again.status, again.assignee, again.unreadCount]).toEqual([conversation.id, 'pending', null, 1])
  })

  test('an album is one conversation', async () => {
    const photos = Array.from({ length: 10 }, (_, n) => ({
      from: '5511944440001',
      id: nextWamid(),
      timestamp: '1763800000',
      type: 'image',
      image: { id: String(n), mime_type: 'image/jpeg', sha256: 'x' },
    }))
    await Promise.all(
      photos.map((photo) => w.deliver(envelope(w.home, { contacts: [contactOf('5511944440001', 'Célia')], messages: [photo] }))),
    )
    await w.settle()
    const found = await w.list('?q=5511944440001')
    expect(found.map((c: { unreadCount: number }) => c.unreadCount)).toEqual([10])
  })
})

describe('what cannot be trusted or read', () => {
  test('a forged delivery is refused and leaves no trace', async () => {
    const rows = () =>
      w.owner
        .selectFrom('delivery_batch')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    const before = await rows()
    expect(await w.deliver(envelope(w.home, { messages: [textFrom('5511900000000', 'sou o chefe')] }), 'a guess')).toBe(401)
    expect(await rows()).toEqual(before)
  })

  test('a body that is not JSON is stored, answered 200 and becomes a dead letter that holds up nobody', async () => {
    expect(await w.deliver(Buffer.from('{"object":'))).toBe(200)
    await w.customerWrites('5511933330001', 'passei')
    expect(await deadLetters()).toContainEqual({ code: 'not_json', dead_at: expect.any(Date) })
    expect(await w.list('?q=5511933330001')).toHaveLength(1)
  })

  test('U+0000 and lone surrogates are shown as U+FFFD and lose nothing else', async () => {
    const body = metaJson(
      envelope(w.home, { contacts: [contactOf('5511922220001', 'Zé 🙂')], messages: [textFrom('5511922220001', 'A B')] }),
    )
    await w.deliver(Buffer.from(body.toString().replace('A B', 'a\\u0000b\\ud800c \\ud83d\\ude00')))
    await w.settle()
    const [conversation] = await w.list('?q=5511922220001')
    expect([conversation.contact.displayName, await w.thread(conversation.id)]).toEqual(['Zé 🙂', ['in a\ufffdb\ufffdc 😀']])
  })

  test('types, fields and numbers we do not know are kept and refuse nothing', async () => {
    const odd = { from: '5511911110001', id: nextWamid(), timestamp: '1763800000', type: 'hologram', hologram: { watts: 5 } }
    const strange = { from: 5511911110001, id: nextWamid(), timestamp: 1763800001, type: 'text', text: ['not', 'an', 'object'] }
    await w.deliver(envelope(w.home, { contacts: 'none', messages: [odd, strange, null, 7] }, { statuses: { no: 'list' } }))
    await w.deliver(envelope({ wabaId: '1', phoneNumberId: '404' }, { messages: [textFrom('5511911110002', 'para outro')] }))
    const dead = await deadLetters()
    await w.settle()
    const [conversation] = await w.list('?q=5511911110001')
    expect(await w.thread(conversation.id)).toEqual(['in hologram', 'in text'])
    expect(await deadLetters()).toEqual(dead)
  })

  test('an app is believed only for the numbers connected through it', async () => {
    const { keepApp } = await import('../numbers/meta-apps.ts')
    const other = 'a secret some client typed in'
    await keepApp(w.deps.pipeline, w.deps.vault, {
      kind: 'workspace',
      metaAppId: '901',
      secret: other,
      verifyToken: 'their verify token',
      workspaceId: w.home.workspaceId,
    })
    w.deps.metaApps.forget()
    expect(await w.deliver(envelope(w.home, { messages: [textFrom('5511910000000', 'forjada')] }), other)).toBe(200)
    await w.settle()
    expect(await w.list('?q=5511910000000')).toEqual([])
  })
})

test('the handshake echoes the challenge to whoever knows the verify token, and to nobody else', async () => {
  const ask = (token: string) =>
    w.app.inject(`/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${encodeURIComponent(token)}`)
  const [right, wrong] = [await ask('a verify token of the tests'), await ask('another one')]
  expect([right.statusCode, right.body, wrong.statusCode]).toEqual([200, '1158201444', 403])
})

describe('a worker that dies at work', () => {
  const claim = (holder: number | null) => claimBatches(w.deps.pipeline, holder)

  test('is succeeded at once: its lease is worth nothing without its lifeline', async () => {
    const lifeline = await openLifeline(w.appUrl)
    await w.deliver(envelope(w.home, { contacts: [], messages: [textFrom('5511900010001', 'no meio')] }))
    expect(await claim(lifeline.holder)).toHaveLength(1)
    expect(await claim(null)).toEqual([])
    await lifeline.close()
    const arrives = async () => {
      await w.settle()
      return w.list('?q=5511900010001')
    }
    await expect.poll(arrives).toHaveLength(1) // as soon as PostgreSQL has let go of the connection
  })

  test('five times over one delivery makes it a dead letter; the rest of its batch arrives', async () => {
    const poison = envelope(w.home, { contacts: [], messages: [textFrom('5511900010002', 'veneno')] })
    const bystander = envelope(w.home, { contacts: [], messages: [textFrom('5511900010003', 'inocente')] })
    const [first, second] = [metaJson(poison), metaJson(bystander)]
    const app = await w.owner.selectFrom('meta_app').select('id').where('meta_app_id', '=', '900').executeTakeFirstOrThrow()
    await w.owner
      .insertInto('delivery_batch')
      .values({ body: Buffer.concat([first, second]), lengths: [first.length, second.length], apps: [app.id, app.id] })
      .execute()
    const [batch] = await claim(null) // dies: nothing follows
    expect(batch?.attempts).toBe(1)
    await w.owner
      .updateTable('delivery_batch')
      .set({ lease_until: new Date(0) })
      .where('id', '=', batch?.id ?? 0)
      .execute()
    await claim(null) // taken apart; dies over the first
    await isolate(w.deps.pipeline, { batchId: batch?.id ?? 0, place: 0, body: first, app: app.id, receivedAt: new Date() }, null)
    const wait = () =>
      w.owner
        .updateTable('delivery_failure')
        .set({ lease_until: new Date(0), run_at: new Date(0) })
        .where('batch_id', '=', batch?.id ?? 0)
        .execute()
    for (let death = 2; death <= MAX_ATTEMPTS; death++) {
      await wait()
      expect((await claimFailed(w.deps.pipeline, null))?.attempts).toBe(death)
    }
    await wait()
    await w.owner
      .updateTable('delivery_batch')
      .set({ lease_until: new Date(0) })
      .where('id', '=', batch?.id ?? 0)
      .execute()
    await w.settle()
    expect(await w.list('?q=5511900010003')).toHaveLength(1)
    expect(await w.list('?q=5511900010002')).toEqual([])
    expect(await deadLetters()).toContainEqual({ code: 'interrupted', dead_at: expect.any(Date) })
  })
})
