/** Against a server that speaks S3, started here; the same promises as files on disk. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diskStore } from './disk-store.ts'
import { s3Store } from './s3-store.ts'
import { type MediaStore, MissingFile } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'recado-store-'))
const server = new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  directory: join(folder, 's3'),
  configureBuckets: [{ name: 'recado' }],
})
const stores: Record<string, MediaStore> = { 'on disk': diskStore(join(folder, 'media')) }
let remote: ReturnType<typeof s3Store>

beforeAll(async () => {
  const { port } = await server.run()
  const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } // what this server knows
  remote = s3Store({ endpoint: `http://127.0.0.1:${port}`, bucket: 'recado', region: 'us-east-1', ...keys })
  stores['in S3'] = remote
})
afterAll(async () => {
  remote.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const KEY = '01900000-0000-7000-8000-000000000001/0123456789abcdef0123456789abcdef'
const BYTES = Buffer.from(Array.from({ length: 200_000 }, (_, n) => (n * 7) % 251))

describe.each(['on disk', 'in S3'])('files %s', (name) => {
  const store = () => stores[name] as MediaStore

  test('come back byte for byte, whole and in part, until they are removed', async () => {
    const path = join(folder, 'incoming')
    writeFileSync(path, BYTES)
    await store().keep(KEY, path)
    expect(readdirSync(folder)).not.toContain('incoming')
    expect((await read(await store().open(KEY))).equals(BYTES)).toBe(true)
    expect((await read(await store().open(KEY, { start: 10, end: 99_999 }))).equals(BYTES.subarray(10, 100_000))).toBe(true)
    await store().remove(KEY)
    await expect(store().open(KEY)).rejects.toThrow(MissingFile)
    await store().remove(KEY) // twice is no harm
  })

  test('have keys of one shape, which leads nowhere else', async () => {
    for (const key of ['../../etc/passwd', `${KEY}/../x`, KEY.toUpperCase(), '', KEY.replace('/', '/../')]) {
      await expect((async () => store().open(key))()).rejects.toThrow('not the key of a file')
    }
  })
})

async function read(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}
