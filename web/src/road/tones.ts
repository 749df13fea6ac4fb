import type { ItemState } from '@recado/contract/road'
import type { Tone } from '../ui/Notice.tsx'

export const TONES: Readonly<Record<ItemState, Tone | 'plain'>> = {
  passed: 'ok',
  done: 'ok',
  failed: 'danger',
  unknown: 'unknown',
  open: 'plain',
}
