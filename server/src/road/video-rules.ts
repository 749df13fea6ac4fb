/** What a recording must be to be handed to Meta, and which of its scenes are missing. */
import type { FileView } from '@recado/contract/road'
import { failed, passed, type Verdict } from './verdict.ts'

/** Meta's guide asks for 1080p; a phone held upright is as good on its longer side. */
const LONG_SIDE = 1920
const SHORT_SIDE = 1080
const LEAST_SECONDS = 20
const MOST_SECONDS = 600
const MOST_BYTES = 50 * 1024 * 1024

export function judgeVideo(file: FileView | null, missingScenes: readonly string[]): Verdict {
  if (file === null) return failed('video_missing')
  const { width, height, seconds } = file.video ?? { width: null, height: null, seconds: null }
  const facts = {
    name: file.name,
    width: width ?? 0,
    height: height ?? 0,
    seconds: Math.round(seconds ?? 0),
    megabytes: Math.ceil(file.size / 1024 ** 2),
  }
  if (width === null || height === null || seconds === null) return failed('video_unreadable', facts)
  if (Math.max(width, height) < LONG_SIDE || Math.min(width, height) < SHORT_SIDE) return failed('video_small', facts)
  if (seconds < LEAST_SECONDS) return failed('video_short', facts)
  if (seconds > MOST_SECONDS) return failed('video_long', facts)
  if (file.size > MOST_BYTES) return failed('video_heavy', facts)
  if (missingScenes.length > 0) return failed('video_scenes', { ...facts, scenes: missingScenes.join(', ') })
  return passed('video_good', facts)
}
