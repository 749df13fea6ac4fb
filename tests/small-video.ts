/** WebM files, no larger than they must be. Structure: the Matroska specification, RFC 9559. */
interface Picture {
  readonly ms: number
  readonly isKey: boolean
  readonly bytes: Buffer
}

interface Video {
  readonly width: number
  readonly height: number
  /** Matroska's name for it. */
  readonly codec: string
  readonly pictures: readonly Picture[]
}

/** A segment of unknown size, as recorders write it, with a cluster for each picture. */
export function webmOf({ width, height, codec, pictures }: Video): Buffer {
  const header = element('1a45dfa3', element('4282', Buffer.from('webm')))
  const info = element('1549a966', element('2ad7b1', number(1_000_000)))
  const video = element('e0', element('b0', number(width)), element('ba', number(height)))
  const kind = [element('d7', number(1)), element('73c5', number(1)), element('83', number(1)), element('86', Buffer.from(codec))]
  const tracks = element('1654ae6b', element('ae', ...kind, video))
  const clusters = pictures.map(({ ms, isKey, bytes }) => element('1f43b675', element('e7', number(ms)), block(isKey, bytes)))
  return Buffer.concat([header, UNKNOWN_SIZE, info, tracks, ...clusters])
}

/** Says how large and how long it is, and shows nothing. */
export function webm({ width, height, seconds }: { width: number; height: number; seconds: number }): Buffer {
  const picture = (ms: number) => ({ ms, isKey: true, bytes: Buffer.from([0]) })
  return webmOf({ width, height, codec: 'V_VP8', pictures: [picture(0), picture(seconds * 1000)] })
}

const UNKNOWN_SIZE = Buffer.from('1853806701ffffffffffffff', 'hex')

function element(id: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const size = Buffer.alloc(4)
  size.writeUInt32BE(0x1000_0000 + body.length)
  return Buffer.concat([Buffer.from(id, 'hex'), size, body])
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** Of track 1, at its cluster's own time. */
const block = (isKey: boolean, bytes: Buffer): Buffer => element('a3', Buffer.from([0x81, 0, 0, isKey ? 0x80 : 0]), bytes)
