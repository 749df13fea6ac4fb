/** A link as a QR code, drawn here: it goes to no other service, and prints sharp at any size. */
import { encode, renderSVG } from 'uqr'

const QUIET_ZONE = 4
const PNG_SIDE = 1024

export const qrSvg = (link: string): string => renderSVG(link, { ecc: 'M', border: QUIET_ZONE })

export function svgFile(link: string): Blob {
  return new Blob([qrSvg(link)], { type: 'image/svg+xml' })
}

/** Whole pixels per module, so that no edge is blurred. */
export function pngFile(link: string): Promise<Blob> {
  const { data, size } = encode(link, { ecc: 'M', border: QUIET_ZONE })
  const scale = Math.ceil(PNG_SIDE / size)
  const canvas = document.createElement('canvas')
  canvas.width = size * scale
  canvas.height = size * scale
  const brush = canvas.getContext('2d')
  if (!brush) return Promise.reject(new Error('no canvas'))
  brush.fillStyle = 'white'
  brush.fillRect(0, 0, canvas.width, canvas.height)
  brush.fillStyle = 'black'
  data.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) brush.fillRect(x * scale, y * scale, scale, scale)
    })
  })
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
  })
}

export function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
