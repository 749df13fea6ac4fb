/** The smallest WebM that says how large and how long it is: headers, one cluster, a block at the end. */
export function webm({ width, height, seconds }: { width: number; height: number; seconds: number }): Buffer {
  const size = (length: number) => Buffer.from([0x10 | (length >> 24), (length >> 16) & 255, (length >> 8) & 255, length & 255])
  const element = (id: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts)
    return Buffer.concat([Buffer.from(id, 'hex'), size(body.length), body])
  }
  const number = (value: number) => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return bytes
  }
  const video = element('e0', element('b0', number(width)), element('ba', number(height)))
  const tracks = element('1654ae6b', element('ae', element('d7', Buffer.from([1])), video))
  const info = element('1549a966', element('2ad7b1', number(1_000_000)))
  const block = (ms: number) => element('a3', Buffer.from([0x81, (ms >> 8) & 255, ms & 255, 0x80, 0]))
  const cluster = (ms: number) => element('1f43b675', element('e7', number(ms)), block(0), block(40))
  const unknownSize = Buffer.from('18538067' + '01ffffffffffffff', 'hex')
  const head = element('1a45dfa3', element('4282', Buffer.from('webm')))
  return Buffer.concat([head, unknownSize, info, tracks, cluster(0), cluster(seconds * 1000 - 40)])
}
