import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contactOf, envelope, nextWamid } from '../test/meta-webhooks.ts'
import type { Browser } from '../test/sign-in.ts'
import { type World, world } from '../test/world.ts'

let w: World
let owner: Browser
let agent: Browser
const ids: Record<string, string> = {}
beforeAll(async () => {
  w = await world()
  owner = w.home.owner
  agent = await w.colleague('Caio', 'agent')
  for (const [name, phone] of [
    ['João Açaí', '11 98888-0001'],
    ['Zoë Ångström', '+55 21 97777-0002'],
    ['Maria', '+351 912 345 678'],
  ] as const) {
    ids[name] = (await owner.send('POST', '/api/v1/contacts', { phone, name })).body.id
  }
})
afterAll(() => w.close())

const found = async (query: Record<string, string>, who = owner): Promise<string[]> => {
  const { body } = await who.get(`/api/v1/contacts?${new URLSearchParams(query)}`)
  return body.items.map((contact: { displayName: string }) => contact.displayName).sort()
}

describe('a contact is found', () => {
  test.each([
    ['without accents', 'joao acai', ['João Açaí']],
    ['with accents where there are none', 'MÁRIA', ['Maria']],
    ['by a letter of another alphabet', 'angstrom', ['Zoë Ångström']],
    ['by the end of the phone', '0002', ['Zoë Ångström']],
    ['by a phone as people write it', '(21) 97777', ['Zoë Ångström']],
    ['without the ninth digit', '1188880001', ['João Açaí']],
    ['by nothing of it', 'ninguem', []],
    ['by a percent sign only where there is one', '%', []],
  ])('%s', async (_how, q, names) => expect(await found({ q })).toEqual(names))

  test('by tag, owner, attribute and consent, and by several at once', async () => {
    const tag = (await agent.send('POST', '/api/v1/tags', { name: 'VIP', color: 'indigo' })).body
    const attribute = (await owner.send('POST', '/api/v1/contact-attributes', { name: 'Cidade', kind: 'text' })).body
    const patch = { tagIds: [tag.id], ownerId: agent.userId, attributes: { [attribute.id]: 'Santos' } }
    expect((await agent.send('PATCH', `/api/v1/contacts/${ids['Maria']}`, patch)).status).toBe(200)
    await agent.send('POST', `/api/v1/contacts/${ids['Maria']}/consent`, { word: 'opted_in', detail: 'no balcão' })
    expect(await found({ tag: tag.id })).toEqual(['Maria'])
    expect(await found({ owner: 'me' }, agent)).toEqual(['Maria'])
    expect(await found({ owner: 'none' })).toEqual(['João Açaí', 'Zoë Ångström'])
    expect(await found({ attribute: attribute.id, value: 'santos' })).toEqual(['Maria'])
    expect(await found({ consent: 'opted_in', tag: tag.id, attribute: attribute.id })).toEqual(['Maria'])
    expect(await found({ consent: 'opted_out' })).toEqual([])
    expect(await found({ blocked: 'true' })).toEqual([])
    expect((await owner.get('/api/v1/tags')).body.items).toEqual([{ ...tag, contacts: 1 }])
  })

  test('page by page, each once, with the total on the first', async () => {
    const first = (await owner.get('/api/v1/contacts?limit=2')).body
    const second = (await owner.get(`/api/v1/contacts?limit=2&cursor=${first.nextCursor}`)).body
    expect([first.total, second.total]).toEqual([3, null])
    expect(new Set([...first.items, ...second.items].map((c: { id: string }) => c.id)).size).toBe(3)
  })
})

