import type { ContactDetail, ContactRow } from '@recado/contract/contacts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fullSnapshot, replay } from '../test/full-snapshot.ts'
import { contactOf, envelope, type Item, nextWamid } from '../test/meta-webhooks.ts'
import { type World, world } from '../test/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const api = '/api/v1'
let second = 1_763_800_000

/** Writes under any mix of names; `contacts` says of the person what Meta would. */
async function writes(who: { phone?: string; bsuid?: string; name?: string }, body: string): Promise<void> {
  const names: Item = { ...(who.phone && { from: who.phone }), ...(who.bsuid && { from_user_id: who.bsuid }) }
  const contact = contactOf(who.phone ?? '', who.name ?? 'Marina', who.bsuid ? { user_id: who.bsuid } : {})
  if (!who.phone) delete contact['wa_id']
  const message = { ...names, id: nextWamid(), timestamp: String(second++), type: 'text', text: { body } }
  await w.deliver(envelope(w.home, { contacts: [contact], messages: [message] }))
  await w.settle()
}

async function people(q = ''): Promise<ContactRow[]> {
  return (await w.home.owner.get(`${api}/contacts?limit=200&q=${encodeURIComponent(q)}`)).body.items
}
async function person(q: string): Promise<ContactRow> {
  const [found] = await people(q)
  if (found === undefined) throw new Error(`nobody is called ${q}`)
  return found
}
async function detail(id: string): Promise<ContactDetail> {
  return (await w.home.owner.get(`${api}/contacts/${id}`)).body
}

describe('WhatsApp shows that two contacts are one person', () => {
  test('who wrote by phone alone and by BSUID alone becomes one contact with one history', async () => {
    await writes({ phone: '5511970000001', name: 'Joana por telefone' }, 'pelo telefone')
    await writes({ bsuid: 'BR.joana', name: 'Joana por usuário' }, 'sem telefone')
    expect(await people('joana')).toHaveLength(2)
    await writes({ phone: '5511970000001', bsuid: 'BR.joana', name: 'Joana' }, 'com os dois')

    const [joana, ...others] = await people('joana')
    expect(others).toEqual([])
    expect(joana).toMatchObject({ phone: '5511970000001', bsuid: 'BR.joana' })
    const { conversations, merges } = await detail(joana!.id)
    expect(conversations).toHaveLength(1)
    expect(await w.thread(conversations[0]!.id)).toEqual(['in pelo telefone', 'in sem telefone', 'in com os dois'])
    expect(merges).toMatchObject([{ cause: 'whatsapp', by: null }])
    expect((await w.list('?q=joana')).map((c: { id: string }) => c.id)).toEqual([conversations[0]!.id])
  })

  test('all three in one delivery are one contact, too', async () => {
    const one = (from: Item, body: string) => ({ ...from, id: nextWamid(), timestamp: String(second++), type: 'text', text: { body } })
    await w.deliver(
      envelope(
        w.home,
        { contacts: [{ profile: { name: 'Rui' }, wa_id: '5511970000002' }], messages: [one({ from: '5511970000002' }, 'um')] },
        { contacts: [{ profile: { name: 'Rui' }, user_id: 'BR.rui' }], messages: [one({ from_user_id: 'BR.rui' }, 'dois')] },
        {
          contacts: [{ profile: { name: 'Rui' }, wa_id: '5511970000002', user_id: 'BR.rui' }],
          messages: [one({ from: '5511970000002', from_user_id: 'BR.rui' }, 'três')],
        },
      ),
    )
    await w.settle()
    const [rui, ...others] = await people('rui')
    expect(others).toEqual([])
    expect(await w.thread((await detail(rui!.id)).conversations[0]!.id)).toEqual(['in um', 'in dois', 'in três'])
  })

  test('word of a new BSUID that comes after its first message joins the contact that message made', async () => {
    await writes({ phone: '5511970000003', bsuid: 'BR.old', name: 'Tais' }, 'antes')
    await writes({ bsuid: 'BR.new', name: 'Tais' }, 'já com o novo')
    const system = { body: 'User changed', user_id: 'BR.new', previous_user_id: 'BR.old', type: 'user_changed_user_id' }
    await w.deliver(envelope(w.home, { messages: [{ id: nextWamid(), timestamp: String(second++), type: 'system', system }] }))
    await w.settle()
    const [tais, ...others] = await people('tais')
    expect(others).toEqual([])
    expect(tais).toMatchObject({ phone: '5511970000003', bsuid: 'BR.new' })
  })

  test('a value that only tells of new ids moves them', async () => {
    await writes({ phone: '5511970000004', bsuid: 'BR.u1', name: 'Ugo' }, 'oi')
    const user_id_update = [{ wa_id: '5511970000004', user_id: { previous: 'BR.u1', current: 'BR.u2' } }]
    await w.deliver(envelope(w.home, { user_id_update }))
    await w.settle()
    await writes({ bsuid: 'BR.u2', name: 'Ugo' }, 'de novo')
    expect((await people('ugo')).map((c) => c.bsuid)).toEqual(['BR.u2'])
  })
})

