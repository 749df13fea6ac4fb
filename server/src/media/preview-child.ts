/** The program that opens files nobody vouches for. It has no connections, no settings and no secrets; it is killed when it takes too long. */
import { readFile, writeFile } from 'node:fs/promises'
import { OggOpusDecoder } from 'ogg-opus-decoder'
import sharp from 'sharp'
import { waveformOf } from './waveform.ts'

const MOST_MEMORY = 400 * 1024 * 1024
const LOOK_EVERY_MS = 20
const MOST_PIXELS = 50_000_000
const LONGEST_SIDE = 640
const MOST_FRAMES = 120
/** Some minutes of speech, which decoded take a hundred times as much. */
const MOST_SOUND_BYTES = 512 * 1024

interface Task {
  readonly file: string
  readonly mimeType: string
  readonly out: string
}

// Decoders work beside this thread, so it can watch how much they take.
setInterval(() => {
  if (process.memoryUsage.rss() > MOST_MEMORY) process.exit(1)
}, LOOK_EVERY_MS)

sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif'] })

const NOTHING = { hasPreview: false, width: null, height: null, durationMs: null, waveform: null }

async function picture({ file, out }: Task) {
  const limits = { limitInputPixels: MOST_PIXELS, sequentialRead: true, failOn: 'error' } as const
  const { autoOrient, pageHeight, pages = 1 } = await sharp(file, limits).metadata()
  const frames = Math.min(pages, MOST_FRAMES)
  const image = sharp(file, { ...limits, pages: frames })
  const preview = await (frames === 1 ? image.autoOrient() : image)
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 72, effort: 2 })
    .toBuffer()
  await writeFile(out, preview, { flag: 'wx', mode: 0o600 })
  return { ...NOTHING, hasPreview: true, width: autoOrient.width, height: pageHeight ?? autoOrient.height }
}

async function sound({ file }: Task) {
  const bytes = await readFile(file)
  if (bytes.length > MOST_SOUND_BYTES) return NOTHING
  const decoder = new OggOpusDecoder({ forceStereo: false })
  await decoder.ready
  const { channelData, samplesDecoded, sampleRate } = await decoder.decodeFile(bytes)
  const samples = channelData[0]
  if (samples === undefined || samplesDecoded === 0) return NOTHING
  return { ...NOTHING, durationMs: Math.round((samplesDecoded / sampleRate) * 1000), waveform: waveformOf(samples) }
}

function work(task: Task) {
  if (task.mimeType.startsWith('image/')) return picture(task)
  return task.mimeType === 'audio/ogg' ? sound(task) : Promise.resolve(NOTHING)
}

process.on('message', (task: Task) => {
  void work(task)
    .catch(() => NOTHING)
    .then((facts) => process.send?.(facts))
})
process.on('disconnect', () => process.exit(0))
