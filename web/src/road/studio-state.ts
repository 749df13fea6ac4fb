/** Whether a rehearsal or a recording goes on: it outlives the page that began it, because its scenes are on other pages. */
import type { Ground } from '@recado/contract/road'
import type { Permission } from '@recado/contract/road-items'
import { useSyncExternalStore } from 'react'

export interface Take {
  readonly ground: Ground
  readonly permission: Permission
  /** null while rehearsing. Ends the recording and gives the file. */
  readonly stop: (() => Promise<File>) | null
}

let take: Take | null = null
const listeners = new Set<() => void>()

export function setTake(next: Take | null): void {
  take = next
  for (const listener of listeners) listener()
}

export function useTake(): Take | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => take,
  )
}
