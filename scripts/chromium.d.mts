export function findChromium(say: (line: string) => void): Promise<{ path: string } | { reason: string }>
