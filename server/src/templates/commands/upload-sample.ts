/** What reviewers look at in place of the file that a template will be sent with. Meta keeps it; we only keep its handle. */
import type { FileFormat } from '@recado/contract/template-draft/draft'
import { SAMPLE_RULES } from '@recado/contract/template-draft/sample-rules'
import type { TemplateSample } from '@recado/contract/template-samples'
import { typeOfBytes } from '../../media/file-type.ts'
import type { MetaDeps } from '../../numbers/deps.ts'
import { graphRefusal } from '../../numbers/graph-refusal.ts'
import { uploadSmallFile } from '../../outbound/graph-number-assets.ts'
import { readToken } from '../../outbound/graph-numbers.ts'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import type { Scope } from '../../platform/scope.ts'
import { type AccountName, accountOf } from '../account-of.ts'

export interface SampleUpload extends AccountName {
  readonly format: FileFormat
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Meta gives handles for uploads to the app that the token belongs to. Not one byte is read before it is clear who asks. */
export async function uploadSample(scope: Scope, deps: MetaDeps, upload: SampleUpload): Promise<TemplateSample> {
  requireAbility(scope, 'templates.create')
  const account = await accountOf(scope, upload)
  const target = await deps.targets.ofWaba(scope.workspaceId, account.waba)
  if (target === null) throw new Refusal('unavailable', 'The sandbox simulator is starting; try again in a moment')
  const file = await fileOf(upload)
  const token = await readToken(deps.graph, target, null)
  if (!token.ok) throw graphRefusal(token, 'take the sample')
  const { app_id: appId } = token.value
  if (appId === null) throw new Refusal('meta_unreachable', 'Meta did not say which app the token belongs to')
  const handle = await uploadSmallFile(deps.graph, target, { appId, file })
  if (!handle.ok) throw graphRefusal(handle, 'take the sample')
  return { handle: handle.value, format: upload.format, mimeType: file.mimeType, size: file.bytes.length }
}

async function fileOf({ format, bytes: stream }: SampleUpload) {
  const { types, maxBytes } = SAMPLE_RULES[format]
  const bytes = await wholeOf(stream, maxBytes)
  const mimeType = await typeOfBytes(bytes, { declared: types[0] ?? '', fileName: null })
  const known = types.find((type) => type === mimeType)
  if (known === undefined) {
    throw new Refusal('file_refused', `As a sample of ${format} Meta takes ${types.join(', ')}`, { problem: 'type', types, mimeType })
  }
  return { name: `sample.${known.split('/')[1]}`, mimeType: known, bytes }
}

async function wholeOf(stream: AsyncIterable<Uint8Array>, most: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of stream) {
    size += piece.length
    if (size > most) throw new Refusal('payload_too_large', `A sample may have up to ${most} bytes`, { problem: 'size', maxBytes: most })
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
