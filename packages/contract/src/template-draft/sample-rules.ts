/** Which files Meta's reviewers look at: what resumable uploads take, up to the size that is sent. Without schemas, for the browser. */
import type { FileFormat, SampleFile } from './draft.ts'
import type { DraftProblem, Place } from './problem.ts'

interface SampleRule {
  readonly types: readonly string[]
  readonly maxBytes: number
}

const MB = 1024 * 1024

export const SAMPLE_RULES: Readonly<Record<FileFormat, SampleRule>> = {
  IMAGE: { types: ['image/jpeg', 'image/png'], maxBytes: 5 * MB },
  VIDEO: { types: ['video/mp4'], maxBytes: 16 * MB },
  /** Meta would take 100 MB of a document; nobody reviews more than this. */
  DOCUMENT: { types: ['application/pdf'], maxBytes: 16 * MB },
}
export const LARGEST_SAMPLE = 16 * MB

/** Why it cannot be the sample; null when it can. */
export function sampleProblem(format: FileFormat, file: { readonly type: string; readonly size: number }): 'type' | 'size' | null {
  const { types, maxBytes } = SAMPLE_RULES[format]
  if (!types.includes(file.type)) return 'type'
  return file.size > maxBytes ? 'size' : null
}

/** Meta forgets a handle after a day or so; an hour before that is no moment to send it in. */
const LIVES_MS = 23 * 3600_000

/** @param now milliseconds */
export function judgeFile(place: Place, file: SampleFile | null, now: number): DraftProblem[] {
  if (file === null) return [{ place, rule: 'file_missing' }]
  return now - file.uploadedAt > LIVES_MS ? [{ place, rule: 'file_forgotten' }] : []
}
