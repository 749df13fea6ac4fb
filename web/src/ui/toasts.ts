/** A toast says what is out of sight or can be undone. Anything else changes in its place and needs none. */
import { useSyncExternalStore } from 'react'

export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'danger'
  undo: (() => void) | null
  /** A next step, where there is nothing to undo. */
  action: { label: string; run(): void } | null
  /** ms it stays; the clock stops while the pointer or the focus is on it */
  stays: number
}

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function change(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

export function showToast(text: string, options: { undo?: () => void; action?: Toast['action']; tone?: Toast['tone'] } = {}): number {
  const id = nextId++
  const toast: Toast = {
    id,
    text,
    tone: options.tone ?? 'plain',
    undo: options.undo ?? null,
    action: options.action ?? null,
    stays: options.action ? 20_000 : 8000,
  }
  change([...toasts.slice(-2), toast])
  return id
}

export function dismissToast(id: number): void {
  change(toasts.filter((toast) => toast.id !== id))
}

export function undoToast(id: number): void {
  const toast = toasts.find((known) => known.id === id)
  dismissToast(id)
  toast?.undo?.()
}

/** What Ctrl/⌘ Z outside a field does. Says whether there was something to undo. */
export function undoLast(): boolean {
  const last = toasts.findLast((toast) => toast.undo !== null)
  if (last) undoToast(last.id)
  return last !== undefined
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
}
