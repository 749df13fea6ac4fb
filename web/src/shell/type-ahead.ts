/**
 * What is typed between the press that opens the command bar and the moment its field is there to take it, on a first opening as long as it
 * takes to fetch. It belongs to the search, and not to whatever had the focus: an Enter would send it to a customer.
 */
/** What is not fetched by then may never be, and the keyboard is needed elsewhere. */
const PATIENCE_MS = 5_000

let typed = ''
let isListening = false

function hear(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey } = event
  if (ctrlKey || metaKey || altKey || event.isComposing) return
  if (key.length === 1) typed += key
  else if (key === 'Backspace') typed = typed.slice(0, -1)
  else if (key !== 'Enter') return
  event.preventDefault()
  event.stopPropagation()
}

export function startTyping(): void {
  if (isListening) return
  isListening = true
  addEventListener('keydown', hear, true)
  setTimeout(takeTyped, PATIENCE_MS)
}

/** @returns what was typed so far; from here on keys go where the focus is */
export function takeTyped(): string {
  removeEventListener('keydown', hear, true)
  isListening = false
  const words = typed
  typed = ''
  return words
}
