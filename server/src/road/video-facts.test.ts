import { describe, expect, test } from 'vitest'
import { videoFacts } from './video-facts.ts'

const u32 = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [place, value] of values.entries()) bytes.writeUInt32BE(value, place * 4)
  return bytes
}
const box = (type: string, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts)
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body])
}
const FTYP = box('ftyp', Buffer.from('isomiso5'))
const track = box(
  'trak',
  box('tkhd', u32(0, 0, 0, 1), Buffer.alloc(60), u32(1920 << 16, 1080 << 16)),
  box('mdia', box('mdhd', u32(0, 0, 0, 30_000, 0, 0))),
)

describe('an MP4', () => {
  test('that is whole says its length in its head', () => {
    const moov = box('moov', box('mvhd', u32(0, 0, 0, 1000, 61_500)), track)
    expect(videoFacts(Buffer.concat([FTYP, moov, box('mdat', Buffer.alloc(9))]))).toEqual({
      mimeType: 'video/mp4',
      width: 1920,
      height: 1080,
      seconds: 61.5,
    })
  })

  test('in fragments, as browsers record it, says it in the fragments', () => {
    const moov = box('moov', box('mvhd', u32(0, 0, 0, 1000, 0)), track, box('mvex', box('trex', u32(0, 1, 1, 1000, 0, 0))))
    const usual = box('moof', box('traf', box('tfhd', u32(0x020000, 1)), box('trun', u32(0x000001, 60, 0))))
    const own = box('moof', box('traf', box('tfhd', u32(0x020000, 1)), box('trun', u32(0x000301, 2, 0, 15_000, 99, 15_000, 99))))
    expect(videoFacts(Buffer.concat([FTYP, moov, usual, box('mdat'), own]))?.seconds).toBe(3)
  })
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a text', Buffer.from('this is not a video at all')],
])('%s is no video', (_, bytes) => {
  expect(videoFacts(bytes)).toBeNull()
})

test.each([1, 20, 40, 60])('a video cut off after %i bytes is read as far as it goes', (length) => {
  const whole = Buffer.concat([FTYP, box('moov', box('mvhd', u32(0, 0, 0, 1000, 61_500)), track)])
  expect(() => videoFacts(whole.subarray(0, length))).not.toThrow()
  const webm = Buffer.from('1a45dfa38342820018538067ffffffffffff1f43b675', 'hex')
  expect(() => videoFacts(webm.subarray(0, length))).not.toThrow()
})
