/** One list item per line that says something; `none` where no line does. */
export function listed(text: string, none: string): string {
  const named = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return (named.length === 0 ? [none] : named).map((line) => `- ${line}`).join('\n')
}
