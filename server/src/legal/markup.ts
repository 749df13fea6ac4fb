/** The little writing that legal pages need, as HTML: headings, lists, paragraphs, addresses that can be followed. */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
}

export function toHtml(written: string): string {
  const parts: string[] = []
  let items: string[] = []
  const closeList = () => {
    if (items.length > 0) parts.push(`<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`)
    items = []
  }
  for (const raw of written.split('\n')) {
    const line = raw.trim()
    if (line === '') continue
    if (line.startsWith('- ')) {
      items.push(inline(line.slice(2)))
      continue
    }
    closeList()
    const [, marks, heading] = /^(#{1,3}) (.*)$/.exec(line) ?? []
    parts.push(marks === undefined ? `<p>${inline(line)}</p>` : `<h${marks.length}>${inline(heading ?? '')}</h${marks.length}>`)
  }
  closeList()
  return parts.join('\n')
}

const ADDRESS = /https?:\/\/[^\s<>()]*[^\s<>().,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

function inline(text: string): string {
  return escapeHtml(text).replaceAll(ADDRESS, (address) =>
    address.includes('@') && !address.startsWith('http')
      ? `<a href="mailto:${address}">${address}</a>`
      : `<a href="${address}">${address}</a>`,
  )
}
