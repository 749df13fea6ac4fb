/** The two things that open over any page. They are fetched when first opened. */
import { useSyncExternalStore } from 'react'
import { startTyping, takeTyped } from './type-ahead.ts'

export type Overlay = 'keyboard' | 'commands' | null

let open: Overlay = null
const listeners = new Set<() => void>()
function change(next: Overlay): void {
  open = next
  for (const listener of listeners) listener()
}

export const openKeyboardSheet = () => change('keyboard')
export function openCommandBar(): void {
  startTyping()
  change('commands')
}
export function closeOverlay(): void {
  takeTyped()
  change(null)
}

export function useOverlay(): Overlay {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
}
