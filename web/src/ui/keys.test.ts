import { expect, test } from 'vitest'
import { keyCaps, matches } from './keys.ts'

function pressed(code: string, held: Partial<Record<'alt' | 'ctrl' | 'meta' | 'shift' | 'altGraph', boolean>> = {}) {
  return {
    code,
    altKey: held.alt ?? false,
    ctrlKey: held.ctrl ?? false,
    metaKey: held.meta ?? false,
    shiftKey: held.shift ?? false,
    getModifierState: (name: string) => name === 'AltGraph' && (held.altGraph ?? false),
  }
}

test('Mod is Ctrl, and ⌘ on a Mac', () => {
  expect(matches(pressed('KeyK', { ctrl: true }), 'Mod+KeyK', false)).toBe(true)
  expect(matches(pressed('KeyK', { meta: true }), 'Mod+KeyK', true)).toBe(true)
  expect(matches(pressed('KeyK', { ctrl: true }), 'Mod+KeyK', true)).toBe(false)
})

test('AltGr types characters and never runs a shortcut, although Windows reports it as Ctrl and Alt', () => {
  expect(matches(pressed('KeyA', { ctrl: true, alt: true, altGraph: true }), 'Mod+Alt+KeyA', false)).toBe(false)
})

test('a key held in addition makes another shortcut', () => {
  expect(matches(pressed('KeyT', { alt: true, shift: true }), 'Alt+KeyT', false)).toBe(false)
  expect(matches(pressed('KeyT', { alt: true, shift: true }), 'Alt+Shift+KeyT', false)).toBe(true)
  expect(matches(pressed('F6', { shift: true }), 'F6', false)).toBe(false)
})

test('caps are written as on the keyboard in front of the person', () => {
  expect(keyCaps('Mod+Alt+KeyE', false)).toEqual(['Ctrl', 'Alt', 'E'])
  expect(keyCaps('Mod+Alt+KeyE', true)).toEqual(['⌘', '⌥', 'E'])
})
