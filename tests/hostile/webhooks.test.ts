/** What Meta's address is sent, by Meta on a bad day or by somebody else: answered, kept, read where it can be read. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { processDeliveries } from '../../server/src/inbound/process.ts'
import type { Tx } from '../../server/src/platform/scope.ts'
import { contactOf, envelope, type Item, metaJson, nextWamid, signatureOf, textFrom } from '../../server/src/test/meta-webhooks.ts'
import { SECRET, type World, world } from '../../server/src/test/world.ts'
import { anyText, spoiledBody } from './bodies.ts'

const BODIES = 500

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

/** Processes all that is due, and what failed again and again until it is done or given up. */
async function settleForGood(): Promise<void> {
  for (let rounds = 0; rounds < 8; rounds++) {
    await w.settle()
    const { numUpdatedRows } = await w.owner
      .updateTable('delivery_failure')
      .set({ run_at: new Date(0) })
      .where('dead_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return
  }
  throw new Error('something is neither done nor given up')
}

async function givenUp() {
  const rows = await w.owner.selectFrom('delivery_failure').select(['code', 'error']).where('dead_at', 'is not', null).execute()
  await w.owner.deleteFrom('delivery_failure').execute()
  return rows
}

const textOf = (wamid: unknown) =>
  w.owner.selectFrom('message').select(['text', 'content']).where('wamid', '=', String(wamid)).executeTakeFirst()
const countOf = async (table: 'message' | 'delivery_batch'): Promise<number> => {
  const { n } = await w.owner
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}
const plain = (...messages: Item[]) => envelope(w.home, { contacts: [contactOf('5511920000001', 'Ana')], messages })
const bytesOf = (body: string) => Buffer.from(body, 'utf8')
/** A text body with `HERE` replaced by exact bytes. */
function around(bytes: Buffer, message = textFrom('5511920000001', 'HERE')): Buffer {
  const [before, after] = JSON.stringify(plain(message)).split('HERE')
  return Buffer.concat([bytesOf(before ?? ''), bytes, bytesOf(after ?? '')])
}

describe('bytes that are hardly a body', () => {
  const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
  const bodies: readonly [what: string, body: () => Buffer, dead: readonly string[]][] = [
    ['nothing', () => Buffer.alloc(0), ['not_json']],
    ['half a body', () => bytesOf('{"object":"whatsapp_business_account","entry":['), ['not_json']],
    ['bytes at random', () => Buffer.from([0, 255, 254, 128, 10, 13, 0]), ['not_json']],
    ['a word', () => bytesOf('"whatsapp_business_account"'), ['not_an_object']],
    ['a list', () => bytesOf('[{}]'), ['not_an_object']],
    ['another product', () => bytesOf('{"object":"page","entry":[]}'), ['not_whatsapp']],
    ['no entry', () => bytesOf('{"object":"whatsapp_business_account"}'), ['no_entries']],
    ['an entry that is none', () => bytesOf('{"object":"whatsapp_business_account","entry":{"0":{}}}'), ['no_entries']],
    ['objects 100,000 deep', () => bytesOf(nested(100_000)), ['not_whatsapp']],
    ['lists 100,000 deep', () => bytesOf('['.repeat(100_000) + ']'.repeat(100_000)), ['not_an_object']],
  ]
  test.each(bodies)('%s is kept, answered 200 and given up by name', async (_what, body, dead) => {
    expect(await w.deliver(body())).toBe(200)
    await settleForGood()
    expect((await givenUp()).map((row) => row.code)).toEqual(dead)
  })

  test('what is inside a value too deep for anybody costs that delivery and no other', async () => {
    const innocent = textFrom('5511920000001', 'inocente')
    const deep = around(bytesOf('x'), { ...textFrom('5511920000001', 'oi'), type: 'HERE', x: 'DEEP' })
    await w.deliver(bytesOf(deep.toString().replace('"DEEP"', nested(100_000))))
    await w.deliver(plain(innocent))
    await settleForGood()
    expect((await textOf(innocent['id']))?.text).toBe('inocente')
    expect((await givenUp()).length).toBeLessThanOrEqual(1)
  })
})

describe('bodies that can be read in spite of themselves', () => {
  async function arrives(body: Buffer, wamid: unknown) {
    expect(await w.deliver(body)).toBe(200)
    await settleForGood()
    expect(await givenUp()).toEqual([])
    return (await textOf(wamid))?.text
  }

  test.each([
    ['a byte that is not UTF-8', Buffer.from([0x61, 0xff, 0x62]), 'a\ufffdb'],
    ['an overlong slash', Buffer.from([0x61, 0xc0, 0xaf, 0x62]), 'a\ufffd\ufffdb'],
    ['half a sequence', Buffer.from([0x61, 0xe2, 0x82]), 'a\ufffd'],
    ['a surrogate in UTF-8', Buffer.from([0x61, 0xed, 0xa0, 0x80]), 'a\ufffd\ufffd\ufffd'],
    ['a byte order mark inside', Buffer.from([0xef, 0xbb, 0xbf, 0x61]), '\ufeffa'],
  ])('%s', async (_what, bytes, text) => {
    const message = textFrom('5511920000001', 'HERE')
    expect(await arrives(around(bytes, message), message['id'])).toBe(text)
  })

  test('a byte order mark before everything', async () => {
    const message = textFrom('5511920000001', 'com BOM')
    expect(await arrives(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), metaJson(plain(message))]), message['id'])).toBe('com BOM')
  })

  test('10,000 keys, keys twice, keys of every object', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`k${n}`, n]))
    const message = textFrom('5511920000001', 'chaves', { many, constructor: 1, toString: { a: 1 } })
    const body = JSON.stringify(plain(message)).replace(
      '"many":{',
      '"__proto__":{"from":"1","text":"x"},"type":"gone","type":"text","many":{',
    )
    expect(await arrives(bytesOf(body), message['id'])).toBe('chaves')
    expect(({} as Item)['from']).toBeUndefined()
  })

  test.each([
    ['9007199254740993', '2^53 + 1'],
    ['1e400', 'more than any number'],
    ['-1e400', 'less than any number'],
    ['1.5', 'half a second'],
    ['"yesterday"', 'no number'],
  ])('a time of %s (%s)', async (time) => {
    const message = textFrom('5511920000001', 'que horas', { timestamp: 'TIME' })
    expect(await arrives(bytesOf(JSON.stringify(plain(message)).replace('"TIME"', time)), message['id'])).toBe('que horas')
  })

  test.each([[['a']], [5], [null], [{ body: 1 }], [true]])('a text whose body is %j is a message without words', async (body) => {
    const message = textFrom('5511920000001', '', { text: { body } })
    expect(await arrives(metaJson(plain(message)), message['id'])).toBe('')
  })

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', 'hologram', ''])(
    'a message of type "%s"',
    async (type) => {
      const message = textFrom('5511920000001', 'x')
      expect(await arrives(metaJson(plain({ ...message, type })), message.id)).toBe('')
    },
  )

  test.each(['constructor', 'toString', '__proto__', 'valueOf', ''])('a field "%s", a status "%s" beside a message', async (word) => {
    const message = textFrom('5511920000001', 'ao lado')
    const body = plain(message)
    const entry = body['entry'] as { changes: Item[] }[]
    entry[0]?.changes.push({ field: word, value: { a: 1 } })
    entry[0]?.changes.push({
      field: 'messages',
      value: { metadata: { phone_number_id: w.home.phoneNumberId }, statuses: [{ id: 'wamid.X', status: word, timestamp: '1' }] },
    })
    expect(await arrives(metaJson(body), message['id'])).toBe('ao lado')
  })

  test('a message from nobody, from a BSUID alone, without an id', async () => {
    const before = await countOf('message')
    const base = { timestamp: '1763800000', type: 'text' }
    const nobody = { ...base, id: nextWamid(), text: { body: 'de ninguém' } }
    const hidden = { ...base, id: nextWamid(), from_user_id: 'BR.1234', text: { body: 'sem número' } }
    const nameless = { ...base, from: '5511920000009', text: { body: 'sem id' } }
    for (const message of [nobody, hidden, nameless]) {
      await w.deliver(envelope(w.home, { messages: [message] }))
      await w.deliver(envelope(w.home, { messages: [message] }))
    }
    await settleForGood()
    expect([await givenUp(), (await countOf('message')) - before]).toEqual([[], 3])
    expect([(await textOf(nobody.id))?.text, (await textOf(hidden.id))?.text]).toEqual(['de ninguém', 'sem número'])
  })
})

