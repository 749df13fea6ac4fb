/** Meta shows photos in a circle and wants a square; larger than this it makes smaller itself. */
import { type Crop, squareOf } from './crop.ts'

const SIDE = 640

export class NotAPicture extends Error {
  override readonly name = 'NotAPicture'
}

export async function openPicture(file: Blob): Promise<ImageBitmap> {
  const bitmap = await createImageBitmap(file).then(
    (picture) => picture,
    () => null,
  )
  if (bitmap === null) throw new NotAPicture('cannot be opened')
  return bitmap
}

export function drawSquare(brush: CanvasRenderingContext2D, picture: ImageBitmap, { crop, side }: { crop: Crop; side: number }): void {
  const square = squareOf(picture, crop)
  brush.fillStyle = 'white' // what is transparent would come out black
  brush.fillRect(0, 0, side, side)
  brush.imageSmoothingQuality = 'high'
  brush.drawImage(picture, square.left, square.top, square.side, square.side, 0, 0, side, side)
}

/** The chosen part as JPEG: also takes out where and with what it was made. */
export async function squareJpeg(picture: ImageBitmap, crop: Crop): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = SIDE
  canvas.height = SIDE
  const brush = canvas.getContext('2d')
  if (!brush) throw new NotAPicture('cannot be drawn')
  drawSquare(brush, picture, { crop, side: SIDE })
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new NotAPicture('cannot be written'))), 'image/jpeg', 0.9)
  })
}