describe('by hand', () => {
  test('two are joined, and separated again with their conversations', async () => {
    await writes({ phone: '5511970000011', name: 'Vera casa' }, 'da casa')
    await writes({ phone: '5511970000012', name: 'Vera loja' }, 'da loja')
    await writes({ phone: '5511970000011', name: 'Vera casa' }, 'da casa outra vez')
    const shop = await person('vera loja')
    const house = await person('vera casa')
    const tag = (await w.home.owner.send('POST', `${api}/tags`, { name: 'Atacado', color: 'blue' })).body
    await w.home.owner.send('PATCH', `${api}/contacts/${shop.id}`, { email: 'vera@example.com', tagIds: [tag.id], notes: 'prefere Pix' })
    const before = { house: await detail(house.id), shop: await detail(shop.id) }
    const threads = async () => [await w.thread(before.house.conversations[0]!.id), await w.thread(before.shop.conversations[0]!.id)]
    const threadsBefore = await threads()

    const merged = await w.home.owner.send('POST', `${api}/contacts/${house.id}/merge`, { contactId: shop.id })
    expect(merged.status).toBe(200)
    expect(merged.body).toMatchObject({ email: 'vera@example.com', notes: 'prefere Pix', tags: [{ name: 'Atacado' }] })
    expect(await w.thread(merged.body.conversations[0]!.id)).toEqual(['in da casa', 'in da loja', 'in da casa outra vez'])
    expect((await w.home.owner.get(`${api}/contacts/${shop.id}`)).status).toBe(404)
    expect((await people('vera')).map((c) => c.id)).toEqual([house.id])
    // Either number, and either name, still leads to the one contact.
    for (const q of ['5511970000012', '70000011', 'vera loja', 'vera casa']) expect((await people(q)).map((c) => c.id)).toEqual([house.id])
    expect((await w.list('?q=5511970000012')).map((c: { contact: { id: string } }) => c.contact.id)).toEqual([house.id])

    const undone = await w.home.owner.send('POST', `${api}/contacts/${house.id}/merges/${merged.body.merges[0]!.id}/undo`)
    expect(undone.status).toBe(200)
    expect(await detail(house.id)).toEqual(before.house)
    expect(await detail(shop.id)).toEqual(before.shop)
    expect(await threads()).toEqual(threadsBefore)
    const again = await w.home.owner.send('POST', `${api}/contacts/${house.id}/merges/${merged.body.merges[0]!.id}/undo`)
    expect(again.status).toBe(409)
  })

  test('what was written since stays with who was kept, and a message to the old number reaches the one contact', async () => {
    await writes({ phone: '5511970000021', name: 'Xica um' }, 'um')
    await writes({ phone: '5511970000022', name: 'Xica dois' }, 'dois')
    const one = await person('xica um')
    const two = await person('xica dois')
    const merged = (await w.home.owner.send('POST', `${api}/contacts/${one.id}/merge`, { contactId: two.id })).body
    await writes({ phone: '5511970000022', name: 'Xica dois' }, 'depois')
    const { conversations } = await detail(one.id)
    expect(await w.thread(conversations[0]!.id)).toEqual(['in um', 'in dois', 'in depois'])
    await w.home.owner.send('POST', `${api}/contacts/${one.id}/merges/${merged.merges[0].id}/undo`)
    expect(await w.thread(conversations[0]!.id)).toEqual(['in um', 'in depois'])
    expect(await w.thread((await detail(two.id)).conversations[0]!.id)).toEqual(['in dois'])
    await writes({ phone: '5511970000022', name: 'Xica dois' }, 'agora lá')
    expect(await w.thread((await detail(two.id)).conversations[0]!.id)).toEqual(['in dois', 'in agora lá'])
  })

  test('what somebody separated by hand is not joined again by the next message', async () => {
    const joana = await person('joana')
    const { merges } = await detail(joana.id)
    await w.home.owner.send('POST', `${api}/contacts/${joana.id}/merges/${merges[0]!.id}/undo`)
    await writes({ phone: '5511970000001', bsuid: 'BR.joana', name: 'Joana' }, 'ainda eu')
    expect(await people('joana')).toHaveLength(2)
  })

  test('a browser that hears of it holds what it would read afresh, once it has read the rearranged threads again', async () => {
    await writes({ phone: '5511970000031', name: 'Yara um' }, 'um')
    await writes({ phone: '5511970000032', name: 'Yara dois' }, 'dois')
    const one = await person('yara um')
    const two = await person('yara dois')
    const steps = [
      () => w.home.owner.send('POST', `${api}/contacts/${one.id}/merge`, { contactId: two.id }),
      async () => w.home.owner.send('POST', `${api}/contacts/${one.id}/merges/${(await detail(one.id)).merges[0]!.id}/undo`),
    ]
    for (const step of steps) {
      const before = await fullSnapshot(w)
      expect((await step()).status).toBe(200)
      const after = await fullSnapshot(w)
      const heard = await replay(w, before)
      expect({ ...heard, threads: { ...after.threads, ...heard.threads } }).toEqual(after)
    }
  })

  test('an agent may not, and nobody merges a contact with itself', async () => {
    const agent = await w.colleague('Caio', 'agent')
    const [one, two] = await people('xica')
    expect((await agent.send('POST', `${api}/contacts/${one!.id}/merge`, { contactId: two!.id })).status).toBe(403)
    expect((await w.home.owner.send('POST', `${api}/contacts/${one!.id}/merge`, { contactId: one!.id })).status).toBe(422)
  })
})
