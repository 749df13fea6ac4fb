const LONGEST = { width: 320, height: 340 }
const SHORTEST = 120

/** How large a picture is drawn in a bubble: its own shape within limits, known before it is loaded, so that nothing moves when it is. */
export function frameOf({ width, height }: { readonly width: number | null; readonly height: number | null }): {
  width: number
  height: number
} {
  if (!width || !height) return { width: 240, height: 180 }
  const scale = Math.min(1, LONGEST.width / width, LONGEST.height / height)
  return {
    width: Math.max(SHORTEST, Math.round(width * scale)),
    height: Math.max(Math.min(SHORTEST, LONGEST.height), Math.round(height * scale)),
  }
}
