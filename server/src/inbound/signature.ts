import { createHmac, timingSafeEqual } from 'node:crypto'

/** A Meta app whose webhooks we accept. Several may be active: one per client's own app, two of one app while its secret rotates. */
export interface SigningApp {
  /** meta_app.id */
  readonly id: number
  readonly secret: string
}

const PREFIX = 'sha256='

/**
 * Meta signs the exact bytes it sent; a re-serialised body would not verify.
 *
 * @param header X-Hub-Signature-256
 * @returns the id of the app that signed, or null. Every secret is tried in constant time, whatever the earlier ones said.
 */
export function signingApp(header: string | undefined, body: Buffer, apps: readonly SigningApp[]): number | null {
  if (header === undefined || header.length !== PREFIX.length + 64 || !header.startsWith(PREFIX)) return null
  const given = Buffer.from(header.slice(PREFIX.length), 'latin1')
  let signer: number | null = null
  for (const app of apps) {
    const expected = Buffer.from(createHmac('sha256', app.secret).update(body).digest('hex'), 'latin1')
    if (timingSafeEqual(given, expected)) signer ??= app.id
  }
  return signer
}
