import { setTimeout as delay } from 'node:timers/promises'

/** @returns does what it is given, one thing after another, and lets so much time go by behind each as its bytes take at that speed */
export function paced(bytesPerMs: number): (bytes: number, work: () => Promise<void>) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve()
  return (bytes, work) => {
    const mine = last.then(work)
    const rest = () => delay(bytes / bytesPerMs)
    last = mine.then(rest, rest)
    return mine
  }
}
