/** The interface's own words with their blanks filled in, so that stories say what people read. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)(?:, number)?\}\}/g, (blank, name: string) => values[name] ?? blank)
}

/** The same words whatever stands in the blanks. */
export function anyOf(text: string): RegExp {
  const parts = text.split(/\{\{[^}]+\}\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(parts.join('.+'))
}
