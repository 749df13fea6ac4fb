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
  const isWrapped = text.charAt(start - 1) === marker && text.charAt(end) === marker && end > start
  if (isWrapped) {
    return { text: text.slice(0, start - 1) + text.slice(start, end) + text.slice(end + 1), from: start - 1, to: end - 1 }
  }
  return { text: text.slice(0, start) + marker + text.slice(start, end) + marker + text.slice(end), from: start + 1, to: end + 1 }
}
