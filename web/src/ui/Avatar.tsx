import { AVATAR_COLOURS } from '../theme/tokens.ts'
import classes from './Avatar.module.css'

interface Props {
  /** What the initials are of. Decoration: the name itself always stands beside it. */
  name: string
  size?: 22 | 34 | 40 | 56
}

export function Avatar({ name, size = 34 }: Props) {
  const colour = colourOf(name)
  return (
    <span
      className={classes.avatar}
      aria-hidden="true"
      data-size={size}
      style={{
        background: `var(--avatar-${colour})`,
        color: `var(--avatar-ink-${colour})`,
      }}
    >
      {initials(name)}
    </span>
  )
}

/** Two letters of a name, one of a single word, a number sign for a phone number. */
export function initials(name: string): string {
  const words = name
    .replace(/^@/, '')
    .split(/[\s._-]+/)
    .filter((word) => /^\p{L}/u.test(word))
  const first = words[0]
  if (!first) return '#'
  const last = words.length > 1 ? words.at(-1) : undefined
  return ((Array.from(first)[0] ?? '') + (last ? (Array.from(last)[0] ?? '') : '')).toUpperCase()
}

function colourOf(name: string): number {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return sum % AVATAR_COLOURS.length
}
