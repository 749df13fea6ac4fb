/** Files both ways, with the simulator as Meta: from the webhook to the bytes, and from the upload to the customer's phone. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textFrom } from '../server/src/test/meta-webhooks.ts'
import { colleague } from '../server/src/test/sign-in.ts'
import { animatedSticker, photo, VOICE_NOTE } from './media-samples.ts'
import { type MediaStage, mediaStage } from './media-stage.ts'

let s: MediaStage
beforeAll(async () => {
  s = await mediaStage()
})
afterAll(() => s.close())

describe('a file from a customer', () => {
  test('is shown as waiting at once, then as it is, to everybody who looks', async () => {
    const bytes = await photo(1200, 800)
    const before = await s.customerSends('image', bytes, 'image/jpeg', { caption: 'Queria um assim' })
    expect(before).toMatchObject({ type: 'image', text: 'Queria um assim', media: { state: 'waiting', kind: 'image', size: null } })
    await s.filesWork()
    const [after] = await s.messages()
    expect(after.media).toMatchObject({
      id: before.media.id,
      state: 'ready',
      mimeType: 'image/jpeg',
      size: bytes.length,
      width: 1200,
      height: 800,
    })
    expect((await s.events()).at(-1)).toEqual({
      type: 'message.media',
      conversationId: after.conversationId,
      messageId: after.id,
      media: after.media,
    })

    const { url, previewUrl } = await s.link(after.media.id)
    expect((await s.open(url)).bytes.equals(bytes)).toBe(true)
    const preview = await s.open(previewUrl)
    expect(preview.headers['content-type']).toBe('image/webp')
    expect(preview.bytes.length).toBeLessThan(bytes.length)
  })

  test('is stored once, however often it is sent', async () => {
    const bytes = await photo(64, 64)
    for (const _ of [1, 2]) await s.customerSends('image', bytes, 'image/jpeg')
    await s.filesWork()
    const [second, first] = await s.messages()
    expect([first.media.state, second.media.state]).toEqual(['ready', 'ready'])
    const blobs = await s.owner.selectFrom('media').select('blob_key').where('id', 'in', [first.media.id, second.media.id]).execute()
    expect(new Set(blobs.map((row) => row.blob_key)).size).toBe(1)
    expect((await s.open((await s.link(second.media.id)).url)).bytes.equals(bytes)).toBe(true)
  })

  test('as a voice note has a waveform and a length; as an animated sticker a preview', async () => {
    await s.customerSends('audio', VOICE_NOTE, 'audio/ogg; codecs=opus', { voice: true })
    await s.customerSends('sticker', await animatedSticker(), 'image/webp', { animated: true })
    await s.filesWork()
    const [sticker, voice] = await s.messages()
    expect(voice.media).toMatchObject({ state: 'ready', isVoice: true, mimeType: 'audio/ogg' })
    expect(voice.media.waveform).toHaveLength(64)
    expect(voice.media.durationMs).toBeGreaterThan(500)
    expect(sticker.media).toMatchObject({ state: 'ready', width: 128, height: 128, hasPreview: true })
  })

  test('that Meta does not have any more says so, and can be asked for again', async () => {
    const message = await s.customerSends('document', Buffer.from('%PDF-1.4 contrato'), 'application/pdf', { filename: 'contrato.pdf' })
    await s.owner.updateTable('media').set({ meta_id: '99999999999' }).where('id', '=', message.media.id).execute()
    await s.filesWork()
    expect((await s.messages())[0].media).toMatchObject({ state: 'failed', error: 'gone' })
    expect((await s.link(message.media.id)).url).toBe(null)

    await s.owner.updateTable('media').set({ meta_id: message.content.id }).where('id', '=', message.media.id).execute()
    const again = await s.admin.send('POST', `/api/v1/media/${message.media.id}/fetch`)
    expect(again).toMatchObject({ status: 202, body: { state: 'waiting', error: null } })
    await s.filesWork()
    expect((await s.messages())[0].media).toMatchObject({ state: 'ready', fileName: 'contrato.pdf' })
  })

  test('whose bytes are not those the webhook announced is not kept', async () => {
    const message = await s.customerSends('image', await photo(32, 32), 'image/jpeg', { sha256: Buffer.alloc(32).toString('base64') })
    await s.filesWork()
    expect((await s.messages())[0].media).toMatchObject({ state: 'waiting' })
    for (const _ of [2, 3]) await s.filesWork({ retries: true })
    expect((await s.messages())[0].media).toMatchObject({ id: message.media.id, state: 'failed', error: 'altered' })
    const { run_at, attempts } = await s.owner
      .selectFrom('media_job')
      .selectAll()
      .where('media_id', '=', message.media.id)
      .executeTakeFirstOrThrow()
    expect(attempts).toBe(3) // and it goes on trying by itself
    expect(run_at.getTime()).toBeGreaterThan(Date.now())
    expect(readdirSync(join(s.deps.files.spool))).toEqual([])
  })

  test('comes when Meta is back, without anybody asking', async () => {
    const message = await s.customerSends('image', await photo(40, 40), 'image/jpeg')
    await setOutage(true)
    await s.filesWork()
    expect((await s.messages())[0].media).toMatchObject({ id: message.media.id, state: 'waiting' })
    await setOutage(false)
    await s.filesWork({ retries: true })
    expect((await s.messages())[0].media).toMatchObject({ id: message.media.id, state: 'ready' })
  })

  async function setOutage(outage: boolean): Promise<void> {
    await fetch(`${s.simulator.url}/api/wabas/${s.number.wabaId}/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ outage }),
    })
  }
})

describe('the address of a file', () => {
  test('is for minutes, for one part of one file, and cannot be altered', async () => {
    const { url, downloadUrl } = await s.link((await s.messages())[0].media.id)
    expect((await s.open(url)).status).toBe(200)
    expect((await s.open(url.replace('/file/', '/save/'))).status).toBe(410)
    const [, , , , , expires] = url.split('/')
    expect((await s.open(url.replace(expires, String(Number(expires) + 60)))).status).toBe(410)
    expect((await s.open(downloadUrl)).headers['content-disposition']).toMatch(/^attachment/)
    expect(s.deps.links.read(partsOf(url), new Date(Date.now() + 5 * 60_000))).toBe(null)
  })

  test('answers ranges, as players ask for them', async () => {
    const voice = (await s.messages()).find((message: { type: string }) => message.type === 'audio')
    const { url } = await s.link(voice.media.id)
    const part = await s.open(url, { range: 'bytes=4-9' })
    expect(part.status).toBe(206)
    expect(part.headers['content-range']).toBe(`bytes 4-9/${VOICE_NOTE.length}`)
    expect(part.bytes.equals(VOICE_NOTE.subarray(4, 10))).toBe(true)
    expect((await s.open(url, { range: 'bytes=-3' })).bytes.equals(VOICE_NOTE.subarray(-3))).toBe(true)
    expect((await s.open(url, { range: `bytes=${VOICE_NOTE.length}-` })).status).toBe(416)
  })

  const partsOf = (url: string) => {
    const [, , workspaceId = '', mediaId = '', part = '', expires = '', signature = ''] = url.split('/')
    return { workspaceId, mediaId, part, expires, signature }
  }
})

describe('the picture of an ad', () => {
  const fromAd = async (image: string) => {
    const referral = { source_type: 'ad', source_url: 'https://fb.me/x', headline: 'Bolo', media_type: 'image', image_url: image }
    await s.deliver(textFrom('5511988880001', 'Vi o anúncio', { referral }))
    await s.filesWork()
    return (await s.messages())[0]
  }

  test('that a customer came from is fetched and kept, and is none of the files exchanged', async () => {
    const message = await fromAd(`${s.simulator.url}/graph/ads/cake.png`)
    expect(message).toMatchObject({
      type: 'text',
      text: 'Vi o anúncio',
      media: { kind: 'image', state: 'ready', mimeType: 'image/png', width: 600 },
    })
    expect((await s.open((await s.link(message.media.id)).previewUrl)).headers['content-type']).toBe('image/webp')
    const { contact } = await s.conversation()
    const shared = (await s.admin.get(`/api/v1/contacts/${contact.id}/shared?what=media`)).body.items
    expect(shared.map((item: { media: { id: string } }) => item.media.id)).not.toContain(message.media.id)
  })

  test.each([
    ['lies on a host that is not Meta’s', () => 'http://127.0.0.1:9/cake.png', 'gone'],
    ['is not there any more', () => `${s.simulator.url}/graph/ads/gone.png`, 'gone'],
  ])('that %s is not shown, and the message stays as it is', async (_why, address, error) => {
    expect(await fromAd(address())).toMatchObject({ text: 'Vi o anúncio', media: { state: 'failed', error } })
  })
})

describe('a file for a customer', () => {
  test('is uploaded to us, then to Meta, then sent by its id', async () => {
    const { id: conversationId } = await s.conversation()
    const kinds = [
      ['image', await photo(300, 200), 'image/jpeg', { caption: 'Este?' }],
      ['audio', VOICE_NOTE, 'audio/ogg', { voice: true }],
      ['document', Buffer.from('%PDF-1.7 proposta'), 'application/pdf', { filename: 'proposta.pdf' }],
      ['sticker', await animatedSticker(), 'image/webp', {}],
    ] as const
    for (const [type, bytes, mimeType, more] of kinds) {
      const { status, body: media } = await s.upload({ kind: type, conversationId }, bytes, mimeType)
      expect([status, media.state, media.kind]).toEqual([201, 'ready', type])
      const sent = await s.admin.send('POST', `/api/v1/conversations/${conversationId}/messages`, {
        type,
        [type]: { id: media.id, ...more },
      })
      expect(sent).toMatchObject({ status: 202, body: { type, media: { id: media.id, state: 'ready' } } })
    }
    await s.sendingWorks()
    expect(await s.sends()).toEqual([]) // nothing goes out before Meta has its file
    await s.filesWork()
    await s.sendingWorks()
    expect((await s.sends()).map(({ type }) => type)).toEqual(['image', 'audio', 'document', 'sticker'])
    expect((await s.messages()).slice(0, 4).map((message: { status: string }) => message.status)).toEqual(Array(4).fill('accepted'))
  })

  test('sent again is not brought to Meta again', async () => {
    const { id: conversationId } = await s.conversation()
    const before = (await s.sends()).length
    const { body: media } = await s.upload({ kind: 'image', conversationId }, await photo(300, 200), 'image/jpeg')
    await s.admin.send('POST', `/api/v1/conversations/${conversationId}/messages`, { type: 'image', image: { id: media.id } })
    await s.sendingWorks()
    expect((await s.sends()).length).toBe(before + 1)
  })

  test('holds back what is written after it, so that the order stays', async () => {
    const { id: conversationId } = await s.conversation()
    const before = (await s.sends()).length
    const { body: media } = await s.upload({ kind: 'image', conversationId }, await photo(90, 30), 'image/jpeg')
    const send = (draft: object) => s.admin.send('POST', `/api/v1/conversations/${conversationId}/messages`, draft)
    await send({ type: 'image', image: { id: media.id } })
    await send({ type: 'text', text: { body: 'É este' } })
    await s.sendingWorks()
    expect((await s.sends()).length).toBe(before)
    await s.filesWork()
    await s.sendingWorks()
    expect((await s.sends()).slice(before).map(({ type }) => type)).toEqual(['image', 'text'])
  })

  test('belongs to one message, of whoever uploaded it, in the conversation it was uploaded for', async () => {
    const { id: conversationId } = await s.conversation()
    const { body: media } = await s.upload({ kind: 'image', conversationId }, await photo(50, 50), 'image/jpeg')
    const draft = { type: 'image', image: { id: media.id } }
    const path = `/api/v1/conversations/${conversationId}/messages`
    const caio = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent', 'Caio')
    expect((await caio.send('POST', path, draft)).status).toBe(404)
    expect((await s.admin.send('POST', path, { type: 'document', document: { id: media.id } })).status).toBe(422)
    expect((await s.admin.send('POST', path, draft)).status).toBe(202)
    await s.filesWork()
    await s.sendingWorks()
    expect((await s.admin.send('POST', path, draft)).status).toBe(404)
  })

  test('that Meta refuses fails with its reason; sent once more it is another message with the same bytes', async () => {
    const { id: conversationId } = await s.conversation()
    const bytes = await photo(70, 10)
    const { body: media } = await s.upload({ kind: 'image', conversationId }, bytes, 'image/jpeg')
    const { body: message } = await s.admin.send('POST', `/api/v1/conversations/${conversationId}/messages`, {
      type: 'image',
      image: { id: media.id },
    })
    await s.owner.updateTable('media').set({ mime_type: 'image/tiff' }).where('id', '=', media.id).execute() // which the simulator refuses
    await s.filesWork()
    const failed = (await s.messages()).find(({ id }: { id: string }) => id === message.id)
    expect(failed).toMatchObject({ status: 'failed', error: { reason: 'media_refused', code: 100 } })
    expect(await s.owner.selectFrom('outbox').selectAll().execute()).toEqual([])

    await s.owner.updateTable('media').set({ mime_type: 'image/jpeg' }).where('id', '=', media.id).execute()
    const again = await s.admin.send('POST', `/api/v1/messages/${message.id}/retry`)
    expect(again).toMatchObject({ status: 202, body: { clientId: message.id, media: { state: 'ready' } } })
    expect(again.body.media.id).not.toBe(media.id)
    await s.filesWork()
    await s.sendingWorks()
    expect((await s.messages())[0]).toMatchObject({ id: again.body.id, status: 'accepted' })
  })

  test('is refused before it is read where it is too large, of another kind, or for a conversation out of reach', async () => {
    const { id: conversationId } = await s.conversation()
    const tooLarge = await s.upload({ kind: 'image', conversationId }, Buffer.alloc(6 * 1024 * 1024, 1), 'image/jpeg')
    expect(tooLarge).toMatchObject({
      status: 413,
      body: { code: 'payload_too_large', details: { problem: 'size', maxBytes: 5 * 1024 * 1024 } },
    })
    const page = await s.upload({ kind: 'image', conversationId }, Buffer.from('<html><script>alert(1)</script>'), 'image/jpeg')
    expect(page).toMatchObject({ status: 422, body: { code: 'file_refused', details: { problem: 'type' } } })
    const empty = await s.upload({ kind: 'image', conversationId }, Buffer.alloc(0), 'image/jpeg')
    expect(empty.status).toBe(422)
    const nobodys = await s.upload(
      { kind: 'image', conversationId: '01900000-0000-7000-8000-000000000000' },
      await photo(5, 5),
      'image/jpeg',
    )
    expect(nobodys.status).toBe(404)
    expect(readdirSync(s.deps.files.spool)).toEqual([])
  })
})

test('what was exchanged with a contact is listed by kind, newest first', async () => {
  const { contact } = await s.conversation()
  const media = (await s.admin.get(`/api/v1/contacts/${contact.id}/shared?what=media&limit=2`)).body
  expect(media.items).toHaveLength(2)
  expect(media.items[0]).toMatchObject({ direction: 'out', media: { kind: 'image', url: expect.stringMatching(/^\/media\//) } })
  const more = (await s.admin.get(`/api/v1/contacts/${contact.id}/shared?what=media&limit=2&cursor=${media.nextCursor}`)).body
  expect(more.items[0].messageId).not.toBe(media.items[0].messageId)
  const documents = (await s.admin.get(`/api/v1/contacts/${contact.id}/shared?what=documents`)).body
  expect(documents.items.map((item: { text: string }) => item.text)).toEqual(['proposta.pdf', 'contrato.pdf'])
})