test(`${BODIES} bodies with something wrong: all kept and answered 200, none given up, and the good message in each arrives`, async () => {
  const bodies = fc.sample(spoiledBody(w.home), { numRuns: BODIES, seed: 13 })
  const witnesses: unknown[] = []
  for (let start = 0; start < bodies.length; start += 100) {
    const answers = await Promise.all(
      bodies.slice(start, start + 100).map((body, nth) => {
        const good = textFrom(`55119${21_000_000 + (nth % 50)}`, `boa ${start + nth}`)
        const isReadable = body['object'] === 'whatsapp_business_account' && Array.isArray(body['entry'])
        if (isReadable) witnesses.push(good['id'])
        const entry = isReadable ? [...(body['entry'] as Item[]), ...(plain(good)['entry'] as Item[])] : body['entry']
        return w.deliver(metaJson({ ...body, entry }))
      }),
    )
    expect(new Set(answers)).toEqual(new Set([200]))
    await w.settle()
  }
  await settleForGood()
  const refused = new Set(['not_json', 'not_an_object', 'not_whatsapp', 'no_entries'])
  expect((await givenUp()).filter(({ code }) => !refused.has(code))).toEqual([])
  const stored = await w.owner.selectFrom('message').select('wamid').where('text', 'like', 'boa %').execute()
  const found = new Set(stored.map((row) => row.wamid))
  expect(witnesses.filter((wamid) => !found.has(String(wamid)))).toEqual([])
  expect(witnesses.length).toBeGreaterThan(BODIES * 0.9)
}, 600_000)

