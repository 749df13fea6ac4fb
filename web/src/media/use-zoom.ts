import { type CSSProperties, type PointerEvent, useEffect, useState, type WheelEvent } from 'react'

const MOST = 8
const DOUBLE_CLICK = 2.5

interface View {
  scale: number
  x: number
  y: number
}
const FITTED: View = { scale: 1, x: 0, y: 0 }

export interface Zoom {
  by(factor: number): void
  reset(): void
  /** For the picture. */
  props: {
    style: CSSProperties
    onWheel(event: WheelEvent): void
    onDoubleClick(): void
    onPointerDown(event: PointerEvent<HTMLElement>): void
    onPointerMove(event: PointerEvent<HTMLElement>): void
  }
}

/** Enlarges a picture by wheel, double click or command, and moves it by dragging. @param subject another one starts fitted again */
export function useZoom(subject: unknown): Zoom {
  const [view, setView] = useState<View>(FITTED)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the subject is what resets it
  useEffect(() => setView(FITTED), [subject])
  const by = (factor: number) =>
    setView((now) => {
      const scale = Math.min(MOST, Math.max(1, now.scale * factor))
      return scale === 1 ? FITTED : { ...now, scale }
    })
  return {
    by,
    reset: () => setView(FITTED),
    props: {
      style: {
        transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
        cursor: view.scale > 1 ? 'grab' : 'zoom-in',
      },
      onWheel: (event) => by(event.deltaY < 0 ? 1.2 : 1 / 1.2),
      onDoubleClick: () => (view.scale > 1 ? setView(FITTED) : by(DOUBLE_CLICK)),
      onPointerDown: (event) => event.currentTarget.setPointerCapture(event.pointerId),
      onPointerMove: (event) => {
        if (event.buttons !== 1 || view.scale === 1) return
        const { movementX, movementY } = event
        setView((now) => ({ ...now, x: now.x + movementX, y: now.y + movementY }))
      },
    },
  }
}
