import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AVATAR_COLOURS, COLOURS, IPE, TEAM_COLOURS } from './tokens.ts'

type Token = keyof typeof COLOURS
const TEXT = 4.5
const GRAPHIC = 3

/** Every pair of the design's table: foreground, ground, what it is for, and the ratios the table promises. */
const PAIRS: readonly [Token, Token, minimum: number, promised?: readonly [light: number, dark: number]][] = [
  ['line-strong', 'surface', GRAPHIC, [3.5, 3.9]],
  ['text', 'surface', TEXT, [17.1, 14.8]],
  ['text-2', 'surface', TEXT, [7.7, 8.7]],
  ['text-3', 'surface', TEXT, [5.7, 6.1]],
  ['text-3', 'accent-soft', TEXT, [4.9, 5.3]],
  ['accent', 'surface', TEXT, [7.2, 8.4]],
  ['on-accent', 'accent', TEXT, [7.2, 8.3]],
  ['accent-text', 'accent-soft', TEXT, [7.7, 9.4]],
  ['text-2', 'thread', TEXT, [6.7, 9.5]],
  ['text', 'bub-in', TEXT, [17.1, 13]],
  ['text', 'bub-out', TEXT, [14.7, 10.2]],
  ['bub-meta', 'bub-out', TEXT, [5.6, 5.9]],
  ['tick-read', 'bub-out', TEXT, [4.6, 6.5]],
  ['note-text', 'note', TEXT, [10.1, 10]],
  ['note-meta', 'note', TEXT, [6.5, 7.4]],
  ['ok', 'ok-soft', TEXT, [5.2, 7.8]],
  ['warn', 'warn-soft', TEXT, [5.6, 7.9]],
  ['danger', 'danger-soft', TEXT, [5.7, 7.2]],
  ['info', 'info-soft', TEXT, [5.4, 7.4]],
  // Pairs that the screens make and the table does not name.
  ['text', 'bg', TEXT],
  ['text-2', 'bg', TEXT],
  ['text-3', 'bg', TEXT],
  ['text', 'surface-2', TEXT],
  ['text-2', 'surface-2', TEXT],
  ['text-3', 'surface-2', TEXT],
  ['text-2', 'accent-soft', TEXT],
  ['accent-text', 'surface', TEXT],
  ['accent-text', 'surface-2', TEXT],
  ['accent-text', 'bg', TEXT],
  ['on-accent', 'accent-hover', TEXT],
  ['accent', 'bg', GRAPHIC],
  ['accent', 'accent-soft', GRAPHIC],
  ['note-text', 'note-stripe', TEXT],
  ['ok', 'surface', TEXT],
  ['warn', 'surface', TEXT],
  ['danger', 'surface', TEXT],
  ['danger', 'thread', TEXT],
  ['info', 'bub-out', TEXT],
  ['surface', 'danger', TEXT],
  ['on-toast', 'toast', TEXT],
  ['toast-action', 'toast', TEXT],
]

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('in the %s scheme', (_name, scheme) => {
  test.each(PAIRS)('%s can be read on %s', (ink, ground, minimum, promised) => {
    const ratio = contrast(COLOURS[ink][scheme], COLOURS[ground][scheme])
    expect(ratio).toBeGreaterThanOrEqual(minimum)
    if (promised) expect(Math.abs(ratio - promised[scheme])).toBeLessThan(0.1)
  })

  test.each(Object.entries(TEAM_COLOURS))('the team colour %s can be read on cards and hovered cards', (_team, colour) => {
    expect(contrast(colour[scheme], COLOURS.surface[scheme])).toBeGreaterThanOrEqual(TEXT)
    expect(contrast(colour[scheme], COLOURS['surface-2'][scheme])).toBeGreaterThanOrEqual(TEXT)
  })

  test('initials can be read on every avatar', () => {
    for (const { ground, ink } of AVATAR_COLOURS) expect(contrast(ink[scheme], ground[scheme])).toBeGreaterThanOrEqual(TEXT)
  })
})

test('the accent of both schemes is the step that Mantine is told to use', () => {
  expect([IPE[7], IPE[4]]).toEqual([...COLOURS.accent])
})

test('no colour is written anywhere but in tokens.ts', () => {
  const web = join(import.meta.dirname, '../..')
  const written = /#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgba?|hsla?|hwb|oklch|oklab|lch|lab)\(/i
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(tsx?|css|html|js|svg)$/.test(path) && !/node_modules|\.test\.|theme\/tokens\.ts$/.test(path))
    .map((path) => join(web, path))
  const guilty = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (written.test(line) ? [`${relative(web, file)}:${index + 1} ${line.trim()}`] : [])),
  )
  expect(guilty).toEqual([])
  expect(files.length).toBeGreaterThan(50)
})

/** WCAG 2.2 contrast of two opaque colours. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}
