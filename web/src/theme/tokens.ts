/** The one file with colours. Everything else says `var(--name)`; tokens.test.ts keeps it so and computes every contrast. */

/** [light, dark] */
type Pair = readonly [light: string, dark: string]

export const COLOURS = {
  bg: ['#F8F7F9', '#121015'],
  surface: ['#FFFFFF', '#1A171E'],
  'surface-2': ['#F3F1F5', '#25212B'],
  line: ['#E5E1E9', '#312C38'],
  'line-strong': ['#8D8596', '#7A7285'],
  text: ['#1E1A23', '#EDE9F0'],
  'text-2': ['#57505F', '#BBB3C4'],
  'text-3': ['#6B6474', '#9D94A8'],
  accent: ['#8A2C9E', '#D79FE6'],
  'accent-hover': ['#76208A', '#E5BDF0'],
  'on-accent': ['#FFFFFF', '#2B0A35'],
  'accent-soft': ['#F6EAF9', '#321D3A'],
  'accent-text': ['#76208A', '#E5BDF0'],
  thread: ['#F1EEE9', '#100E12'],
  'bub-in': ['#FFFFFF', '#26222C'],
  'bub-out': ['#DDF4DF', '#143C2B'],
  'bub-meta': ['#56605A', '#A9B8AF'],
  'tick-read': ['#0B6FB0', '#62C7F7'],
  note: ['#FFF2C4', '#3B3012'],
  'note-stripe': ['#FBE7A3', '#4A3C17'],
  'note-text': ['#4A3800', '#F5E1A2'],
  'note-meta': ['#6B5407', '#D9C27C'],
  ok: ['#0A7440', '#54D68C'],
  'ok-soft': ['#E2F5E8', '#12301F'],
  warn: ['#8F5200', '#F2B65C'],
  'warn-soft': ['#FFF0DA', '#38280F'],
  danger: ['#B3261E', '#FF9387'],
  'danger-soft': ['#FDEBE9', '#3F1916'],
  info: ['#1D62AE', '#84BCF7'],
  'info-soft': ['#E7F0FB', '#15293F'],
  /** Edges and quotes inside bubbles, whatever the bubble's own colour. */
  'bub-edge': ['#0000000D', '#FFFFFF0A'],
  'bub-quote': ['#0000000A', '#FFFFFF12'],
  'bub-line': ['#0000001A', '#FFFFFF1F'],
  /** The simulated phone: WhatsApp's green bar and wallpaper, and the phone's edge. */
  'phone-top': ['#0A5A48', '#17352C'],
  'on-phone-top': ['#FFFFFF', '#FFFFFF'],
  'phone-wall': ['#EAE5DC', '#0D1413'],
  'phone-edge': ['#2B2730', '#3B3544'],
  /** Behind pictures and films, dark in both themes. */
  stage: ['#0E0C10FA', '#0E0C10FA'],
  'on-stage': ['#FFFFFF', '#FFFFFF'],
  'stage-hover': ['#FFFFFF26', '#FFFFFF26'],
  /** Toasts are dark in both themes, so that they stand out from cards. */
  toast: ['#1E1A23', '#EDE9F0'],
  'on-toast': ['#FFFFFF', '#1E1A23'],
  'toast-action': ['#E5BDF0', '#76208A'],
} as const satisfies Record<string, Pair>

/** A team is always a bar or square plus its name; no purple, so that a team is never mistaken for the selection. */
export const TEAM_COLOURS = {
  blue: ['#2762CC', '#7FA9F5'],
  pink: ['#B23671', '#F08DB9'],
  ochre: ['#8A5E0C', '#D9AC52'],
  teal: ['#0C6E78', '#5CC6CF'],
  slate: ['#55606E', '#A7B3C2'],
  brown: ['#8A4B2A', '#E0A482'],
  olive: ['#5E6B14', '#B9C462'],
  indigo: ['#4A50C0', '#A6ABF7'],
} as const satisfies Record<string, Pair>
export type TeamColour = keyof typeof TEAM_COLOURS

/** Initials on a quiet ground, chosen by the name so that a person keeps theirs. */
export const AVATAR_COLOURS = [
  { ground: ['#E6DDEB', '#3C3246'], ink: ['#4A3557', '#DCCBE6'] },
  { ground: ['#DCE7F7', '#22344F'], ink: ['#22456F', '#BBD5F7'] },
  { ground: ['#F7E0D8', '#4A2B21'], ink: ['#743418', '#F3C4B1'] },
  { ground: ['#D9ECE9', '#1F3B38'], ink: ['#1C534C', '#ADDDD6'] },
  { ground: ['#F5E6C4', '#42351A'], ink: ['#60470C', '#EAD29A'] },
] as const satisfies readonly { ground: Pair; ink: Pair }[]

/** Ipê-roxo, in the ten steps that Mantine wants. */
export const IPE = ['#FBF4FC', '#F6EAF9', '#E9CEF0', '#DDB3E9', '#D79FE6', '#BC6ED0', '#A24AB8', '#8A2C9E', '#76208A', '#5A1569'] as const

export const SHADOW = '0 12px 40px rgb(0 0 0 / .18)'

/** Every colour as a CSS variable, for one scheme: 0 light, 1 dark. */
export function colourVariables(scheme: 0 | 1): Record<string, string> {
  const variables: Record<string, string> = {}
  for (const [name, pair] of Object.entries(COLOURS)) variables[`--${name}`] = pair[scheme]
  for (const [name, pair] of Object.entries(TEAM_COLOURS)) variables[`--team-${name}`] = pair[scheme]
  for (const [index, { ground, ink }] of AVATAR_COLOURS.entries()) {
    variables[`--avatar-${index}`] = ground[scheme]
    variables[`--avatar-ink-${index}`] = ink[scheme]
  }
  return variables
}
