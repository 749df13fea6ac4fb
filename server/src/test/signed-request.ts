/** Meta's signed_request, from its documentation: base64url of the signature, a dot, base64url of the payload. */
import { createHmac } from 'node:crypto'

export function signedRequest(payload: unknown, secret: string): string {
  const encoded = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)).toString('base64url')
  return `${createHmac('sha256', secret).update(encoded).digest('base64url')}.${encoded}`
}
