/** Files made here, byte by byte where no library makes them: nobody's pictures, nobody's voice. */
import { randomBytes } from 'node:crypto'
import sharp from 'sharp'

/** Noise, so that it does not compress to nothing; the same for the same size. */
export function photo(width: number, height: number): Promise<Buffer> {
  const noise = Buffer.from(Array.from({ length: width * height * 3 }, (_, n) => (n * 2_654_435_761) >>> 24))
  return sharp(noise, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 70 })
    .toBuffer()
}

/** More than WhatsApp takes, in no more pixels than that needs: noise does not compress. */
export const heavyPicture = (): Promise<Buffer> =>
  sharp(randomBytes(1500 * 1300 * 3), { raw: { width: 1500, height: 1300, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer()

/** Two frames of 128 × 128. */
export function animatedSticker(): Promise<Buffer> {
  const frames = Buffer.from(Array.from({ length: 128 * 256 * 4 }, (_, n) => (n % 4 === 3 ? 255 : (n >> 9) & 255)))
  return sharp(frames, { raw: { width: 128, height: 256, channels: 4, pageHeight: 128 } })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer()
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n << 24
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value >>> 0
})

/** One page of Ogg with one packet (RFC 3533, 6). */
function page(kind: number, granule: number, sequence: number, packet: Buffer): Buffer {
  const lacing = [...Array(Math.floor(packet.length / 255)).fill(255), packet.length % 255]
  const head = Buffer.alloc(27)
  head.write('OggS')
  head.writeUInt8(kind, 5)
  head.writeBigInt64LE(BigInt(granule), 6)
  head.writeUInt32LE(0x5ec4d0, 14)
  head.writeUInt32LE(sequence, 18)
  head.writeUInt8(lacing.length, 26)
  const whole = Buffer.concat([head, Buffer.from(lacing), packet])
  let crc = 0
  for (const byte of whole) crc = ((crc << 8) ^ (CRC[((crc >>> 24) ^ byte) & 255] ?? 0)) >>> 0
  whole.writeUInt32LE(crc, 22)
  return whole
}

/** Ogg with Opus (RFC 7845): one second, silence and noise by turns of 200 ms. */
export function voiceNote(channels: 1 | 2 = 1): Buffer {
  const opusHead = Buffer.from([...Buffer.from('OpusHead'), 1, channels, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0])
  const opusTags = Buffer.concat([Buffer.from('OpusTags'), Buffer.from([5, 0, 0, 0]), Buffer.from('tests'), Buffer.alloc(4)])
  const pages = [page(2, 0, 0, opusHead), page(0, 0, 1, opusTags)]
  const toc = channels === 1 ? 0xf8 : 0xfc // CELT, full band, 20 ms
  for (let n = 0; n < 50; n++) {
    const isLoud = n % 20 >= 10
    const sound = isLoud ? Array.from({ length: 60 }, (_, at) => (n * 37 + at * 91) & 255) : [0xff, 0xfe]
    pages.push(page(n === 49 ? 4 : 0, (n + 1) * 960, n + 2, Buffer.from([toc, ...sound])))
  }
  return Buffer.concat(pages)
}

export const VOICE_NOTE = voiceNote()

/** A film's container with nothing to show in it: enough to be known as one. */
export const FILM = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypisom'),
  Buffer.from([0, 0, 2, 0]),
  Buffer.from('isommp41'),
  Buffer.from([0, 0, 0, 16]),
  Buffer.from('mdat00000000'),
])

/** One empty page. */
export const PDF = Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`)
