/** Templates with files: samples for the reviewers, and what a customer gets, through our API and the simulator. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { colleague, signedIn } from '../server/src/test/sign-in.ts'
import { photo } from './media-samples.ts'
import { type MediaStage, mediaStage } from './media-stage.ts'

let s: MediaStage
let png: Buffer
let jpeg: Buffer
beforeAll(async () => {
  s = await mediaStage()
  png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#b36' } })
    .png()
    .toBuffer()
  jpeg = await photo(40, 30)
})
afterAll(() => s?.close())

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const TO = '5511988880001'

async function sample(format: string, bytes: Buffer, who = s.admin, wabaId = s.number.wabaId) {
  const answer = await s.app.inject({
    method: 'POST',
    url: `/api/v1/templates/samples?${new URLSearchParams({ format, wabaId })}`,
    headers: { 'content-type': 'application/octet-stream', cookie: who.cookie },
    payload: bytes,
  })
  return { status: answer.statusCode, body: answer.json() }
}

const body = (text: string) => ({ type: 'BODY', text })
const header = (format: string, handle: string) => ({ type: 'HEADER', format, example: { header_handle: [handle] } })
let made = 0

/** Created here, approved at Meta. */
async function template(components: readonly object[], category = 'UTILITY') {
  const name = `com_arquivo_${++made}`
  const wish = { name, language: 'pt_BR', category, components, wabaId: s.number.wabaId }
  const { status, body: view } = await s.admin.send('POST', '/api/v1/templates', wish)
  if (status !== 201) return { name, status, view }
  await s.control(`/wabas/${s.number.wabaId}/templates/${view.metaTemplateId}`, { status: 'APPROVED' })
  await s.admin.send('POST', '/api/v1/templates/sync', { wabaId: s.number.wabaId })
  return { name, status, view }
}
const send = (name: string, components: readonly object[]) =>
  s.admin.send('POST', '/api/v1/messages', {
    to: TO,
    numberId: s.number.id,
    type: 'template',
    template: { name, language: { code: 'pt_BR' }, components },
  })
const uploaded = async (kind: string, bytes: Buffer, type: string): Promise<string> => (await s.upload({ kind }, bytes, type)).body.id
const withImage = (id: string) => [{ type: 'header', parameters: [{ type: 'image', image: { id } }] }]
const stored = async (id: string) => (await s.messages()).find((message: { id: string }) => message.id === id)

async function delivered(id: string) {
  await s.filesWork()
  await s.sendingWorks()
  return stored(id)
}

