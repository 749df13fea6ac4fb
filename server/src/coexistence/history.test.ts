/** What a phone hands over, in whatever order and however often, beside what arrives live. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contactOf, envelope, type Item, textFrom } from '../test/meta-webhooks.ts'
import { type World, world } from '../test/world.ts'
import { runNextPart } from './run-parts.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const OURS = '551140000000'
let people = 0
const nobodyYet = () => `55218${String(++people).padStart(8, '0')}`
let wamids = 0
const newWamid = () => `wamid.PAST${++wamids}`
const DAY = 86_400
const daysAgo = (days: number) => Math.floor(Date.now() / 1000 - days * DAY)

const said = (waId: string, by: 'them' | 'us', body: string, days: number, more: Item = {}): Item => ({
  ...(by === 'us' ? { from: OURS, to: waId } : { from: waId }),
  id: newWamid(),
  timestamp: String(daysAgo(days)),
  type: 'text',
  text: { body },
  history_context: { status: 'READ' },
  ...more,
})
const thread = (waId: string, ...messages: Item[]): Item => ({ id: waId, context: { wa_id: waId }, messages })
const chunk = (progress: number, phase: number, ...threads: Item[]): Item => ({ metadata: { phase, chunk_order: 1, progress }, threads })

function change(field: string, value: Item): Item {
  const metadata = { display_phone_number: OURS, phone_number_id: w.home.phoneNumberId }
  return { object: 'whatsapp_business_account', entry: [{ id: w.home.wabaId, changes: [{ field, value: { metadata, ...value } }] }] }
}
async function told(field: string, value: Item): Promise<void> {
  expect(await w.deliver(change(field, value))).toBe(200)
  await w.settle()
}
const history = (...chunks: Item[]) => told('history', { history: chunks })

const conversationOf = async (waId: string) => (await w.list(`?q=${waId}&status=pending,open,closed`))[0]
const messagesOf = async (waId: string) => {
  const conversation = await conversationOf(waId)
  return (await w.home.owner.get(`/api/v1/conversations/${conversation.id}/messages?limit=100`)).body.items.toReversed()
}
const textsOf = async (waId: string) => (await messagesOf(waId)).map((message: { text: string }) => message.text)
const view = async () => (await w.home.owner.get(`/api/v1/numbers/${w.home.numberId}/coexistence`)).body.coexistence

describe('history', () => {
  test('stands where it belongs in time, and asks for nothing', async () => {
    const waId = nobodyYet()
    const answer = said(waId, 'us', 'Temos sim', 30, { history_context: { status: 'PLAYED' } })
    await history(chunk(10, 1, thread(waId, said(waId, 'them', 'Tem pão?', 31), answer)))
    await w.takeIn()
    const conversation = await conversationOf(waId)
    expect(conversation).toMatchObject({ status: 'closed', unreadCount: 0, windowExpiresAt: null, waitingSince: null, assignee: null })
    expect(conversation.lastMessage).toMatchObject({ text: 'Temos sim', direction: 'out' })
    expect(Math.floor(Date.parse(conversation.lastMessageAt) / 1000)).toBe(Number(answer['timestamp']))
    expect(await messagesOf(waId)).toMatchObject([
      { direction: 'in', origin: 'customer', status: null, text: 'Tem pão?' },
      { direction: 'out', origin: 'phone', status: 'played', text: 'Temos sim', author: null },
    ])
    const sent = await w.owner.selectFrom('outbox').selectAll().where('workspace_id', '=', w.home.workspaceId).execute()
    expect(sent).toEqual([])
  })

  test('behind a conversation that is under way, which stays as it is', async () => {
    const waId = nobodyYet()
    await w.customerWrites(waId, 'Oi, estou na porta')
    const before = await conversationOf(waId)
    await history(chunk(20, 1, thread(waId, said(waId, 'them', 'faz tempo', 50))))
    await w.takeIn()
    expect(await conversationOf(waId)).toEqual(before)
    expect(await textsOf(waId)).toEqual(['faz tempo', 'Oi, estou na porta'])
  })

  test('is the same whatever the order of chunks, and however often each comes', async () => {
    const waId = nobodyYet()
    const parts = [
      chunk(30, 2, thread(waId, said(waId, 'them', 'um', 120))),
      chunk(30, 1, thread(waId, said(waId, 'us', 'dois', 60))),
      chunk(30, 0, thread(waId, said(waId, 'them', 'três', 0.5))),
    ]
    for (const n of [2, 0, 2, 1, 0, 1]) await history(parts[n] ?? {})
    await w.takeIn()
    for (const n of [0, 1, 2]) await history(parts[n] ?? {})
    await w.takeIn()
    expect(await textsOf(waId)).toEqual(['um', 'dois', 'três'])
  })

  test('is never doubled by what the phone app tells of itself, whichever comes first', async () => {
    const waId = nobodyYet()
    const [early, late] = [said(waId, 'us', 'primeiro o eco', 0.01), said(waId, 'us', 'primeiro o histórico', 0.02)]
    const echo = ({ history_context: _said, ...bare }: Item) => told('smb_message_echoes', { message_echoes: [bare] })
    await echo(early)
    await history(chunk(40, 0, thread(waId, early, late)))
    await w.takeIn()
    await echo(late)
    expect(await messagesOf(waId)).toMatchObject([
      { text: 'primeiro o histórico', status: 'read' },
      { text: 'primeiro o eco', status: 'read' }, // the phone knew that it was read
    ])
  })

  test('a message that history told first still asks for its answer when it arrives live, once', async () => {
    const waId = nobodyYet()
    const message = said(waId, 'them', 'agora mesmo', 0)
    const { history_context: _said, ...live } = message
    await history(chunk(40, 0, thread(waId, message)))
    await w.takeIn()
    expect(await conversationOf(waId)).toMatchObject({ status: 'closed', unreadCount: 0, windowExpiresAt: null })
    const { id } = (await messagesOf(waId))[0]
    for (let times = 0; times < 2; times++) {
      await w.deliver(envelope(w.home, { contacts: [contactOf(waId, 'Marina')], messages: [live] }))
      await w.settle()
    }
    const conversation = await conversationOf(waId)
    expect(conversation).toMatchObject({ status: 'pending', unreadCount: 1 })
    expect(Date.parse(conversation.windowExpiresAt)).toBeGreaterThan(Date.now())
    expect(await messagesOf(waId)).toMatchObject([{ id, text: 'agora mesmo' }])
  })

  test('keeps nothing of what was taken back before it came', async () => {
    const waId = nobodyYet()
    const secret = said(waId, 'them', 'segredo', 0.1)
    const revoke = textFrom(waId, '', { type: 'revoke', revoke: { original_message_id: secret['id'] } })
    await w.deliver(envelope(w.home, { contacts: [contactOf(waId, 'Marina')], messages: [revoke] }))
    await w.settle()
    await history(chunk(40, 0, thread(waId, secret)))
    await w.takeIn()
    const rows = await w.owner.selectFrom('message').select(['content', 'raw', 'text']).where('wamid', '=', String(secret['id'])).execute()
    expect(JSON.stringify([rows, await conversationOf(waId)])).not.toContain('segredo')
  })

  test('belongs to one person, who is hidden and named only by a BSUID', async () => {
    const bsuid = 'BR.90000000000001'
    const messages = [{ ...said('x', 'us', 'bom dia', 3), to: bsuid }]
    await history(chunk(40, 1, { id: bsuid, context: { user_id: bsuid, username: 'luana.doces' }, messages }))
    await w.takeIn()
    const found = (await w.list('?q=luana&status=closed'))[0]
    expect(found.contact).toMatchObject({ bsuid, phone: null, username: 'luana.doces' })
  })

  test('is found by its words', async () => {
    const waId = nobodyYet()
    await history(chunk(45, 1, thread(waId, said(waId, 'them', 'broa de fubá cremosa', 70))))
    await w.takeIn()
    const { body } = await w.home.owner.get('/api/v1/search?q=cremosa')
    expect(body.messages).toMatchObject([{ text: 'broa de fubá cremosa' }])
  })

  test('nonsense in it is left out and holds up nothing', async () => {
    const waId = nobodyYet()
    const odd = [
      {},
      { id: newWamid(), type: 'text' },
      said(waId, 'them', 'de amanhã', -2),
      said(waId, 'them', 'são', 4, { type: 'text\u0000' }),
    ]
    await history({ metadata: 'x', threads: [5, { id: null }, thread(waId, ...odd)] }, chunk(50, 1, { messages: 'no' }))
    await w.takeIn()
    expect((await messagesOf(waId)).length).toBe(1)
    expect((await view()).history).toMatchObject({ waiting: 0, givenUp: 0 })
  })
})

describe('files', () => {
  const placeholder = (waId: string, by: 'them' | 'us', days: number) => {
    const { text: _text, ...rest } = said(waId, by, '', days, { type: 'media_placeholder' })
    return rest
  }
  const fileOf = (message: Item): Item => {
    const { history_context: _said, type: _type, ...rest } = message
    return { ...rest, type: 'image', image: { id: '77001', mime_type: 'image/jpeg', sha256: 'x', caption: 'o bolo' } }
  }

  test('take the place of the message that announced them', async () => {
    const waId = nobodyYet()
    const [theirs, ours] = [placeholder(waId, 'them', 2), placeholder(waId, 'us', 1)]
    await history(chunk(60, 1, thread(waId, theirs, ours)))
    await w.takeIn()
    expect((await messagesOf(waId)).map((m: Item) => m['type'])).toEqual(['media_placeholder', 'media_placeholder'])
    await told('history', { messages: [fileOf(theirs), fileOf(ours)] })
    await w.takeIn()
    expect(await messagesOf(waId)).toMatchObject([
      { type: 'image', direction: 'in', text: 'o bolo', media: { state: 'waiting', kind: 'image' } },
      { type: 'image', direction: 'out', text: 'o bolo', media: { state: 'waiting' } },
    ])
    expect(await conversationOf(waId)).toMatchObject({ unreadCount: 0, lastMessage: { type: 'image', text: 'o bolo' } })
  })

  test('that come before their chunk are no second message', async () => {
    const waId = nobodyYet()
    const message = placeholder(waId, 'them', 2)
    await told('history', { messages: [fileOf(message)] })
    await w.takeIn()
    await history(chunk(60, 1, thread(waId, message)))
    await w.takeIn()
    expect(await messagesOf(waId)).toMatchObject([{ type: 'image', direction: 'in' }])
  })

  test('of ours that do not say to whom wait for the message that does', async () => {
    const waId = nobodyYet()
    const message = placeholder(waId, 'us', 2)
    const { to: _to, ...nameless } = fileOf(message)
    await told('history', { messages: [nameless] })
    await w.takeIn()
    await history(chunk(60, 1, thread(waId, message)))
    await w.takeIn()
    expect(await messagesOf(waId)).toMatchObject([{ type: 'media_placeholder' }])
    await w.owner
      .updateTable('phone_sync_part')
      .set({ due_at: new Date(0) })
      .execute()
    await w.takeIn()
    expect(await messagesOf(waId)).toMatchObject([{ type: 'image', direction: 'out' }])
  })
})

describe('the address book', () => {
  const entry = (waId: string, name: string | null, at: number) => ({
    type: 'contact',
    contact: { phone_number: waId, ...(name !== null && { full_name: name, first_name: name.split(' ')[0] }) },
    action: name === null ? 'remove' : 'add',
    metadata: { timestamp: String(at) },
  })
  const book = async (...entries: Item[]) => {
    await told('smb_app_state_sync', { state_sync: entries })
    await w.takeIn()
  }
  const nameOf = async (waId: string) => (await w.home.owner.get(`/api/v1/contacts?q=${waId}`)).body.items[0]?.name

  test('names people, follows what is changed there, in whatever order it is told', async () => {
    const waId = nobodyYet()
    await w.customerWrites(waId, 'oi')
    await book(entry(waId, 'Ana Bolos', 100))
    expect(await nameOf(waId)).toBe('Ana Bolos')
    await book(entry(waId, 'Ana Lima', 300))
    await book(entry(waId, 'Ana Antiga', 200))
    expect(await nameOf(waId)).toBe('Ana Lima')
    expect((await conversationOf(waId)).contact.displayName).toBe('Ana Lima')
    await book(entry(waId, null, 400))
    expect((await conversationOf(waId)).contact).toMatchObject({ name: null, displayName: 'Marina' })
  })

  test('makes known whom nobody wrote with, and nobody who was only taken out', async () => {
    const [saved, gone] = [nobodyYet(), nobodyYet()]
    await book(entry(saved, 'Só na agenda', 100), entry(gone, null, 100))
    expect([await nameOf(saved), await nameOf(gone)]).toEqual(['Só na agenda', undefined])
  })

  test('never takes away a name that was given here', async () => {
    const waId = nobodyYet()
    await w.customerWrites(waId, 'oi')
    const { contact } = await conversationOf(waId)
    await w.home.owner.send('PATCH', `/api/v1/contacts/${contact.id}`, { name: 'Doutora Ana' })
    await book(entry(waId, 'Ana', 100))
    await book(entry(waId, null, 200))
    expect(await nameOf(waId)).toBe('Doutora Ana')
  })
})

describe('how far it has come', () => {
  test('is shown by phase, and it is done when the last piece is in its conversation', async () => {
    const waId = nobodyYet()
    await history(chunk(70, 1, thread(waId, said(waId, 'them', 'a', 80))), chunk(100, 2, thread(waId, said(waId, 'us', 'b', 160))))
    const before = await view()
    expect(before.history).toMatchObject({ state: 'received', progress: 100 })
    expect(before.history.waiting).toBeGreaterThan(0)
    expect(before.history.phases).toContainEqual({ phase: 2, progress: 100 })
    await w.takeIn()
    const after = await view()
    expect(after.history).toMatchObject({ state: 'done', waiting: 0 })
    expect(after.history.items).toBeGreaterThan(before.history.items)
    expect(after.contacts).toMatchObject({ state: 'done' })
  })

  test('a phone whose owner does not share says so', async () => {
    const errors = [{ code: 2593109, title: 'History sync is turned off by the business from the WhatsApp Business App' }]
    await told('history', { history: [{ errors }] })
    expect((await view()).history).toMatchObject({ state: 'declined' })
  })
})

describe('a process that dies', () => {
  test('between two pieces, or in the middle of one, leaves them to the next', async () => {
    const waId = nobodyYet()
    const many = Array.from({ length: 600 }, (_, n) => said(waId, n % 2 === 0 ? 'them' : 'us', `linha ${n}`, 100 - n / 10))
    await history(chunk(90, 2, thread(waId, ...many)))
    expect((await view()).history.waiting).toBe(12)
    await runNextPart(w.deps)
    // The second was taken up, and its process died of it.
    await w.owner
      .updateTable('phone_sync_part')
      .set({ lease_until: new Date(Date.now() + 60_000), attempts: 1 })
      .where('workspace_id', '=', w.home.workspaceId)
      .execute()
    await w.takeIn()
    expect((await view()).history.waiting).toBe(11)
    await w.owner
      .updateTable('phone_sync_part')
      .set({ lease_until: new Date(0) })
      .execute()
    await w.takeIn()
    const conversation = await conversationOf(waId)
    const { n } = await w.owner
      .selectFrom('message')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('conversation_id', '=', conversation.id)
      .executeTakeFirstOrThrow()
    expect(Number(n)).toBe(600)
    expect((await view()).history.waiting).toBe(0)
  })

  test('one that cannot be read is set aside after five times, and shown', async () => {
    const waId = nobodyYet()
    await history(chunk(90, 2, thread(waId, said(waId, 'them', 'veneno', 100))))
    await sql`create or replace function refuse_poison() returns trigger language plpgsql as $$ begin
        if new.text = 'veneno' then raise exception 'poison'; end if; return new; end $$`.execute(w.owner)
    await sql`create trigger poison before insert on message for each row execute function refuse_poison()`.execute(w.owner)
    for (let times = 0; times < 5; times++) {
      await w.takeIn()
      await w.owner
        .updateTable('phone_sync_part')
        .set({ due_at: new Date(0) })
        .execute()
    }
    await sql`drop trigger poison on message`.execute(w.owner)
    expect((await view()).history).toMatchObject({ waiting: 0, givenUp: 1 })
  })
})
