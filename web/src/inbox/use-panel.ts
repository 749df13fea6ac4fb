import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'

const FOLDED = 'recado-panel-folded'
const WIDE = '(min-width: 1100px)'

export interface Panel {
  /** Beside the thread; folding it is remembered. */
  isInline: boolean
  /** Over the thread, on narrower windows, while it is asked for. */
  isOverlay: boolean
  toggle(): void
}

export function usePanel(): Panel {
  const isWide = useSyncExternalStore(onWidthChange, () => matchMedia(WIDE).matches)
  const [isFolded, setFolded] = useState(() => localStorage.getItem(FOLDED) !== null)
  const [isCalled, setCalled] = useState(false)
  const toggle = useCallback(() => {
    if (!isWide) return setCalled((called) => !called)
    setFolded(!isFolded)
    if (isFolded) localStorage.removeItem(FOLDED)
    else localStorage.setItem(FOLDED, '1')
  }, [isWide, isFolded])
  const isOverlay = !isWide && isCalled
  useEffect(() => {
    if (!isOverlay) return
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector('[role="dialog"][aria-modal="true"]')) setCalled(false)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [isOverlay])
  return { isInline: isWide && !isFolded, isOverlay, toggle }
}

function onWidthChange(listener: () => void): () => void {
  const query = matchMedia(WIDE)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