describe('a sample', () => {
  test('becomes a handle at Meta that a template can be created with, and does not come back', async () => {
    const { status, body: answer } = await sample('IMAGE', png)
    expect([status, answer]).toEqual([
      201,
      { handle: expect.stringMatching(/^4::/), format: 'IMAGE', mimeType: 'image/png', size: png.length },
    ])
    const { name, status: created } = await template([header('IMAGE', answer.handle), body('Chegou.')])
    expect(created).toBe(201)
    const { items } = (await s.admin.get(`/api/v1/templates?q=${name}`)).body
    expect(items[0].components[0].example.header_handle[0]).toMatch(/^https:/)
  })

  test.each([
    ['a document where an image belongs', () => sample('IMAGE', pdf), 422, 'file_refused'],
    ['of a format nobody knows', () => sample('GIF', png), 422, 'invalid'],
    ['for an account of somebody else', async () => sample('IMAGE', png, await signedIn(s.app, s.owner, 'owner', 'Lia')), 404, 'not_found'],
    [
      'by somebody who may not create',
      async () => sample('IMAGE', png, await colleague(s.app, s.owner, s.admin.workspaceId, 'agent')),
      403,
      'not_allowed',
    ],
  ] as const)('%s is refused', async (_name, ask, status, code) => {
    const answer = await ask()
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('that was made up, or is of another format, is refused by Meta when it is used', async () => {
    const { body: answer } = await sample('DOCUMENT', pdf)
    for (const handle of ['4::bm9uZQ==:made-up', answer.handle])
      expect((await template([header('IMAGE', handle), body('Chegou.')])).view).toMatchObject({ code: 'meta_refused' })
  })
})

describe('a template with a picture on top', () => {
  test('is held until Meta has the file, and names it by Meta’s id', async () => {
    const { name } = await template([header('IMAGE', (await sample('IMAGE', png)).body.handle), body('Chegou.')])
    const id = await uploaded('image', png, 'image/png')
    const { status, body: message } = await send(name, withImage(id))
    expect([status, message.status, message.content.components]).toEqual([202, 'queued', withImage(id)])
    await s.sendingWorks()
    expect((await stored(message.id)).status).toBe('queued')
    expect((await delivered(message.id)).status).toBe('accepted')
    expect(await onPhone(message.id)).toMatchObject({ header: { type: 'image', image: { id: expect.stringMatching(/^\d+$/) } } })
    // The picture is shown where it was sent, and can go into another message as a copy.
    expect((await s.link(id)).url).toContain('/media/')
    const copy = (await s.admin.send('POST', `/api/v1/media/${id}/copy`)).body
    expect(copy.id).not.toBe(id)
    const again = (await send(name, withImage(copy.id))).body
    expect((await delivered(again.id)).status).toBe('accepted')
  })

  test('takes an address and an id of Meta’s own as they are', async () => {
    const { name } = await template([header('DOCUMENT', (await sample('DOCUMENT', pdf)).body.handle), body('A lista.')])
    const link = { link: 'https://loja.example/lista.pdf', filename: 'lista.pdf' }
    const { body: message } = await send(name, [{ type: 'header', parameters: [{ type: 'document', document: link }] }])
    expect((await delivered(message.id)).status).toBe('accepted')
    expect(await onPhone(message.id)).toMatchObject({ header: { document: link } })
  })

  test('is not sent with the file of somebody else, of another kind, or one already sent', async () => {
    const { name } = await template([header('IMAGE', (await sample('IMAGE', png)).body.handle), body('Chegou.')])
    const stranger = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent', 'Rui')
    const theirs = (await s.upload({ kind: 'image' }, png, 'image/png', stranger)).body.id
    const document = await uploaded('document', pdf, 'application/pdf')
    const mine = await uploaded('image', png, 'image/png')
    expect((await send(name, withImage(theirs))).status).toBe(404)
    expect((await send(name, withImage(document))).body.code).toBe('file_refused')
    expect((await send(name, withImage(mine))).status).toBe(202)
    expect((await send(name, withImage(mine))).status).toBe(404)
    expect((await send(name, [])).body.code).toBe('template_parameters')
  })
})

describe('a carousel', () => {
  test('goes when the last of its files has come, each card with its own', async () => {
    const handle = (await sample('IMAGE', png)).body.handle
    const buttons = { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Quero' }] }
    const card = (text: string) => ({ components: [header('IMAGE', handle), body(text), buttons] })
    const { name } = await template([body('Saiu do forno.'), { type: 'CAROUSEL', cards: [card('Bolo'), card('Pão')] }], 'MARKETING')
    const ids = [await uploaded('image', png, 'image/png'), await uploaded('image', jpeg, 'image/jpeg')]
    const cards = ids.map((id, card_index) => ({ card_index, components: withImage(id) }))
    const { status, body: message } = await send(name, [{ type: 'carousel', cards }])
    expect(status).toBe(202)
    expect((await delivered(message.id)).status).toBe('accepted')
    const shown = await onPhone(message.id)
    expect(shown.cards.map(({ body: text }: { body: string }) => text)).toEqual(['Bolo', 'Pão'])
    expect(new Set(shown.cards.map((each: { header: { image: { id: string } } }) => each.header.image.id)).size).toBe(2)
  })

  test('that fails can be sent again, with files of its own', async () => {
    const { name } = await template([header('IMAGE', (await sample('IMAGE', png)).body.handle), body('De novo.')])
    await atSimulator('/faults', { method: 'PUT', body: JSON.stringify({ next: [{ kind: 'refuse', code: 131_026 }] }) })
    const { body: message } = await send(name, withImage(await uploaded('image', png, 'image/png')))
    expect((await delivered(message.id)).status).toBe('failed')
    const { status, body: again } = await s.admin.send('POST', `/api/v1/messages/${message.id}/retry`)
    expect(status).toBeLessThan(300)
    expect((await delivered(again.id)).status).toBe('accepted')
  })
})

const atSimulator = async (path: string, request: RequestInit = {}) =>
  (
    await fetch(`${s.simulator.url}/api/wabas/${s.number.wabaId}${path}`, { headers: { 'content-type': 'application/json' }, ...request })
  ).json()

/** What the customer's phone draws, once it has come. */
async function onPhone(messageId: string) {
  const { wamid } = await stored(messageId)
  const last = async () => {
    const { items } = (await atSimulator('/customers')) as {
      items: { waId: string; lastMessage: { id: string; content: unknown } | null }[]
    }
    return items.find(({ waId }) => waId === TO)?.lastMessage
  }
  await expect.poll(async () => (await last())?.id).toBe(wamid)
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  return ((await last()) as any).content.rendered
}
