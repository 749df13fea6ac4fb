/** Identifiers in the shapes that Meta uses. */
import { randomFillSync } from 'node:crypto'

const pool = Buffer.allocUnsafe(8192)
let used = pool.length

/** Random bytes by the pool: one system call per many ids. */
function random(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += count
  return pool.subarray(used - count, used)
}

const randomHex = (bytes: number): string => random(bytes).toString('hex').toUpperCase()

/** 15 or 16 digits, as nodes of the graph have. */
export function nodeId(): string {
  return `1${random(7).readUIntBE(1, 6).toString().padStart(15, '0').slice(-15)}`
}

/** `wamid.` and the base64 of a small record that names the other party, the direction and a random id. */
export function wamid(digits: string, direction: 'in' | 'out'): string {
  const unique = randomHex(direction === 'out' ? 9 : 10)
  const head = `\x1c\x18${String.fromCharCode(digits.length)}${digits}\x15\x02\x00${direction === 'out' ? '\x11' : '\x12'}\x18`
  return `wamid.${Buffer.from(`${head}${String.fromCharCode(unique.length)}${unique}\x00`, 'latin1').toString('base64')}`
}

/** Business-scoped user id: country and a number that means nothing outside one portfolio. */
export function bsuid(country: string): string {
  return `${country}.${nodeId()}`
}

export function accessToken(): string {
  return `EAAS${random(60).toString('base64url').replaceAll('-', 'x').replaceAll('_', 'Z')}`
}

export function traceId(): string {
  return `A${random(8).toString('base64url').replaceAll('-', 'a').replaceAll('_', 'b')}`
}

const QR_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export function qrCode(): string {
  return Array.from(random(14), (byte) => QR_LETTERS.charAt(byte % 32)).join('')
}

export function verificationCode(): string {
  return String(random(4).readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

export function identityHash(): string {
  return random(9).toString('base64')
}
