import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

const payload = z.object({
  algorithm: z.string(),
  user_id: z.coerce.string().min(1).max(64),
  issued_at: z.coerce.number().int().nonnegative(),
})

export interface SignedRequest {
  /** meta_app.id whose secret signed */
  readonly app: number
  /** The person, by the id that Meta gave them for that app. */
  readonly userId: string
  /** Unix seconds */
  readonly issuedAt: number
}

const LARGEST = 8192
const SHAPE = /^([\w-]{43})=?\.([\w-]+={0,2})$/

/**
 * Meta's `signature.payload`, both base64url, the signature being HMAC-SHA256 of the payload as written, under the app secret.
 *
 * @returns null for anything but a whole, well-formed request signed by one of the apps. Every secret is tried in constant time.
 */
export function readSignedRequest(
  written: string,
  apps: readonly { readonly id: number; readonly secret: string }[],
): SignedRequest | null {
  if (written.length > LARGEST) return null
  const [, signature, encoded] = SHAPE.exec(written) ?? []
  if (signature === undefined || encoded === undefined) return null
  const given = Buffer.from(signature, 'base64url')
  let signer: number | null = null
  for (const { id, secret } of apps) {
    const expected = createHmac('sha256', secret).update(encoded).digest()
    if (given.length === expected.length && timingSafeEqual(given, expected)) signer ??= id
  }
  if (signer === null) return null
  const parsed = payload.safeParse(parseJson(Buffer.from(encoded, 'base64url').toString('utf8')))
  if (!parsed.success || parsed.data.algorithm.toUpperCase() !== 'HMAC-SHA256' || parsed.data.user_id.includes('\0')) return null
  return { app: signer, userId: parsed.data.user_id, issuedAt: parsed.data.issued_at }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
