/** What becomes of a file that somebody chose: the kind it is sent as, or why WhatsApp would not take it and what helps. Pure. */
import { kindOfFile, MEDIA_RULES, type MediaKind, mediaProblem } from '@recado/contract/media-rules'

export interface ChosenFile {
  readonly name: string
  readonly type: string
  readonly size: number
}

/** shrink: a smaller picture would do · convert: the picture in another format would do */
export type Remedy = 'shrink' | 'convert' | null

export type Fate =
  | { readonly kind: MediaKind; readonly problem: null }
  | { readonly kind: MediaKind | null; readonly problem: 'type' | 'size' | 'empty'; readonly remedy: Remedy }

/** Browsers know some files only by their name. */
const BY_NAME: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  txt: 'text/plain',
  csv: 'text/plain',
  amr: 'audio/amr',
  aac: 'audio/aac',
  m4a: 'audio/mp4',
  '3gp': 'video/3gpp',
}

/** What the file calls itself, in the words of the table. */
export function typeOfFile({ name, type }: Pick<ChosenFile, 'name' | 'type'>): string {
  if (type === 'audio/x-m4a') return 'audio/mp4'
  if (type.startsWith('text/')) return 'text/plain'
  return type || (BY_NAME[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? '')
}

/** @param sides of a picture, where they are known: a small square WebP is a sticker, a large one a photo in a format WhatsApp does not take */
export function fateOf(file: ChosenFile, sides: { readonly width: number; readonly height: number } | null = null): Fate {
  const mimeType = typeOfFile(file)
  const kind = kindOfFile(mimeType)
  const isPicture = mimeType.startsWith('image/') && mimeType !== 'image/svg+xml'
  const isPhotoAsWebp = kind === 'sticker' && sides !== null && (sides.width > 512 || sides.height > 512)
  if (kind === null || isPhotoAsWebp) return { kind: isPicture ? 'image' : null, problem: 'type', remedy: isPicture ? 'convert' : null }
  const problem = mediaProblem(kind, { mimeType, size: file.size })
  if (problem === null) return { kind, problem }
  if (kind === 'sticker') return { kind: 'image', problem: 'type', remedy: 'convert' }
  return { kind, problem, remedy: kind === 'image' && problem === 'size' ? 'shrink' : null }
}

/** For the sentence about size. */
export const limitOf = (kind: MediaKind): number => MEDIA_RULES[kind].maxBytes
