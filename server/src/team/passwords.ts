/** Passwords are kept as scrypt hashes that carry their own cost, so that the cost can be raised later without breaking old ones. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../platform/errors.ts'

interface Cost {
  readonly logN: number
  readonly r: number
  readonly p: number
}
/** 32 MiB and about a quarter of a second on one core; as strong as OWASP's first choice, with a quarter of its memory. */
const COST: Cost = { logN: 15, r: 8, p: 3 }
const KEY_BYTES = 32

export async function hashPassword(password: string, cost: Cost = COST): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost)
  return ['scrypt', cost.logN, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Takes the same time for an account that does not exist (`stored` null), so that answers do not tell who has one. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, logN, r, p, salt, key] = (stored ?? NOBODY).split('$')
  const expected = Buffer.from(key ?? '', 'base64url')
  const given = await derive(password, Buffer.from(salt ?? '', 'base64url'), { logN: Number(logN), r: Number(r), p: Number(p) })
  return timingSafeEqual(given, expected) && stored !== null
}

const NOBODY = `scrypt$${COST.logN}$${COST.r}$${COST.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** Hashing runs on the four threads that also serve files and DNS: two of them at a time, and a short line. */
const AT_ONCE = 2
const LINE = 50
let running = 0
const line: (() => void)[] = []

async function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  if (running >= AT_ONCE) {
    if (line.length >= LINE) throw new Refusal('unavailable', 'Too many sign-ins at once', { retryAfterSeconds: 5 })
    await new Promise<void>((resolve) => line.push(resolve))
  } else running++
  try {
    return await scryptKey(password.normalize('NFKC'), salt, cost)
  } finally {
    const next = line.shift()
    if (next) next()
    else running--
  }
}

function scryptKey(password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** logN, r, p, maxmem: 2 * 128 * 2 ** logN * r }
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
