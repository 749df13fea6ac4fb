/** What a template is found by: its name and what it says, without case and accents. Pure. */
import { isObject } from '@recado/cloud-api/json'
import { fold } from '../platform/fold.ts'

export function searchText(name: string, components: unknown): string {
  const words: string[] = [name, name.replaceAll('_', ' ')]
  gather(components, words)
  return fold(words.join(' ').replaceAll('\0', ' '))
}

/** Every `text` there is: header, body, footer, buttons, cards. */
function gather(value: unknown, words: string[]): void {
  if (Array.isArray(value)) for (const held of value) gather(held, words)
  else if (isObject(value)) {
    for (const [key, held] of Object.entries(value)) {
      if (key === 'text' && typeof held === 'string') words.push(held)
      else if (key !== 'example') gather(held, words)
    }
  }
}
