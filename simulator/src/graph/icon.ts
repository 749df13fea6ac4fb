/** An app's icon, drawn here: one colour, of the size and kind that the switch says. */
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
  return { status: 200, contentType: 'image/png', body: png(kind.side, kind.alpha) }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

function png(side: number, alpha: boolean): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, alpha ? 6 : 2], 8)
  const pixel = alpha ? [70, 60, 160, 0] : [70, 60, 160]
  const row = Buffer.from([0, ...Array.from({ length: side }, () => pixel).flat()])
  const rows = Buffer.concat(Array.from({ length: side }, () => row))
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
