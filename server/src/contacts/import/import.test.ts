import type { ContactRow } from '@recado/contract/contacts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../test/sign-in.ts'
import { type World, world } from '../../test/world.ts'
import { xlsxOf, zipOf } from '../../test/xlsx.ts'
import { runNextImport } from './run-imports.ts'

let w: World
let owner: Browser
beforeAll(async () => {
  w = await world()
  owner = w.home.owner
})
afterAll(() => w.close())

async function upload(file: Buffer | string, fileName = 'clientes.csv', who = owner) {
  const answer = await w.app.inject({
    method: 'POST',
    url: `/api/v1/contact-imports?fileName=${encodeURIComponent(fileName)}`,
    headers: { cookie: who.cookie, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(file),
  })
  return { status: answer.statusCode, body: answer.json() }
}

/** Uploads, checks with what was suggested, and confirms where there is something to write. */
async function bring(file: Buffer | string, mapping: object = {}) {
  const { body } = await upload(file)
  await owner.send('POST', `/api/v1/contact-imports/${body.id}/check`, { columns: body.suggested, ...mapping })
  await w.runImports()
  const checked = await read(body.id)
  if (checked.checked > checked.faulty) await owner.send('POST', `/api/v1/contact-imports/${body.id}/confirm`)
  await w.runImports()
  return read(body.id)
}
const read = async (id: string) => (await owner.get(`/api/v1/contact-imports/${id}`)).body
const faults = async (id: string) =>
  (await w.app.inject({ url: `/api/v1/contact-imports/${id}/faults`, headers: { cookie: owner.cookie } })).body
    .replace('\ufeff', '')
    .split('\r\n')
const contact = async (q: string): Promise<ContactRow> => (await owner.get(`/api/v1/contacts?q=${encodeURIComponent(q)}`)).body.items[0]

describe('a file of contacts', () => {
  test('columns are recognised, numbers made international, tags made, consent written down', async () => {
    const attribute = (await owner.send('POST', '/api/v1/contact-attributes', { name: 'Aniversário', kind: 'date' })).body
    const file = [
      'Nome;Celular;E-mail;Etiquetas;Opt-in;Aniversário;Responsável;Sei lá',
      'Ana Sá;(11) 98888-0001;ANA@example.com;VIP, Atacado;sim;31/12/1990;Bia;x',
      'Bob;+1 415 555 2671;;vip;não;;;',
      '"Caê; o outro";5521977770003;;;;1991-02-03;;',
    ].join('\n')
    const { body } = await upload(file)
    expect(body).toMatchObject({
      columns: ['Nome', 'Celular', 'E-mail', 'Etiquetas', 'Opt-in', 'Aniversário', 'Responsável', 'Sei lá'],
      suggested: ['name', 'phone', 'email', 'tags', 'consent', `attribute:${attribute.id}`, 'owner', 'skip'],
    })
    expect(await bring(file)).toMatchObject({ state: 'done', checked: 3, faulty: 0, added: 3, updated: 0 })
    expect(await contact('ana sa')).toMatchObject({
      phone: '5511988880001',
      email: 'ana@example.com',
      consent: 'opted_in',
      owner: { name: 'Bia' },
      attributes: { [attribute.id]: '1990-12-31' },
      tags: [{ name: 'Atacado' }, { name: 'VIP' }],
    })
    expect(await contact('bob')).toMatchObject({ phone: '14155552671', consent: 'opted_out', tags: [{ name: 'VIP' }] })
    expect(await contact('cae')).toMatchObject({ phone: '5521977770003', name: 'Caê; o outro' })
    expect((await owner.get(`/api/v1/contacts/${(await contact('bob')).id}`)).body.consentLedger).toMatchObject([
      { word: 'opted_out', source: 'import', detail: 'clientes.csv', by: { name: 'Bia' } },
    ])
  })

  test('who is known already is updated, by whichever form of their number, and what the file leaves out stays', async () => {
    expect(await bring('phone,name,company\n551188880001,Ana Maria,Padaria\n')).toMatchObject({ added: 0, updated: 1 })
    expect(await contact('padaria')).toMatchObject({ name: 'Ana Maria', email: 'ana@example.com', phone: '5511988880001' })
  })

  test('rows that cannot be imported are listed with their reason, and the others are written', async () => {
    const done = await bring(
      'Nome,Telefone,E-mail\nSem número,,\nErrado,12,\nBom,11 98888-0009,\nDe novo,+5511988880009,\nMail,11988880010,não tem\n',
    )
    expect(done).toMatchObject({ state: 'done', checked: 5, faulty: 4, added: 1 })
    expect(await faults(done.id)).toEqual([
      'line,error,Nome,Telefone,E-mail',
      '2,phone_missing,Sem número,,',
      '3,phone_invalid,Errado,12,',
      `5,duplicate:4,De novo,'+5511988880009,`,
      '6,email_invalid,Mail,11988880010,não tem',
      '',
    ])
  })

  test('a spreadsheet is read like a CSV, telephones typed as numbers included', async () => {
    const file = xlsxOf([
      ['Nome', 'Telefone', 'Obs'],
      ['Família & Cia <3', 5511988880021, ''],
      ['Segunda', '', 'só nota'],
      ['', 5.511988880022e12, 'sem nome'],
    ])
    expect(await bring(file)).toMatchObject({ state: 'done', added: 2, faulty: 1 })
    expect(await contact('familia & cia')).toMatchObject({ phone: '5511988880021' })
  })

  test('an older spreadsheet program’s encoding is understood', async () => {
    await bring(Buffer.from('Nome;Telefone\nConceição;11988880031\n', 'latin1'))
    expect(await contact('conceicao')).toMatchObject({ name: 'Conceição' })
  })
})

describe('hostile files', () => {
  const huge = 600 * 2 ** 20
  test.each([
    ['empty', Buffer.alloc(0)],
    ['a header and nothing else', Buffer.from('Nome,Telefone\n')],
    ['a quote that never closes', Buffer.from(`a,b\n"${'x'.repeat(400_000)}`)],
    ['an archive cut short', xlsxOf([['a'], ['b']]).subarray(0, 120)],
    ['an archive without a sheet', zipOf([{ name: 'word/document.xml', data: Buffer.from('<a/>') }])],
    ['a sheet that is no XML', zipOf([{ name: 'xl/worksheets/sheet1.xml', data: Buffer.from('<a><b></a>') }])],
    ['a sheet that says it is huge', zipOf([{ name: 'xl/worksheets/sheet1.xml', data: Buffer.from('<a/>'), claims: huge }])],
    ['a sheet that is more than it says', zipOf([{ name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(5 * 2 ** 20, ' '), claims: 10 }])],
    [
      'entities that multiply',
      zipOf([{ name: 'xl/worksheets/sheet1.xml', data: Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') }]),
    ],
    ['thousands of parts', zipOf(Array.from({ length: 2_100 }, (_, n) => ({ name: `p${n}`, data: Buffer.from('x') })))],
  ])('%s is refused', async (_what, file) => {
    const { status, body } = await upload(file)
    expect([status, body.code]).toEqual([422, file.length === 0 ? 'invalid' : 'import_unreadable'])
  })

  test('U+0000, half a surrogate, a formula and a very long cell are text like any other', async () => {
    const done = await bring(`Nome,Telefone\n"\0=CMD()|${'y'.repeat(5_000)}",11988880041\n`)
    expect(done).toMatchObject({ state: 'done', added: 1 })
    expect((await contact('11988880041')).name).toMatch(/^=CMD\(\)\|y+$/)
  })

  test('a mapping without a phone, with another number of columns, or of somebody who may not, is refused', async () => {
    const { body } = await upload('Nome,Telefone\nAna,11988880051\n')
    const check = (columns: string[], who = owner) => who.send('POST', `/api/v1/contact-imports/${body.id}/check`, { columns })
    expect([(await check(['name', 'skip'])).status, (await check(['phone'])).status, (await check(['name', 'money'])).status]).toEqual([
      422, 422, 422,
    ])
    const agent = await w.colleague('Caio', 'agent')
    expect([(await check(['name', 'phone'], agent)).status, (await upload('a\nb', 'x.csv', agent)).status]).toEqual([403, 403])
    expect((await owner.send('POST', `/api/v1/contact-imports/${body.id}/confirm`)).status).toBe(409)
  })
})

describe('a process that dies', () => {
  const rows = (n: number, area: number) =>
    `Nome,Telefone\n${Array.from({ length: n }, (_, i) => `P${i},${area}96${String(1_000_000 + i)}`).join('\n')}\n`
  const start = async (n: number, area = 11) => {
    const { body } = await upload(rows(n, area))
    await owner.send('POST', `/api/v1/contact-imports/${body.id}/check`, { columns: ['name', 'phone'] })
    return body.id as string
  }
  const expire = () => sql`update contact_import set lease_until = now() - interval '1 second'`.execute(w.owner)

  test('in the middle of checking leaves what the next one goes on from', async () => {
    const id = await start(4_500)
    // As a process leaves it that was killed after its first step.
    await w.runImports()
    await sql`delete from contact_import_row where import_id = ${id} and line > 2001`.execute(w.owner)
    await sql`update contact_import set state = 'checking', checked = 2000, total = 2000 where id = ${id}`.execute(w.owner)
    await expire()
    await w.runImports()
    expect(await read(id)).toMatchObject({ state: 'checked', checked: 4_500, faulty: 0 })
    await owner.send('POST', `/api/v1/contact-imports/${id}/confirm`)
    await w.runImports()
    expect(await read(id)).toMatchObject({ state: 'done', added: 4_500 })
  })

  test('while writing leaves nothing written, and it is written whole afterwards', async () => {
    const id = await start(10, 21)
    await w.runImports()
    await owner.send('POST', `/api/v1/contact-imports/${id}/confirm`)
    await sql`alter table contact_import add constraint never_done check (state <> 'done') not valid`.execute(w.owner)
    await runNextImport(w.deps)
    expect(await read(id)).toMatchObject({ state: 'writing', added: 0 })
    expect(await contact('21961000003')).toBeUndefined()
    await sql`alter table contact_import drop constraint never_done`.execute(w.owner)
    await expire()
    await w.runImports()
    expect(await read(id)).toMatchObject({ state: 'done', added: 10 })
    expect(await contact('21961000003')).toMatchObject({ name: 'P3' })
  })

  test('again and again on one file is given up, and said', async () => {
    const id = await start(10)
    await sql`update contact_import set attempts = 5 where id = ${id}`.execute(w.owner)
    await w.runImports()
    expect(await read(id)).toMatchObject({ state: 'failed', problem: 'interrupted' })
  })
})
