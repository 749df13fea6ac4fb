import { MEDIA_RULES } from '@recado/contract/media-rules'

const STEPS = [
  { side: 2560, quality: 0.85 },
  { side: 1920, quality: 0.82 },
  { side: 1600, quality: 0.75 },
  { side: 1024, quality: 0.7 },
] as const

/** The largest JPEG of a picture that WhatsApp takes. null when the browser cannot open it. */
export async function smallerPicture(file: Blob, name: string): Promise<File | null> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap) return null
  try {
    for (const { side, quality } of STEPS) {
      const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height))
      const canvas = document.createElement('canvas')
      canvas.width = Math.max(1, Math.round(bitmap.width * scale))
      canvas.height = Math.max(1, Math.round(bitmap.height * scale))
      const pen = canvas.getContext('2d')
      if (!pen) return null
      pen.fillStyle = 'white' // JPEG has no transparency
      pen.fillRect(0, 0, canvas.width, canvas.height)
      pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
      const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
      if (jpeg && jpeg.size <= MEDIA_RULES.image.maxBytes)
        return new File([jpeg], `${name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' })
    }
    return null
  } finally {
    bitmap.close()
  }
}

/** null for what is no picture, or none this browser knows. */
export async function sidesOf(file: Blob): Promise<{ width: number; height: number } | null> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap) return null
  const { width, height } = bitmap
  bitmap.close()
  return { width, height }
}
