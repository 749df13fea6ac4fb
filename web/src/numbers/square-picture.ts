/** Meta shows photos in a circle and wants a square; larger than this it makes smaller itself. */
const SIDE = 640

export class NotAPicture extends Error {
  override readonly name = 'NotAPicture'
}

/** The middle of the picture, as JPEG: also takes out where and with what it was made. */
export async function squarePicture(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file).then(
    (picture) => picture,
    () => null,
  )
  if (bitmap === null) throw new NotAPicture('cannot be opened')
  const side = Math.min(bitmap.width, bitmap.height)
  const canvas = document.createElement('canvas')
  canvas.width = SIDE
  canvas.height = SIDE
  const brush = canvas.getContext('2d')
  if (!brush) throw new NotAPicture('cannot be drawn')
  brush.fillStyle = 'white' // what is transparent would come out black
  brush.fillRect(0, 0, SIDE, SIDE)
  brush.imageSmoothingQuality = 'high'
  brush.drawImage(bitmap, (bitmap.width - side) / 2, (bitmap.height - side) / 2, side, side, 0, 0, SIDE, SIDE)
  bitmap.close()
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new NotAPicture('cannot be written'))), 'image/jpeg', 0.9)
  })
}
