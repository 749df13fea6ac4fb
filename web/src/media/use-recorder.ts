import { useCallback, useEffect, useRef, useState } from 'react'
import { RecorderError, type RecorderProblem, type Recording, startRecording, type VoiceFile } from './recorder.ts'

export type RecorderPhase =
  | { kind: 'asking' | 'preparing' }
  | { kind: 'recording'; seconds: number; levels: readonly number[] }
  | { kind: 'done'; file: VoiceFile; url: string; seconds: number }
  | { kind: 'problem'; problem: RecorderProblem | 'tooShort' }

const LOOK_EVERY_MS = 100
const BARS = 40
/** Less is a slip of the finger. */
const SHORTEST_S = 0.4
/** 16 MB of Opus would be hours; a message of more than this is not listened to. */
const LONGEST_S = 15 * 60

/** Records from the moment it is used, until it is stopped or goes away. */
export function useRecorder(): { phase: RecorderPhase; stop(): void } {
  const [phase, setPhase] = useState<RecorderPhase>({ kind: 'asking' })
  const recording = useRef<Recording | null>(null)
  const beganAt = useRef(0)

  const stop = useCallback(() => {
    const now = recording.current
    recording.current = null
    if (!now) return
    const seconds = (performance.now() - beganAt.current) / 1000
    if (seconds < SHORTEST_S) {
      now.cancel()
      return setPhase({ kind: 'problem', problem: 'tooShort' })
    }
    setPhase({ kind: 'preparing' })
    now.stop().then(
      (file) => setPhase({ kind: 'done', file, url: URL.createObjectURL(file.blob), seconds }),
      () => setPhase({ kind: 'problem', problem: 'failed' }),
    )
  }, [])

  useEffect(() => {
    let isGone = false
    startRecording().then(
      (started) => {
        if (isGone) return started.cancel()
        recording.current = started
        beganAt.current = performance.now()
        setPhase({ kind: 'recording', seconds: 0, levels: [] })
      },
      (error: unknown) => {
        if (!isGone) setPhase({ kind: 'problem', problem: error instanceof RecorderError ? error.problem : 'failed' })
      },
    )
    const timer = setInterval(() => {
      const now = recording.current
      if (!now) return
      const seconds = (performance.now() - beganAt.current) / 1000
      if (seconds > LONGEST_S) return stop()
      const level = now.level()
      setPhase((before) =>
        before.kind === 'recording' ? { kind: 'recording', seconds, levels: [...before.levels, level].slice(-BARS) } : before,
      )
    }, LOOK_EVERY_MS)
    return () => {
      isGone = true
      clearInterval(timer)
      recording.current?.cancel()
      recording.current = null
    }
  }, [stop])

  const url = phase.kind === 'done' ? phase.url : null
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url])
  return { phase, stop }
}
