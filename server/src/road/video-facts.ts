/** Size and length of a recording, from its own container: WebM (Matroska) or MP4 (ISO base media), whole or in fragments. */
export interface VideoFacts {
  readonly width: number | null
  readonly height: number | null
  readonly seconds: number | null
}

export type Container = 'video/webm' | 'video/mp4'

export function containerOf(bytes: Buffer): Container | null {
  if (bytes.length > 12 && bytes.readUInt32BE(0) === 0x1a45dfa3) return 'video/webm'
  return bytes.length > 12 && bytes.toString('latin1', 4, 8) === 'ftyp' ? 'video/mp4' : null
}

/** @returns null for any other container. What the file does not say, or what is broken in it, is null. */
export function videoFacts(bytes: Buffer): (VideoFacts & { readonly mimeType: Container }) | null {
  const mimeType = containerOf(bytes)
  if (mimeType === null) return null
  return { mimeType, ...(mimeType === 'video/webm' ? webmFacts(bytes) : mp4Facts(bytes)) }
}

/** Elements whose content is more elements. Segment and Cluster may be of unknown size, so all of these are simply entered. */
const WEBM_PARENTS = new Set([0x18538067, 0x1f43b675, 0x1654ae6b, 0xae, 0xe0, 0x1549a966, 0xa0])
const NANOSECONDS = 1e9

function webmFacts(bytes: Buffer): VideoFacts {
  let width: number | null = null
  let height: number | null = null
  let declared: number | null = null
  let last: number | null = null
  let cluster = 0
  let scale = 1_000_000
  for (let at = 0; at < bytes.length; ) {
    const id = ebmlNumber(bytes, at, true)
    const size = id && ebmlNumber(bytes, id.next, false)
    if (!id || !size) break
    const [from, to] = [size.next, size.next + size.value]
    if (WEBM_PARENTS.has(id.value)) {
      at = from
      continue
    }
    if (to > bytes.length) break
    if (id.value === 0xb0) width = unsigned(bytes, from, to)
    if (id.value === 0xba) height = unsigned(bytes, from, to)
    if (id.value === 0x2ad7b1) scale = unsigned(bytes, from, to)
    if (id.value === 0x4489) declared = to - from === 4 ? bytes.readFloatBE(from) : bytes.readDoubleBE(from)
    if (id.value === 0xe7) cluster = unsigned(bytes, from, to)
    if (id.value === 0xa3 || id.value === 0xa1) last = Math.max(last ?? 0, cluster + blockTime(bytes, from))
    at = to
  }
  const ticks = declared !== null && declared > 0 ? declared : last
  return { width, height, seconds: ticks === null ? null : (ticks * scale) / NANOSECONDS }
}

/** A block begins with its track's number; then its time, counted from the cluster's. */
function blockTime(bytes: Buffer, from: number): number {
  const track = ebmlNumber(bytes, from, false)
  return track && track.next + 2 <= bytes.length ? bytes.readInt16BE(track.next) : 0
}

/** A number of 1 to 8 bytes; the first byte's leading zeros say how many. An id keeps the marking bit. */
function ebmlNumber(bytes: Buffer, at: number, keepsMark: boolean): { value: number; next: number } | null {
  const first = bytes[at]
  if (first === undefined || first === 0) return null
  const length = Math.clz32(first) - 23
  if (at + length > bytes.length) return null
  let value = keepsMark ? first : first & (0xff >> length)
  for (let place = 1; place < length; place++) value = value * 256 + (bytes[at + place] ?? 0)
  return { value, next: at + length }
}

function unsigned(bytes: Buffer, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) value = value * 256 + (bytes[at] ?? 0)
  return value
}

const MP4_PARENTS = new Set(['moov', 'trak', 'mdia', 'moof', 'traf', 'mvex'])

interface Mp4State {
  width: number | null
  height: number | null
  movieScale: number
  movieTicks: number
  /** By track id: ticks per second, and how many ticks its fragments last. */
  readonly scales: Map<number, number>
  readonly lasts: Map<number, number>
  readonly defaults: Map<number, number>
  track: number
}

function mp4Facts(bytes: Buffer): VideoFacts {
  const state: Mp4State = {
    width: null,
    height: null,
    movieScale: 0,
    movieTicks: 0,
    scales: new Map(),
    lasts: new Map(),
    defaults: new Map(),
    track: 0,
  }
  for (let at = 0; at + 8 <= bytes.length; ) {
    const [short, type] = [bytes.readUInt32BE(at), bytes.toString('latin1', at + 4, at + 8)]
    const isLong = short === 1 && at + 16 <= bytes.length
    const head = isLong ? 16 : 8
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? bytes.length - at : short
    if (size < head) break
    const box = bytes.subarray(at + head, Math.min(at + size, bytes.length))
    if (!MP4_PARENTS.has(type)) readBox(type, box, state)
    at += MP4_PARENTS.has(type) ? head : size
  }
  const whole = state.movieScale > 0 ? state.movieTicks / state.movieScale : 0
  const fragments = [...state.lasts].map(([track, ticks]) => ticks / (state.scales.get(track) ?? Number.POSITIVE_INFINITY))
  const seconds = Math.max(whole, 0, ...fragments)
  return { width: state.width, height: state.height, seconds: seconds > 0 ? seconds : null }
}

/** Boxes that say how large and how long; a box too short for its kind says nothing. */
function readBox(type: string, box: Buffer, state: Mp4State): void {
  const isWide = box[0] === 1
  const u32 = (at: number) => (at + 4 <= box.length ? box.readUInt32BE(at) : 0)
  const u64 = (at: number) => (at + 8 <= box.length ? Number(box.readBigUInt64BE(at)) : 0)
  switch (type) {
    case 'mvhd':
      state.movieScale = u32(isWide ? 20 : 12)
      state.movieTicks = isWide ? u64(24) : u32(16)
      return
    case 'tkhd': {
      state.track = u32(isWide ? 20 : 12)
      const [width, height] = [u32(box.length - 8) >>> 16, u32(box.length - 4) >>> 16]
      if (width > 0) Object.assign(state, { width, height })
      return
    }
    case 'mdhd':
      state.scales.set(state.track, u32(isWide ? 20 : 12))
      return
    case 'trex':
      state.defaults.set(u32(4), u32(12))
      return
    case 'tfhd': {
      state.track = u32(4)
      const flags = u32(0) & 0xffffff
      const place = 8 + (flags & 1 ? 8 : 0) + (flags & 2 ? 4 : 0)
      if (flags & 8) state.defaults.set(state.track, u32(place))
      return
    }
    case 'trun':
      state.lasts.set(state.track, (state.lasts.get(state.track) ?? 0) + runLength(box, state.defaults.get(state.track) ?? 0))
  }
}

/** Samples of a run, each with its own duration where the flags say so. */
function runLength(box: Buffer, usual: number): number {
  if (box.length < 8) return 0
  const flags = box.readUInt32BE(0) & 0xffffff
  const count = box.readUInt32BE(4)
  if (!(flags & 0x100)) return count * usual
  const stride = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length * 4
  let at = 8 + (flags & 1 ? 4 : 0) + (flags & 4 ? 4 : 0)
  let sum = 0
  for (let sample = 0; sample < count && at + 4 <= box.length; sample++, at += stride) sum += box.readUInt32BE(at)
  return sum
}
