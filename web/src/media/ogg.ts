import {
  BlobSource,
  BufferTarget,
  Conversion,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  type InputAudioTrack,
  MATROSKA,
  MP4,
  OggOutputFormat,
  Output,
  WEBM,
} from 'mediabunny'

/** What a browser records with, too: speech, understood everywhere. */
const BITS_PER_SECOND = 24_000

/**
 * A recording as WhatsApp takes a voice note: Ogg with Opus, in one channel. Where the browser has recorded Opus, its packets only change
 * their container; where it has not (AAC in older Safaris), they are encoded anew by the browser.
 *
 * @returns null where the browser cannot encode Opus. Rejects where the recording holds no sound.
 */
export async function oggOf(recording: Blob): Promise<Blob | null> {
  using input = new Input({ formats: [WEBM, MATROSKA, MP4], source: new BlobSource(recording) })
  const track = await input.getPrimaryAudioTrack()
  if (!track) throw new Error('no sound in this recording')
  const target = new BufferTarget()
  const output = new Output({ format: new OggOutputFormat(), target })
  const isDone = track.codec === 'opus' ? await copied(track, output) : await encoded(input, output)
  if (!isDone) return null
  if (!target.buffer) throw new Error('the recording came out empty')
  return new Blob([target.buffer], { type: 'audio/ogg' })
}

async function copied(track: InputAudioTrack, output: Output): Promise<true> {
  const packets = new EncodedAudioPacketSource('opus')
  output.addAudioTrack(packets)
  await output.start()
  const decoderConfig = await track.getDecoderConfig()
  const about = decoderConfig ? { decoderConfig } : undefined
  for await (const packet of new EncodedPacketSink(track).packets()) await packets.add(packet, about)
  packets.close()
  await output.finalize()
  return true
}

async function encoded(input: Input, output: Output): Promise<boolean> {
  const audio = { codec: 'opus', numberOfChannels: 1, sampleRate: 48_000, bitrate: BITS_PER_SECOND } as const
  const conversion = await Conversion.init({ input, output, audio, showWarnings: false })
  if (!conversion.isValid) return false
  await conversion.execute()
  return true
}
