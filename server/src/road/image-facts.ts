/** Width, height and transparency, from the first bytes of a picture. */
export interface ImageFacts {
  readonly width: number
  readonly height: number
  /** It has a channel for it, whether used or not. */
  readonly hasAlpha: boolean
}

const PNG = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])

/** @returns null for what is neither PNG nor JPEG */
export function imageFacts(bytes: Buffer): ImageFacts | null {
  if (bytes.length > 33 && bytes.subarray(0, 8).equals(PNG)) {
    const colour = bytes.readUInt8(25)
    const hasAlpha = colour === 4 || colour === 6 || bytes.subarray(0, 4096).includes('tRNS')
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), hasAlpha }
  }
  return bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 ? jpegFacts(bytes) : null
}

/** Walks the segments to the frame header. */
function jpegFacts(bytes: Buffer): ImageFacts | null {
  let at = 2
  while (at + 9 < bytes.length && bytes.readUInt8(at) === 0xff) {
    const marker = bytes.readUInt8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5), hasAlpha: false }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}
