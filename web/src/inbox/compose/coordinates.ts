/** Reads a place from what people paste: "-23.55, -46.63", or the address of a map. Pure. */
export interface Coordinates {
  latitude: number
  longitude: number
}

const NUMBER = '(-?\\d{1,3}(?:\\.\\d+)?)'
const PATTERNS = [
  new RegExp(`[@=/]${NUMBER},${NUMBER}`), // …/@-23.55,-46.63,15z · …?q=-23.55,-46.63
  new RegExp(`!3d${NUMBER}!4d${NUMBER}`),
  new RegExp(`^\\s*\\(?${NUMBER}\\s*[,; ]\\s*${NUMBER}\\)?\\s*$`),
]

export function readCoordinates(text: string): Coordinates | null {
  const plain = decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, '%25')).replaceAll('−', '-')
  for (const pattern of PATTERNS) {
    const [, first, second] = pattern.exec(plain) ?? []
    const [latitude, longitude] = [Number(first), Number(second)]
    if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude }
  }
  return null
}
