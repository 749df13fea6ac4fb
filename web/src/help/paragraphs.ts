/** Lines are paragraphs; neighbouring lines that begin with "- " are one list. */
export function paragraphs(text: string): (string | { items: string[] })[] {
  const parts: (string | { items: string[] })[] = []
  for (const line of text.split('\n')) {
    const last = parts.at(-1)
    if (!line.startsWith('- ')) parts.push(line)
    else if (typeof last === 'object') last.items.push(line.slice(2))
    else parts.push({ items: [line.slice(2)] })
  }
  return parts
}
