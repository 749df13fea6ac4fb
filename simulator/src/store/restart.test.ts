import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../test/stage.ts'
import { Account } from '../world/account.ts'
import { Journal } from './journal.ts'
import { Table } from './table.ts'

describe('after a restart', () => {
  let s: Stage
  beforeEach(async () => {
    s = await stage()
  })
  afterEach(() => s.close())

  test('everything is as it was: conversations, customers, tokens, templates, switches, clock, ledger', async () => {
    await s.writes('Oi')
    await s.sendText('Olá', { biz_opaque_callback_data: 'ref' })
    await s.api('PATCH', `/customers/${s.customer.id}`, { marksRead: false, name: 'Marina T.' })
    await s.faults({ latency: { maxMs: 1 }, pairRate: false })
    await s.api('POST', '/clock', { hours: 2 })
    await s.quiet()
    const look = async () => ({
      account: (await s.api('GET', '')).body,
      customers: (await s.api('GET', '/customers')).body,
      chat: await s.chat(),
      sends: (await s.control('GET', `/wabas/${s.made.wabaId}/sends`)).body,
      templates: (await s.graph('GET', `${s.made.wabaId}/message_templates`)).body.data,
    })
    const before = await look()
    expect(before.sends.items).toMatchObject([{ bizOpaqueCallbackData: 'ref', status: 'delivered' }])
    await s.restart()
    expect({ ...(await look()), templates: [] }).toEqual({ ...before, templates: [] })
    expect((await s.graph('GET', `${s.made.wabaId}/message_templates`)).body.data).toEqual(before.templates)
  })

  test('webhooks that nobody took are sent, once each', async () => {
    await s.faults({ webhooks: { paused: true } })
    await s.writes('um')
    await s.writes('dois')
    await s.restart()
    await s.faults({ webhooks: { paused: false } })
    await s.quiet()
    expect(s.business.updates().map(({ text }) => text.body)).toEqual(['um', 'dois'])
    await s.restart()
    await s.quiet()
    expect(s.business.updates()).toHaveLength(2)
  })

  test('a message on its way goes on', async () => {
    await s.writes('Oi')
    await s.faults({ statuses: { delay: { minMs: 400_000, maxMs: 400_000 } } })
    const wamid = await s.sendText('Olá')
    await s.restart()
    await s.faults({ statuses: { delay: { minMs: 0, maxMs: 0 } } })
    await s.restart()
    await s.business.untilStatus(wamid, 'delivered')
  })

  test('a template under review is decided', async () => {
    const components = [{ type: 'BODY', text: 'Seu pedido está pronto.' }]
    const { id } = (
      await s.graph('POST', `${s.made.wabaId}/message_templates`, { name: 'pronto', language: 'pt_BR', category: 'UTILITY', components })
    ).body
    await s.restart()
    await s.business.until(() =>
      s.business.updates().find((update) => String(update.message_template_id) === id && update.event === 'APPROVED'),
    )
  })

  test('an account that was removed stays removed', async () => {
    await s.control('DELETE', `/wabas/${s.made.wabaId}`)
    await s.restart()
    expect((await s.api('GET', '')).status).toBe(404)
    expect((await s.graph('GET', s.made.wabaId)).status).toBe(401)
  })
})

describe('the outbox', () => {
  test('does not grow with what was told already', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recado-outbox-'))
    const account = new Account(folder)
    const size = () => statSync(join(folder, 'outbox.ndjson')).size
    const body = { kind: 'status', wamid: 'wamid.x', status: 'sent', at: 0, errorCode: null } as const
    const tellMany = (from: number) => {
      for (let n = from; n < from + 11_000; n++) {
        account.updates.save({ id: `${n}`, appId: '1', phoneNumberId: '1', chatId: null, since: 0, dueAt: 0, body })
        account.updates.remove(`${n}`)
      }
      account.commit()
    }
    tellMany(1)
    expect(size()).toBe(0)
    account.updates.save({ id: '0', appId: '1', phoneNumberId: '1', chatId: null, since: 0, dueAt: 0, body })
    tellMany(20_000)
    while (size() > 1000) await new Promise((resolve) => setImmediate(resolve))
    account.close()
    expect([...new Account(folder).updates.values()].map(({ id }) => id)).toEqual(['0'])
    rmSync(folder, { recursive: true, force: true })
  })
})

describe('the journal', () => {
  interface Row {
    readonly id: string
    n: number
  }
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'recado-journal-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function open() {
    const table = new Table<Row>('row')
    const journal = Journal.open(join(folder, 'journal.ndjson'), (line) => table.replay(line))
    table.attach(journal)
    return { table, journal, rows: () => [...table.values()].map(({ id, n }) => `${id}=${n}`).sort() }
  }

  test('drops a last line that a crash tore off, and goes on after it', () => {
    const first = open()
    first.table.save({ id: 'a', n: 1 })
    first.journal.close()
    appendFileSync(join(folder, 'journal.ndjson'), '{"k":"row","i":"b","v":{"id":"b"')
    const second = open()
    expect(second.rows()).toEqual(['a=1'])
    second.table.save({ id: 'c', n: 3 })
    second.journal.close()
    expect(open().rows()).toEqual(['a=1', 'c=3'])
  })

  test('is shortened to the present while changes go on, and nothing is lost', async () => {
    const first = open()
    const row = first.table.save({ id: 'counter', n: 0 })
    for (let n = 0; n < 5000; n++) first.table.save({ id: `row ${n}`, n })
    for (let n = 1; n <= 3000; n++) first.table.patch(row, { n })
    for (let n = 0; n < 4000; n++) first.table.remove(`row ${n}`)
    first.journal.flush()
    const before = statSync(join(folder, 'journal.ndjson')).size
    const compacting = first.journal.compact(first.table.lines())
    first.table.patch(row, { n: 99 })
    first.table.remove('row 4999')
    first.table.save({ id: 'late', n: 7 })
    await compacting
    first.table.save({ id: 'later', n: 8 })
    first.journal.close()
    expect(statSync(join(folder, 'journal.ndjson')).size).toBeLessThan(before / 4)
    expect(open().rows()).toEqual(first.rows())
    expect(first.rows()).toEqual(expect.arrayContaining(['counter=99', 'late=7', 'later=8']))
  })

  test('closed in the middle of being shortened is whole', async () => {
    const first = open()
    for (let n = 0; n < 5000; n++) first.table.save({ id: `row ${n}`, n })
    const compacting = first.journal.compact(first.table.lines())
    first.journal.close()
    await compacting
    expect(open().rows()).toHaveLength(5000)
    expect(readFileSync(join(folder, 'journal.ndjson'), 'utf8').endsWith('\n')).toBe(true)
  })

  test('reads lines that lie across the pieces it reads', () => {
    const first = open()
    for (let n = 0; n < 60; n++) first.table.save({ id: `${n}-${'x'.repeat(200_000)}`, n })
    first.journal.close()
    expect(open().table.size).toBe(60)
  })
})