test('what a customer writes arrives exactly; only U+0000 and halves of pairs become U+FFFD', async () => {
  const texts = fc.sample(anyText, { numRuns: 1_000, seed: 18 })
  const sent = new Map<string, string>()
  for (let start = 0; start < texts.length; start += 100) {
    const messages = texts.slice(start, start + 100).map((body) => textFrom('5511920000002', body))
    for (const [nth, message] of messages.entries()) sent.set(String(message['id']), texts[start + nth] ?? '')
    const body = envelope(w.home, { contacts: [contactOf('5511920000002', 'Ana')], messages })
    await w.deliver(start % 200 === 0 ? metaJson(body) : bytesOf(JSON.stringify(body))) // escaped as Meta does, and as it is
  }
  await settleForGood()
  const [conversation] = await w.list('?q=5511920000002')
  let seen = 0
  for (let cursor = ''; ; ) {
    const page = (await w.home.owner.get(`/api/v1/conversations/${conversation.id}/messages?limit=100${cursor}`)).body
    for (const { wamid, content, text } of page.items) {
      const exact = (sent.get(wamid) ?? '').toWellFormed().replaceAll('\u0000', '\ufffd')
      expect([content.body, text]).toEqual([exact, exact])
      seen++
    }
    if (page.nextCursor === null) break
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`
  }
  expect(seen).toBe(1_000)
}, 600_000)

describe('what a 200 means', () => {
  test('committed: while the database cannot take it, the answer is 503', async () => {
    const message = textFrom('5511920000003', 'espera')
    const answer = await w.owner.transaction().execute(async (tx) => {
      await sql`lock table delivery_batch in share mode`.execute(tx)
      return w.post(metaJson(plain(message)))
    })
    expect(answer).toBe(503)
  })

  test('the exact bytes', async () => {
    const body = around(Buffer.from([0xff, 0x00, 0xc0, 0xaf]))
    await w.deliver(body)
    await settleForGood()
    await givenUp()
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from delivery_batch where position(${body}::bytea in body) > 0`.execute(w.owner)
    expect(rows).toEqual([{ n: 1 }])
  })
})

test('a repeat beside something new takes nothing from it and is no failure', async () => {
  const [old, next] = [textFrom('5511920000004', 'velha'), textFrom('5511920000004', 'nova')]
  await w.deliver(plain(old))
  await settleForGood()
  await w.deliver(plain(old, next))
  await w.settle()
  expect([await givenUp(), (await textOf(next['id']))?.text]).toEqual([[], 'nova'])
  expect((await w.owner.selectFrom('message').select('id').where('wamid', '=', String(old['id'])).execute()).length).toBe(1)
})

