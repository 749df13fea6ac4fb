/** Files made to harm: they neither run nor exhaust, and lead nowhere. Each goes the way that a customer's file goes. */
import { readdirSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rangeOf } from '../server/src/media/served-routes.ts'
import { photo, voiceNote } from './media-samples.ts'
import { type MediaStage, mediaStage } from './media-stage.ts'

let s: MediaStage
beforeAll(async () => {
  s = await mediaStage()
})
afterAll(() => s.close())

const SCRIPT = '<script>alert(document.cookie)</script>'
const GIF = Buffer.from('GIF89a/*\0\0\0\0\0\0*/=1;alert(1)//;', 'latin1')

/** A PNG that says it is 60,000 by 60,000: a few kilobytes that would be 14 GB as pixels. */
function pixelFlood(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const head = Buffer.alloc(4)
    head.writeUInt32BE(data.length)
    return Buffer.concat([head, Buffer.from(type), data, Buffer.alloc(4)])
  }
  const size = Buffer.alloc(8)
  size.writeUInt32BE(60_000, 0)
  size.writeUInt32BE(60_000, 4)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.concat([size, Buffer.from([8, 2, 0, 0, 0])])),
    chunk('IDAT', deflateSync(Buffer.alloc(4_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Sent as a document, which is what WhatsApp lets through; the message then claims what it likes. */
async function arrives(type: string, bytes: Buffer, claims: { mime_type?: string; filename?: string } = {}) {
  const message = await s.customerSends(type, bytes, 'application/pdf', claims)
  await s.filesWork()
  const [stored] = await s.messages()
  expect(stored.id).toBe(message.id)
  return stored.media
}

describe('what a stranger sends', () => {
  test.each([
    ['a page called a picture', 'image', Buffer.from(`<!doctype html><html><body>${SCRIPT}`), 'image/jpeg'],
    ['a drawing with script in it', 'image', Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`), 'image/svg+xml'],
    ['a drawing called a document', 'document', Buffer.from(`<?xml version="1.0"?><svg onload="alert(1)"/>`), 'image/svg+xml'],
    ['a page called a document', 'document', Buffer.from(`<html>${SCRIPT}</html>`), 'text/html'],
    ['a program', 'document', Buffer.from('MZ\u0090\0\u0003\0\0\0', 'latin1'), 'application/x-msdownload'],
  ])('%s is only ever saved, as nothing that a browser opens', async (_title, type, bytes, claimed) => {
    const media = await arrives(type, bytes, { mime_type: claimed })
    const { url, downloadUrl } = await s.link(media.id)
    for (const address of [url, downloadUrl]) {
      const { headers } = await s.open(address)
      expect(headers['content-disposition']).toMatch(/^attachment/)
      expect(headers['content-type']).toMatch(/^(application\/octet-stream|text\/plain; charset=utf-8|application\/x-msdownload)$/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox")
    }
  })

  test('a picture that is a script as well is a picture, and nothing more', async () => {
    const media = await arrives('image', GIF, { mime_type: 'image/gif' })
    const { headers } = await s.open((await s.link(media.id)).url)
    expect(headers['content-type']).toBe('image/gif')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox")
  })

  test('a flood of pixels is a file without a preview', async () => {
    const media = await arrives('image', pixelFlood(), { mime_type: 'image/png' })
    expect(media).toMatchObject({ state: 'ready', hasPreview: false })
  })

  test('an archive is kept as it came, never unpacked', async () => {
    const zip = Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\x08\0'), Buffer.alloc(20), deflateSync(Buffer.alloc(1_000_000))])
    const media = await arrives('document', zip, { mime_type: 'application/zip', filename: '42.zip' })
    expect(media).toMatchObject({ state: 'ready', size: zip.length, mimeType: 'application/zip' })
  })

  test('a name with a path in it is a name', async () => {
    const media = await arrives('document', Buffer.from('%PDF-1.4 a'), {
      filename: '../../../etc/cron.d/x\u202efdp.exe"\r\nset-cookie: a=b',
    })
    const { headers } = await s.open((await s.link(media.id)).downloadUrl)
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['content-disposition']).not.toMatch(/[\r\n]/)
    expect(readdirSync(s.deps.files.spool)).toEqual([])
  })

  test('pictures and sounds with broken insides are files without a preview', async () => {
    const whole = await photo(200, 200)
    for (let round = 0; round < 12; round++) {
      const spoilt = Buffer.from(whole)
      for (let n = 0; n < 20; n++) spoilt[40 + ((round * 7919 + n * 104_729) % (spoilt.length - 40))] = (round * 31 + n) & 255
      const media = await arrives('image', spoilt.subarray(0, spoilt.length - round * 50), { mime_type: 'image/jpeg' })
      expect(media.state).toBe('ready')
    }
    const sound = voiceNote()
    for (let at = 60; at < sound.length; at += 97) sound[at] = at & 255
    expect((await arrives('audio', sound, { mime_type: 'audio/ogg' })).state).toBe('ready')
    expect((await arrives('image', whole, { mime_type: 'image/jpeg' })).hasPreview).toBe(true) // and the next one is well again
  })
})

test.each([
  ['bytes=0-0', 10, { start: 0, end: 0 }],
  ['bytes=5-', 10, { start: 5, end: 9 }],
  ['bytes=-4', 10, { start: 6, end: 9 }],
  ['bytes=0-99', 10, { start: 0, end: 9 }],
  ['bytes=-0', 10, 'unsatisfiable'],
  ['bytes=10-', 10, 'unsatisfiable'],
  ['bytes=7-3', 10, null],
  ['bytes=-', 10, null],
  ['bytes=0-1,3-4', 10, null],
  ['lines=0-1', 10, null],
  ['bytes=99999999999999999999-', 10, 'unsatisfiable'],
])('the range %s of %d bytes', (header, size, range) => {
  expect(rangeOf(header, size)).toEqual(range)
})
