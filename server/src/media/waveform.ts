export const WAVEFORM_BARS = 64

/** How loud each part of a recording is, 0 to 100, the loudest at 100. Silence stays flat. @param samples from -1 to 1 */
export function waveformOf(samples: Float32Array): number[] {
  const levels = Array.from({ length: WAVEFORM_BARS }, (_, bar) => {
    const from = Math.floor((bar * samples.length) / WAVEFORM_BARS)
    const to = Math.max(from + 1, Math.floor(((bar + 1) * samples.length) / WAVEFORM_BARS))
    let sum = 0
    for (let at = from; at < to; at++) sum += (samples[at] ?? 0) ** 2
    return Math.sqrt(sum / (to - from))
  })
  const loudest = Math.max(...levels)
  return levels.map((level) => (loudest < AUDIBLE ? 0 : Math.round((level / loudest) ** EAR * 100)))
}

/** Quiet parts of speech are drawn as they are heard, not as weak as their power is. */
const EAR = 0.6
/** Below it a recording is silence, however much it is turned up. */
const AUDIBLE = 0.0005
