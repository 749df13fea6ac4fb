const STEPS = [
  [1024 ** 3, 'gigabyte'],
  [1024 ** 2, 'megabyte'],
  [1024, 'kilobyte'],
] as const

/** 4,8 MB. With one digit after the point below ten. */
export function fileSize(bytes: number, locale: string): string {
  const [step, unit] = STEPS.find(([size]) => bytes >= size) ?? [1, 'byte']
  const value = bytes / step
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && unit !== 'byte' ? 1 : 0,
  }).format(value)
}

/** 0:07 · 12:30 */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
