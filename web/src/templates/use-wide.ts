import { useSyncExternalStore } from 'react'

const WIDE = '(min-width: 1100px)'

/** Whether there is room for a column beside the list; else what it would hold comes over it. */
export function useWide(): boolean {
  return useSyncExternalStore(onWidthChange, () => matchMedia(WIDE).matches)
}

function onWidthChange(listener: () => void): () => void {
  const query = matchMedia(WIDE)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
