// A screenshot as a PNG with a palette: an interface has few colours, so 256 of them, chosen by median cut, are enough, at a third of
// the size. Reads what Chromium writes: 8-bit RGB or RGBA without interlacing; transparency is not kept.
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const MOST_COLOURS = 256

/** @param {Buffer} png @returns {Buffer} */
export function shrinkPng(png) {
  const { width, height, pixels } = decode(png)
  const counts = new Map()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const palette = medianCut([...counts].map(([colour, count]) => ({ colour, count })))
  const nearest = new Map([...counts.keys()].map((colour) => [colour, closest(palette, colour)]))
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = nearest.get(pixels[y * width + x]) ?? 0
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  const packed = deflateSync(rows, { level: 9 })
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))])
}

/** @param {Buffer} png */
function decode(png) {
  const parts = []
  let [width, height, channels] = [0, 0, 0]
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const data = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') {
      width = data.readUInt32BE(0)
      height = data.readUInt32BE(4)
      channels = data[9] === 6 ? 4 : 3
      if (data[8] !== 8 || (data[9] !== 2 && data[9] !== 6) || data[12] !== 0) throw new Error('not a PNG as Chromium writes it')
    }
    if (type === 'IDAT') parts.push(data)
    at += length + 12
  }
  const bytes = unfiltered(inflateSync(Buffer.concat(parts)), width * channels, height, channels)
  const pixels = new Uint32Array(width * height)
  for (let index = 0; index < pixels.length; index++) {
    const at = index * channels
    pixels[index] = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
  }
  return { width, height, pixels }
}

/** Undoes the five row filters of PNG. */
function unfiltered(raw, stride, height, channels) {
  const out = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x >= channels ? out[at - channels] : 0
      const up = y > 0 ? out[at - stride] : 0
      const corner = x >= channels && y > 0 ? out[at - stride - channels] : 0
      out[at] = raw[y * (stride + 1) + 1 + x] + predicted(filter, left, up, corner)
    }
  }
  return out
}

function predicted(filter, left, up, corner) {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

const CHANNELS = [16, 8, 0]

/** Splits the box with the widest weighted spread until there are enough; each box becomes its commonest colour. */
function medianCut(colours) {
  const boxes = [colours]
  while (boxes.length < MOST_COLOURS) {
    const widest = boxes
      .map(spread)
      .reduce((best, one, index) => (one.width > best.width ? { ...one, index } : best), { width: 0, shift: 0, index: -1 })
    if (widest.index < 0) break
    const box = boxes[widest.index].sort((a, b) => ((a.colour >> widest.shift) & 255) - ((b.colour >> widest.shift) & 255))
    boxes.splice(widest.index, 1, ...halves(box))
  }
  return boxes.map(commonest)
}

function spread(box) {
  if (box.length < 2) return { width: 0, shift: 0 }
  const weight = Math.log2(1 + box.reduce((sum, { count }) => sum + count, 0))
  return CHANNELS.map((shift) => {
    const values = box.map(({ colour }) => (colour >> shift) & 255)
    return { width: (values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b))) * weight, shift }
  }).reduce((best, one) => (one.width > best.width ? one : best))
}

function halves(box) {
  const half = box.reduce((sum, { count }) => sum + count, 0) / 2
  let cut = 1
  for (let seen = box[0].count; seen < half && cut < box.length - 1; cut++) seen += box[cut].count
  return [box.slice(0, cut), box.slice(cut)]
}

/** Not the average: flat surfaces keep their very colour. */
function commonest(box) {
  return box.reduce((best, one) => (one.count > best.count ? one : best)).colour
}

function closest(palette, colour) {
  let best = { index: 0, distance: Number.POSITIVE_INFINITY }
  for (const [index, other] of palette.entries()) {
    const distance = CHANNELS.reduce((sum, shift) => sum + (((other >> shift) & 255) - ((colour >> shift) & 255)) ** 2, 0)
    if (distance < best.distance) best = { index, distance }
  }
  return best.index
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
