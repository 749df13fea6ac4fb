/** The microphone: permission, level, and the recording as WhatsApp takes a voice note. */

export type RecorderProblem = 'denied' | 'none' | 'unsupported' | 'failed'

export class RecorderError extends Error {
  override readonly name = 'RecorderError'
  readonly problem: RecorderProblem
  constructor(problem: RecorderProblem) {
    super(problem)
    this.problem = problem
  }
}

export interface Recording {
  /** How loud it is at this moment, 0 to 1. */
  level(): number
  /** What was said. */
  stop(): Promise<VoiceFile>
  cancel(): void
}

export interface VoiceFile {
  readonly blob: Blob
  /** Ogg with Opus; anything else goes as a sound, not as a voice note. */
  readonly isVoice: boolean
}

/** The first that the browser records. Ogg needs no more work; WebM holds the same packets; MP4 is all that older Safaris have. */
const FORMATS = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4'] as const

export async function startRecording(): Promise<Recording> {
  if (typeof MediaRecorder === 'undefined' || !navigator.mediaDevices) throw new RecorderError('unsupported')
  const format = FORMATS.find((type) => MediaRecorder.isTypeSupported(type))
  if (!format) throw new RecorderError('unsupported')
  const sound = await openMicrophone()
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 512
  context.createMediaStreamSource(sound).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const recorder = new MediaRecorder(sound, { mimeType: format, audioBitsPerSecond: 24_000 })
  const pieces: Blob[] = []
  recorder.ondataavailable = ({ data }) => pieces.push(data)
  recorder.start(1_000)
  const letGo = () => {
    for (const track of sound.getTracks()) track.stop()
    void context.close()
  }
  return {
    level: () => {
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      return Math.min(1, Math.sqrt(power) * 4)
    },
    stop: async () => {
      const ended = new Promise((resolve) => {
        recorder.onstop = resolve
      })
      recorder.stop()
      await ended
      letGo()
      return voiceFile(new Blob(pieces, { type: format.split(';')[0] ?? '' }))
    },
    cancel: () => {
      if (recorder.state !== 'inactive') recorder.stop()
      letGo()
    },
  }
}

async function openMicrophone(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } })
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    throw new RecorderError(
      name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : name === 'NotFoundError' ? 'none' : 'failed',
    )
  }
}

async function voiceFile(recorded: Blob): Promise<VoiceFile> {
  if (recorded.size === 0) throw new RecorderError('failed')
  if (recorded.type === 'audio/ogg') return { blob: recorded, isVoice: true }
  const { oggOf } = await import('./ogg.ts')
  const voice = await oggOf(recorded)
  return voice ? { blob: voice, isVoice: true } : { blob: recorded, isVoice: false }
}
