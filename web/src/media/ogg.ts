import { BlobSource, BufferTarget, EncodedAudioPacketSource, EncodedPacketSink, Input, OggOutputFormat, Output, WEBM } from 'mediabunny'

/**
 * The same Opus packets in another container: browsers built on Chromium record WebM, and WhatsApp takes a voice note only as Ogg.
 * Nothing is decoded. Rejects where the recording holds no Opus.
 */
export async function oggOfWebm(recording: Blob): Promise<Blob> {
  using input = new Input({ formats: [WEBM], source: new BlobSource(recording) })
  const track = await input.getPrimaryAudioTrack()
  if (track?.codec !== 'opus') throw new Error('no Opus in this recording')
  const packets = new EncodedAudioPacketSource('opus')
  const target = new BufferTarget()
  const output = new Output({ format: new OggOutputFormat(), target })
  output.addAudioTrack(packets)
  await output.start()
  const decoderConfig = await track.getDecoderConfig()
  const about = decoderConfig ? { decoderConfig } : undefined
  for await (const packet of new EncodedPacketSink(track).packets()) await packets.add(packet, about)
  packets.close()
  await output.finalize()
  if (!target.buffer) throw new Error('the recording came out empty')
  return new Blob([target.buffer], { type: 'audio/ogg' })
}
