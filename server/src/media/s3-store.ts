import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { checkedKey, type MediaStore, MissingFile } from './store.ts'

export interface S3Settings {
  readonly endpoint: string | null
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Objects in one bucket, under `media/`. The SDK is large and loaded only where a bucket is set. */
export function s3Store(settings: S3Settings): MediaStore & { close(): void } {
  let loading: Promise<{ client: S3Client; sdk: typeof import('@aws-sdk/client-s3') }> | null = null
  const s3 = () => (loading ??= connect(settings))
  const at = (key: string) => ({ Bucket: settings.bucket, Key: `media/${checkedKey(key)}` })
  return {
    async keep(key, file) {
      const { client, sdk } = await s3()
      const { size } = await stat(file)
      await client.send(new sdk.PutObjectCommand({ ...at(key), Body: createReadStream(file), ContentLength: size }))
      await rm(file, { force: true })
    },
    async open(key, range) {
      const { client, sdk } = await s3()
      const Range = range === undefined ? undefined : `bytes=${range.start}-${range.end}`
      try {
        const { Body } = await client.send(new sdk.GetObjectCommand({ ...at(key), ...(Range === undefined ? {} : { Range }) }))
        if (Body instanceof Readable) return Body
        throw new Error('the object came without a stream')
      } catch (error) {
        if (error instanceof sdk.NoSuchKey) throw new MissingFile(key)
        throw error
      }
    },
    async remove(key) {
      const { client, sdk } = await s3()
      await client.send(new sdk.DeleteObjectCommand(at(key)))
    },
    close: () => void loading?.then(({ client }) => client.destroy()),
  }
}

async function connect(settings: S3Settings) {
  const sdk = await import('@aws-sdk/client-s3')
  const { endpoint, region, accessKeyId, secretAccessKey } = settings
  const client = new sdk.S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    // Many servers that speak S3 know nothing of the newer checksums; every file's SHA-256 is in our own rows.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return { client, sdk }
}
