import { type CSSProperties, type PointerEvent, useRef, useState } from 'react'

const ENOUGH_PX = 56
const FURTHEST_PX = 72

interface Swipe {
  handlers: {
    onPointerDown(event: PointerEvent): void
    onPointerMove(event: PointerEvent): void
    onPointerUp(): void
    onPointerCancel(): void
  }
  style: CSSProperties | undefined
}

/** A finger that drags a message to the right answers it, as on the phone. A mouse has the menu. */
export function useSwipe(onSwipe: () => void): Swipe {
  const start = useRef<{ x: number; y: number } | null>(null)
  const [shift, setShift] = useState(0)
  const stop = () => {
    start.current = null
    setShift(0)
  }
  return {
    handlers: {
      onPointerDown: (event) => {
        if (event.pointerType === 'touch') start.current = { x: event.clientX, y: event.clientY }
      },
      onPointerMove: (event) => {
        if (!start.current) return
        const across = event.clientX - start.current.x
        const down = Math.abs(event.clientY - start.current.y)
        if (down > 24 && across < ENOUGH_PX) stop()
        else setShift(Math.max(0, Math.min(across, FURTHEST_PX)))
      },
      onPointerUp: () => {
        if (shift >= ENOUGH_PX) onSwipe()
        stop()
      },
      onPointerCancel: stop,
    },
    style: shift > 0 ? { transform: `translateX(${shift}px)` } : undefined,
  }
}
