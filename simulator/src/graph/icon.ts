/** Pictures that anybody may see, drawn here: an app's icon, of the size and kind that the switch says, and what an ad shows. */
import { crc32, deflateSync } from 'node:zlib'
import type { Reply } from '../http/reply.ts'
import { json } from '../http/reply.ts'
import { unknownNode } from './refusal.ts'

const KINDS: Readonly<Record<string, { readonly side: number; readonly alpha: boolean }>> = {
  small: { side: 128, alpha: false },
  transparent: { side: 1024, alpha: true },
  good: { side: 1024, alpha: false },
}

export function iconReply(name: string): Reply {
  const kind = KINDS[name.replace(/\.png$/, '')]
  if (!kind) return json(unknownNode('GET', name).body, 404)
  const pixel = kind.alpha ? [70, 60, 160, 0] : [70, 60, 160]
  return {
    status: 200,
    contentType: 'image/png',
    body: png({ width: kind.side, height: kind.side, alpha: kind.alpha, pixel: () => pixel }),
  }
}

/** A round cake on a table. */
export function adPictureReply(name: string): Reply {
  if (name !== 'cake.png') return json(unknownNode('GET', name).body, 404)
  const [width, height] = [600, 400]
  const pixel = (x: number, y: number) => {
    const isCake = ((x - 300) / 170) ** 2 + ((y - 230) / 95) ** 2 < 1
    const isIcing = isCake && y < 205 + 12 * Math.sin(x / 22)
    return isIcing ? [250, 232, 214] : isCake ? [176, 104, 52] : y > 270 ? [196, 178, 160] : [232, 214 - Math.round(y / 6), 190]
  }
  return { status: 200, contentType: 'image/png', body: png({ width, height, alpha: false, pixel }) }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

interface Drawing {
  readonly width: number
  readonly height: number
  readonly alpha: boolean
  /** Three bytes, four with alpha. */
  readonly pixel: (x: number, y: number) => readonly number[]
}

export function png({ width, height, alpha, pixel }: Drawing): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, alpha ? 6 : 2], 8)
  const rows = Array.from({ length: height }, (_, y) => Buffer.from([0, ...Array.from({ length: width }, (_, x) => pixel(x, y)).flat()]))
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
