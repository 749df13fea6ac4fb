/**
 * Deliveries that the worker dies of, for trying what then becomes of everybody else's: one whose text holds `poison:spin` spins. Only a
 * build made for that has them (esbuild define `__FAILPOINTS__`), in any other the text passes.
 */
declare const __FAILPOINTS__: boolean | undefined

/** @returns the text, where one survives it */
export function swallow(text: string): string {
  if (typeof __FAILPOINTS__ !== 'undefined' && __FAILPOINTS__) POISONS[/poison:([a-z]+)/.exec(text)?.[1] ?? '']?.()
  return text
}

const POISONS: Readonly<Record<string, () => void>> = {
  throw: () => {
    throw new TypeError('poison')
  },
  spin: () => {
    for (;;);
  },
  allocate: () => {
    for (const kept: string[] = []; ; ) kept.push(`${kept.length} ${'x'.repeat(1000)}`.split('').join('-'))
  },
  /** A library that ends the process; in a thread, the thread. */
  exit: () => process.exit(1),
  abort: () => process.abort(),
}
