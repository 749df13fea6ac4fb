/** A video as a telephone's camera makes it: upright, 1080 × 1920, one picture a second; real, so that browsers play it. */
import type { Page } from 'playwright-core'
import { webmOf } from '../../small-video.ts'

const WIDTH = 1080
const HEIGHT = 1920
const SECONDS = 24

/** Encoded by the page's browser faster than it plays; nobody waits for a camera. */
export async function phoneVideo(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const frames = await page.evaluate(encodeVp8, { width: WIDTH, height: HEIGHT, seconds: SECONDS })
  const pictures = frames.map(({ ms, isKey, base64 }) => ({ ms, isKey, bytes: Buffer.from(base64, 'base64') }))
  return { name: 'celular.webm', mimeType: 'video/webm', buffer: webmOf({ width: WIDTH, height: HEIGHT, codec: 'V_VP8', pictures }) }
}

interface Encoded {
  ms: number
  isKey: boolean
  base64: string
}

/** Runs in the page. */
async function encodeVp8({ width, height, seconds }: { width: number; height: number; seconds: number }): Promise<Encoded[]> {
  const frames: Encoded[] = []
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength)
      chunk.copyTo(bytes)
      const text = bytes.reduce((sum, byte) => sum + String.fromCharCode(byte), '')
      frames.push({ ms: chunk.timestamp / 1000, isKey: chunk.type === 'key', base64: btoa(text) })
    },
    error: (error) => {
      throw error
    },
  })
  encoder.configure({ codec: 'vp8', width, height, bitrate: 200_000, framerate: 1 })
  const canvas = new OffscreenCanvas(width, height)
  const paint = canvas.getContext('2d')
  if (!paint) throw new Error('this browser paints nothing')
  for (let second = 0; second <= seconds; second++) {
    paint.fillStyle = `hsl(${second * 15} 60% 40%)`
    paint.fillRect(0, 0, width, height)
    const frame = new VideoFrame(canvas, { timestamp: second * 1_000_000 })
    encoder.encode(frame, { keyFrame: second % 8 === 0 })
    frame.close()
  }
  await encoder.flush()
  return frames
}
