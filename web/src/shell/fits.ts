/** Every word is somewhere in the label, whatever its case and accents: "numeros" finds "Números". */
export function fits(label: string, words: string): boolean {
  const haystack = plain(label)
  return plain(words)
    .split(/\s+/)
    .every((word) => haystack.includes(word))
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
