/** Changes to a text that keep the selection where the person expects it. */
export interface Selection {
  from: number
  to: number
}

export interface Edited extends Selection {
  text: string
}

export function insertAt(text: string, what: string, { from, to }: Selection): Edited {
  const end = from + what.length
  return { text: text.slice(0, from) + what + text.slice(to), from: end, to: end }
}

/** Puts a WhatsApp marker around the selection, or takes it away where it is there already. Spaces at the ends stay outside. */
export function wrapSelection(text: string, marker: string, { from, to }: Selection): Edited {
  const chosen = text.slice(from, to)
  const start = from + (chosen.length - chosen.trimStart().length)
  const end = Math.max(start, to - (chosen.length - chosen.trimEnd().length))
  const { length } = marker
  const isWrapped = end > start && text.slice(0, start).endsWith(marker) && text.startsWith(marker, end)
  if (isWrapped) {
    return {
      text: text.slice(0, start - length) + text.slice(start, end) + text.slice(end + length),
      from: start - length,
      to: end - length,
    }
  }
  return { text: text.slice(0, start) + marker + text.slice(start, end) + marker + text.slice(end), from: start + length, to: end + length }
}