test('a message that two workers store at the same moment is one message', async () => {
  const first = textFrom('5511920000005', 'primeira')
  await w.deliver(plain(first))
  await settleForGood()
  const app = await w.owner.selectFrom('meta_app').select('id').where('meta_app_id', '=', '900').executeTakeFirstOrThrow()
  const message = textFrom('5511920000005', 'ao mesmo tempo')
  const process = (batchId: number, hold: (tx: Tx) => Promise<void>) =>
    w.deps.pipeline.transaction().execute(async (tx) => {
      const stored = { batchId, place: 0, body: metaJson(plain(message)), app: app.id, receivedAt: new Date() }
      await processDeliveries(tx, [stored], { now: new Date(), references: w.deps.references })
      await hold(tx)
    })
  const waits = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  let other: Promise<unknown> = Promise.resolve()
  await process(1, async () => {
    other = process(2, async () => undefined).catch((error: unknown) => error)
    await expect.poll(async () => (await waits.execute(w.owner)).rows.length).toBeGreaterThan(0)
  })
  await other
  expect((await w.owner.selectFrom('message').select('id').where('wamid', '=', String(message['id'])).execute()).length).toBe(1)
})

describe('size', () => {
  const post = (bytes: Buffer) =>
    w.app.inject({
      method: 'POST',
      url: '/webhooks/whatsapp',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(bytes, SECRET) },
      payload: bytes,
    })

  test('3 MB with 1,000 updates: all applied', async () => {
    const messages = Array.from({ length: 1_000 }, (_, n) => textFrom(`55119${22_000_000 + (n % 40)}`, `grande ${n} ${'á'.repeat(490)}`))
    const body = metaJson(envelope(w.home, { messages }))
    expect(body.length).toBeGreaterThan(3_000_000)
    expect(await w.deliver(body)).toBe(200)
    await settleForGood()
    const { n } = await w.owner
      .selectFrom('message')
      .select((eb) => eb.fn.countAll<string>().as('n'))
      .where('text', 'like', 'grande %')
      .executeTakeFirstOrThrow()
    expect([Number(n), await givenUp()]).toEqual([1_000, []])
  })

  test('4 MiB and one byte is a 413, and nothing is kept', async () => {
    const before = await countOf('delivery_batch')
    const answer = await post(Buffer.alloc(4 * 1024 * 1024 + 1, 0x20))
    expect(answer.statusCode).toBe(413)
    if (answer.body !== '') expect(answer.json()).toMatchObject({ code: 'payload_too_large', status: 413 })
    expect(await countOf('delivery_batch')).toBe(before)
    expect(await w.deliver(Buffer.alloc(4 * 1024 * 1024, 0x20))).toBe(200)
  })
})

describe('signatures', () => {
  const body = metaJson({ object: 'whatsapp_business_account', entry: [], note: 'https://ção' })
  const right = signatureOf(body, SECRET)
  const altered = Buffer.from(body)
  altered[altered.length - 3] = (altered[altered.length - 3] ?? 0) ^ 1
  const forgeries: readonly [what: string, header: string | null, payload?: Buffer][] = [
    ['absent', null],
    ['empty', ''],
    ['sha1', right.replace('sha256=', 'sha1=')],
    ['without its prefix', right.slice('sha256='.length)],
    ['in upper case', right.toUpperCase()],
    ['its digits in upper case', `sha256=${right.slice(7).toUpperCase()}`],
    ['truncated', right.slice(0, -1)],
    ['lengthened', `${right}0`],
    ['twice', `${right}, ${right}`],
    ['of the JSON written again', signatureOf(Buffer.from(JSON.stringify(JSON.parse(body.toString()))), SECRET)],
    ['with another secret', signatureOf(body, `${SECRET} `)],
    ['with an empty secret', signatureOf(body, '')],
    ['of other bytes', right, altered],
    ['of nothing', signatureOf(Buffer.alloc(0), SECRET)],
    ['not hex at all', `sha256=${'é'.repeat(64)}`],
    ['zeros', `sha256=${'0'.repeat(64)}`],
  ]
  test.each(forgeries)('%s is a 401 and leaves nothing', async (_what, header, payload = body) => {
    const before = await countOf('delivery_batch')
    const headers = { 'content-type': 'application/json', ...(header === null ? {} : { 'x-hub-signature-256': header }) }
    const { statusCode } = await w.app.inject({ method: 'POST', url: '/webhooks/whatsapp', headers, payload })
    expect([statusCode, await countOf('delivery_batch')]).toEqual([401, before])
  })

  test('the right one is a 200', async () => {
    expect(await w.deliver(body)).toBe(200)
  })
})
