/**
 * Keyboard shortcuts: pages declare them, one listener hears them, the sheet lists them. Matched on the physical key, because
 * Option types characters on macOS, and never while AltGr is on, because it types characters on Brazilian keyboards.
 */
import { useEffect, useRef, useSyncExternalStore } from 'react'

export interface Shortcut {
  /** `Alt+KeyJ`, `Mod+KeyK` (Ctrl, or ⌘ on macOS), `Alt+Shift+KeyT`, `F6`. The last part is a KeyboardEvent.code. */
  keys: string
  /** For the sheet; already translated. */
  label: string
  group: 'general' | 'inbox' | 'list'
  run(event: KeyboardEvent): void
  /** Also while the person is typing in a field. Shortcuts with Alt or Mod usually are. */
  inFields?: boolean
}

const isMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)

type Held = Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'code' | 'getModifierState'>

export function matches(event: Held, keys: string, mac = isMac): boolean {
  if (event.getModifierState('AltGraph')) return false
  const parts = keys.split('+')
  const code = parts.at(-1)
  const mod = parts.includes('Mod')
  return (
    event.code === code &&
    event.altKey === parts.includes('Alt') &&
    event.shiftKey === parts.includes('Shift') &&
    event.ctrlKey === (parts.includes('Ctrl') || (mod && !mac)) &&
    event.metaKey === (mod && mac)
  )
}

/** How the keys are written on this computer: "Ctrl K", "⌥ J". */
export function keyCaps(keys: string, mac = isMac): string[] {
  const names: Record<string, string> = mac ? { Mod: '⌘', Alt: '⌥', Shift: '⇧' } : { Mod: 'Ctrl' }
  const codes: Record<string, string> = { Slash: '/', ArrowUp: '↑', ArrowDown: '↓', Enter: '↵', Escape: 'Esc' }
  return keys.split('+').map((part) => names[part] ?? codes[part] ?? part.replace(/^(Key|Digit)/, ''))
}

export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

let active: readonly Shortcut[] = []
const listeners = new Set<() => void>()
function change(next: readonly Shortcut[]): void {
  active = next
  for (const listener of listeners) listener()
}

/** While the component is mounted these keys work. What was declared last wins. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  const names = shortcuts.map((shortcut) => `${shortcut.keys} ${shortcut.label}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: declared anew only when keys or labels change; what they run is always the latest
  useEffect(() => {
    const declared = latest.current.map((shortcut, index): Shortcut => ({ ...shortcut, run: (event) => latest.current[index]?.run(event) }))
    change([...active, ...declared])
    return () => change(active.filter((shortcut) => !declared.includes(shortcut)))
  }, [names])
}

export function useActiveShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => active,
  )
}

/** The one listener; started once by main.tsx. */
export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return
    const typing = isField(event.target)
    const dialogOpen = document.querySelector('[role="dialog"][aria-modal="true"]') !== null
    const shortcut = active.findLast(
      (known) => matches(event, known.keys) && (!typing || known.inFields === true) && (!dialogOpen || known.group === 'general'),
    )
    if (!shortcut) return
    event.preventDefault()
    shortcut.run(event)
  })
}
