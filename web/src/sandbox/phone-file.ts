import { shrinkPicture } from './shrink-picture.ts'

/** A file on its way out of the phone, as the simulator takes it. */
export interface PhoneFile {
  readonly kind: 'image' | 'video' | 'audio' | 'document' | 'sticker'
  readonly name: string
  readonly dataUrl: string
}

/** What fits into one request once it is written as text. */
const MOST_BYTES = 72 * 1024 * 1024
const STICKER_BYTES = 500 * 1024

/** As the phone's app sends it: photos smaller, everything else as it is. null for a photo it cannot open, and for what is too large. */
export async function phoneFile(file: File): Promise<PhoneFile | null> {
  if (file.size > MOST_BYTES) return null
  const { name } = file
  const kind = kindOf(file)
  const dataUrl = kind === 'image' ? await shrinkPicture(file) : await dataUrlOf(file)
  return dataUrl === null ? null : { kind, name, dataUrl }
}

function kindOf({ type, size }: File): PhoneFile['kind'] {
  if (type === 'image/webp' && size <= STICKER_BYTES) return 'sticker'
  if (type.startsWith('image/')) return 'image'
  if (type.startsWith('video/')) return 'video'
  return type.startsWith('audio/') ? 'audio' : 'document'
}

export function dataUrlOf(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file.type ? file : new Blob([file], { type: 'application/octet-stream' }))
  })
}
