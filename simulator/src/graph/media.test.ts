import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { APP, codeOf, type Stage, stage } from '../test/stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
  await s.writes('Oi')
})
afterAll(() => s.close())

const BYTES = Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7) % 256))

function upload(bytes: Buffer, type: string, fields: Readonly<Record<string, string>> = { messaging_product: 'whatsapp' }) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), 'bolo.jpg')
  return s.graph('POST', `${s.made.phoneNumberId}/media`, form)
}
const fetchWith = (url: string, token: string | null) => fetch(url, token === null ? {} : { headers: { authorization: `Bearer ${token}` } })

describe('media', () => {
  test('comes back byte for byte, and can be sent', async () => {
    const { id } = (await upload(BYTES, 'image/jpeg')).body
    const node = (await s.graph('GET', id)).body
    expect(node).toEqual({
      messaging_product: 'whatsapp',
      url: expect.stringContaining(`mid=${id}`),
      mime_type: 'image/jpeg',
      sha256: createHash('sha256').update(BYTES).digest('hex'),
      file_size: '5000',
      id,
    })
    const fetched = await fetchWith(node.url, s.made.accessToken)
    expect(Buffer.from(await fetched.arrayBuffer()).equals(BYTES)).toBe(true)
    expect(codeOf(await s.send({ type: 'image', image: { id, caption: 'Pronto' } }))).toBe(0)
    expect(codeOf(await s.send({ type: 'audio', audio: { id } }))).toBe(131009)
  })

  test('its address asks for a token, and lives five minutes', async () => {
    const { id } = (await upload(BYTES, 'image/png')).body
    const { url } = (await s.graph('GET', id)).body
    const other = (await s.control('POST', '/wabas', { name: 'Outra' })).body
    expect((await fetchWith(url, null)).status).toBe(401)
    expect((await fetchWith(url, other.accessToken)).status).toBe(400)
    expect((await fetchWith(url.replace(/hash=./, 'hash=_'), s.made.accessToken)).status).toBe(404)
    expect((await fetchWith(url, s.made.accessToken)).status).toBe(200)
    await s.api('POST', '/clock', { hours: 0.1 })
    expect((await fetchWith(url, s.made.accessToken)).status).toBe(404)
    expect((await fetchWith((await s.graph('GET', id)).body.url, s.made.accessToken)).status).toBe(200)
  })

  test('is gone when deleted, after thirty days, and for another number', async () => {
    const { id } = (await upload(BYTES, 'image/jpeg')).body
    expect(codeOf(await s.graph('GET', `${id}?phone_number_id=123`))).toBe(100)
    expect((await s.graph('DELETE', id)).body).toEqual({ success: true })
    expect(codeOf(await s.graph('GET', id))).toBe(100)
    const old = (await upload(BYTES, 'image/jpeg')).body.id
    await s.api('POST', '/clock', { hours: 24 * 31 })
    expect(codeOf(await s.graph('GET', old))).toBe(100)
  })

  test('of a kind or size that WhatsApp does not carry is refused', async () => {
    expect(codeOf(await upload(BYTES, 'application/zip'))).toBe(100)
    expect(codeOf(await upload(Buffer.alloc(600 * 1024), 'image/webp'))).toBe(131053)
    expect(codeOf(await upload(Buffer.alloc(0), 'image/png'))).toBe(131053)
    expect(codeOf(await upload(BYTES, 'image/png', {}))).toBe(100)
    expect(codeOf(await s.graph('POST', `${s.made.phoneNumberId}/media`, { messaging_product: 'whatsapp' }))).toBe(100)
  })
})

describe('a resumable upload', () => {
  test('in two pieces ends in a handle', async () => {
    const token = s.made.accessToken
    const session = await s.graph('POST', `${APP.id}/uploads?file_name=a.png&file_length=${BYTES.length}&file_type=image/png`)
    const url = `${s.simulator.url}/graph/v26.0/${session.body.id}`
    const send = async (offset: number, piece: Buffer) =>
      (
        await fetch(url, {
          method: 'POST',
          headers: { authorization: `OAuth ${token}`, file_offset: String(offset) },
          body: new Uint8Array(piece),
        })
      ).json()
    expect(await send(0, BYTES.subarray(0, 2000))).toEqual({ id: session.body.id, file_offset: 2000 })
    expect((await s.graph('GET', session.body.id)).body.file_offset).toBe(2000)
    expect(await send(0, BYTES)).toMatchObject({ error: { code: 100 } })
    expect(await send(2000, BYTES.subarray(2000))).toEqual({ h: expect.stringMatching(/^4::/) })
  })
})
