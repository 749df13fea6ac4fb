const NOTES = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.12 },
] as const
const LASTS = 0.22
const LOUDNESS = 0.12

/** Two short notes. Silent where the browser wants a click on the page first. */
export function chime(): void {
  const context = new AudioContext()
  for (const { hertz, at } of NOTES) {
    const note = context.createOscillator()
    const loudness = context.createGain()
    const from = context.currentTime + at
    note.frequency.value = hertz
    loudness.gain.setValueAtTime(LOUDNESS, from)
    loudness.gain.exponentialRampToValueAtTime(0.001, from + LASTS)
    note.connect(loudness).connect(context.destination)
    note.start(from)
    note.stop(from + LASTS)
  }
  setTimeout(() => void context.close(), 1_000)
}