describe('what is known of somebody', () => {
  test('a number that is known is a conflict that names its contact', async () => {
    const again = await owner.send('POST', '/api/v1/contacts', { phone: '+55 11 8888-0001' })
    expect(again).toMatchObject({ status: 409, body: { code: 'already_taken', details: { contactId: ids['João Açaí'] } } })
    expect((await owner.send('POST', '/api/v1/contacts', { phone: 'não sei' })).status).toBe(422)
  })

  test('an attribute takes its own kind of value and no other', async () => {
    const make = async (kind: string, choices: string[] = []) =>
      (await owner.send('POST', '/api/v1/contact-attributes', { name: `um ${kind}`, kind, choices })).body.id as string
    const set = async (id: string, value: unknown) =>
      (await owner.send('PATCH', `/api/v1/contacts/${ids['Maria']}`, { attributes: { [id]: value } })).status
    const [number, date, boolean, choice] = [
      await make('number'),
      await make('date'),
      await make('boolean'),
      await make('choice', ['P', 'M']),
    ]
    expect([await set(number, 3.5), await set(date, '2026-02-28'), await set(boolean, false), await set(choice, 'M')]).toEqual([
      200, 200, 200, 200,
    ])
    expect([await set(number, '3'), await set(date, '2026-02-30'), await set(boolean, 'sim'), await set(choice, 'G')]).toEqual([
      422, 422, 422, 422,
    ])
    expect(await set(choice, null)).toBe(200)
  })

  test('many at once get tags and an owner, by name or by filter', async () => {
    const tag = (await owner.send('POST', '/api/v1/tags', { name: 'Natal', color: 'brown' })).body
    const bulk = (body: object, who = owner) => who.send('POST', '/api/v1/contacts/bulk', body)
    expect((await bulk({ filter: {}, addTags: [tag.id] })).body).toEqual({ changed: 3 })
    expect((await bulk({ contactIds: [ids['Maria']], removeTags: [tag.id], ownerId: null })).body).toEqual({ changed: 1 })
    expect(await found({ tag: tag.id })).toEqual(['João Açaí', 'Zoë Ångström'])
    expect((await bulk({ filter: {}, addTags: [tag.id] }, agent)).status).toBe(403)
    expect((await bulk({})).status).toBe(422)
  })

  test('exports are for those who may, and no cell is a formula', async () => {
    await owner.send('PATCH', `/api/v1/contacts/${ids['Maria']}`, { company: '=HYPERLINK("http://x")' })
    const answer = await w.app.inject({ url: '/api/v1/contacts/export?q=maria', headers: { cookie: owner.cookie } })
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.body.split('\r\n')[1]).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect((await w.app.inject({ url: '/api/v1/contacts/export', headers: { cookie: agent.cookie } })).statusCode).toBe(403)
  })
})

describe('the consent ledger', () => {
  const ledger = async (id: string) => {
    const { consent, consentLedger } = (await owner.get(`/api/v1/contacts/${id}`)).body
    return [consent, ...consentLedger.map((e: { word: string; source: string }) => `${e.word} ${e.source}`)]
  }
  const customer = async () => (await w.list('?q=5511970000001'))[0].contact.id as string

  test.each([
    ['SAIR', '5511960000011'],
    ['Parar.', '5511960000012'],
    ['stop', '5511960000013'],
    ['não quero receber', '5511960000014'],
  ])('"%s" is the customer opting out', async (word, phone) => {
    await w.customerWrites(phone, word)
    expect(await ledger((await w.list(`?q=${phone}`))[0].contact.id)).toEqual(['opted_out', 'opted_out customer_word'])
  })

  test('talk that only holds such a word is not', async () => {
    await w.customerWrites('5511970000001', 'vou parar aí para retirar, pode ser?', 'não vou sair hoje')
    expect(await ledger(await customer())).toEqual(['unknown'])
  })

  test('a quick reply whose payload is STOP is, and what WhatsApp tells of its own settings counts, once', async () => {
    const button = {
      from: '5511970000001',
      id: nextWamid(),
      timestamp: '1763800000',
      type: 'button',
      button: { payload: 'STOP', text: 'Chega' },
    }
    await w.deliver(envelope(w.home, { contacts: [contactOf('5511970000001', 'Marina')], messages: [button] }))
    const said = (value: string, timestamp: number) => {
      const body = envelope(w.home, { user_preferences: [{ wa_id: '5511970000001', category: 'marketing_messages', value, timestamp }] })
      ;(body as { entry: [{ changes: [{ field: string }] }] }).entry[0].changes[0].field = 'user_preferences'
      return body
    }
    await w.deliver(said('resume', 1_763_800_100))
    await w.deliver(said('resume', 1_763_800_100))
    await w.settle()
    const id = await customer()
    expect(await ledger(id)).toEqual(['opted_in', 'opted_in whatsapp_settings', 'opted_out customer_word'])
    await w.deliver(said('stop', 1_763_800_200))
    await w.settle()
    expect((await ledger(id))[0]).toBe('opted_out')
  })

  test('a message that Meta refuses because its reader opted out says so', async () => {
    await w.customerWrites('5511970000031', 'oi')
    const [conversation] = await w.list('?q=5511970000031')
    const sent = (
      await owner.send('POST', `/api/v1/conversations/${conversation.id}/messages`, { type: 'text', text: { body: 'Promoção' } })
    ).body
    await w.owner.updateTable('message').set({ wamid: 'wamid.REFUSED' }).where('id', '=', sent.id).execute()
    const errors = [{ code: 131050, title: 'User has stopped receiving marketing messages' }]
    const statuses = [{ id: 'wamid.REFUSED', status: 'failed', timestamp: '1763800300', recipient_id: '5511970000031', errors }]
    await w.deliver(envelope(w.home, { statuses }))
    await w.settle()
    expect(await ledger(conversation.contact.id)).toEqual(['opted_out', 'opted_out refused_by_meta'])
  })

  test('no role of the programs can change or take away a line', async () => {
    for (const db of [w.deps.db, w.deps.pipeline]) {
      await expect(db.updateTable('consent_entry').set({ word: 'opted_in' }).execute()).rejects.toThrow(/permission denied/)
      await expect(db.deleteFrom('consent_entry').execute()).rejects.toThrow(/permission denied/)
    }
  })
})
