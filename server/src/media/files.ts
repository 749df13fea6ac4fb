/** Everything about bytes that the rest of this capability stands on: where they are kept, and where they lie while they come in. */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { PREVIEW_ENTRY } from '../paths.ts'
import type { Logger } from '../platform/log.ts'
import { diskStore } from './disk-store.ts'
import { type Previews, startPreviews } from './previews.ts'
import { s3Store } from './s3-store.ts'
import { emptySpool } from './spool.ts'
import type { MediaStore } from './store.ts'

export interface MediaFiles {
  readonly store: MediaStore
  /** A folder for files on their way in. Whatever lies there at a start was given up. */
  readonly spool: string
  readonly previews: Previews
  close(): Promise<void>
}

type Settings = Pick<Config, 'DATA_DIR' | 'S3_ENDPOINT' | 'S3_BUCKET' | 'S3_REGION' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'>

export function openMediaFiles(config: Settings, log: Logger): MediaFiles {
  const folder = resolve(config.DATA_DIR, 'media')
  const spool = resolve(config.DATA_DIR, 'spool')
  for (const path of [folder, spool]) mkdirSync(path, { recursive: true, mode: 0o700 })
  emptySpool(spool)
  const bucket = bucketOf(config)
  const remote = bucket === null ? null : s3Store(bucket)
  const previews = startPreviews(PREVIEW_ENTRY, log)
  return {
    store: remote ?? diskStore(folder),
    spool,
    previews,
    async close() {
      await previews.close()
      remote?.close()
    },
  }
}

function bucketOf(config: Settings) {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = config
  if (bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined) return null
  return { bucket, accessKeyId, secretAccessKey, endpoint: config.S3_ENDPOINT ?? null, region: config.S3_REGION ?? 'us-east-1' }
}

export const spooled = (files: MediaFiles, name: string): string => join(files.spool, name)
