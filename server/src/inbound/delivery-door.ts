import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MetaApps } from '../numbers/meta-apps.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Logger } from '../platform/log.ts'
import { requestClock } from '../platform/metrics.ts'
import { CannotStore, type DeliveryMouth } from './deliveries.ts'
import { noteRefusedSignature } from './refused-signatures.ts'
import { signingApp } from './signature.ts'

export const DELIVERIES = '/webhooks/whatsapp'

/** Meta sends up to 3 MB; a little room, and no more. */
const BODY_LIMIT = 4 * 1024 * 1024
/** Anybody may begin a body here, up to that size, and nobody needs longer for one. */
const BODY_WITHIN_MS = 10_000
/** In Node's own words for a request that takes too long. */
const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'

const EMPTY = { 'content-length': '0', 'x-content-type-options': 'nosniff' }
const TOO_LARGE = 413

export interface DoorDeps {
  readonly deliveries: DeliveryMouth
  readonly metaApps: MetaApps
  readonly log: Logger
}

export type Door = (request: IncomingMessage, response: ServerResponse) => void

/** Whether a request need not go through everything that pages and the API need. */
export const isDelivery = ({ method, url }: IncomingMessage): boolean => method === 'POST' && url === DELIVERIES

/**
 * Hops 1 and 2: verify, store, answer. No parsing, no look-ups: whatever else is broken, a genuine delivery is on disk before Meta sees
 * 200, and what cannot be stored is asked for again. Works on Node's own request, since a rush comes through here and nowhere else: the
 * framework's way to a handler takes as long as all of this.
 */
export function openDoor({ deliveries, metaApps, log }: DoorDeps): Door {
  const observe = requestClock('POST', DELIVERIES)

  async function receive(request: IncomingMessage): Promise<number> {
    const body = await bodyOf(request)
    if (body === null) return TOO_LARGE
    failpoint('ingress:after_body')
    try {
      const signer = signingApp(request.headers['x-hub-signature-256']?.toString(), body, await known(metaApps))
      if (signer === null) {
        noteRefusedSignature()
        return 401
      }
      failpoint('ingress:after_hmac')
      await deliveries.store(body, signer)
      failpoint('ingress:before_200')
      return 200
    } catch (error) {
      if (!(error instanceof CannotStore)) throw error
      log.error({ outcome: error.message }, 'delivery not stored')
      return 503
    }
  }

  return (request, response) => {
    const began = performance.now()
    const answer = (status: number) => {
      response.writeHead(
        status,
        status === 503 ? { ...EMPTY, 'retry-after': '5' } : status === TOO_LARGE ? { ...EMPTY, connection: 'close' } : EMPTY,
      )
      response.end(() => {
        observe(status, performance.now() - began)
        failpoint('ingress:after_200')
      })
    }
    receive(request).then(answer, (error: unknown) => {
      if (error instanceof HungUp) return
      log.error({ err: error, outcome: 'unexpected' }, 'delivery not received')
      answer(500)
    })
  }
}

/** Started while the database was away: who may sign is not known yet. */
function known(metaApps: MetaApps) {
  return metaApps.activeApps().catch((error: unknown) => {
    throw new CannotStore(error instanceof Error ? error.message : 'the apps could not be read')
  })
}

class HungUp extends Error {
  override readonly name = 'HungUp'
}

/** @returns null for more than is taken: the rest is let go by, so that the answer is read before the connection ends */
function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    const clock = setTimeout(() => request.socket.end(TOO_SLOW).destroySoon(), BODY_WITHIN_MS)
    const settle = () => clearTimeout(clock)
    const tooLarge = () => {
      parts.length = 0
      size = Number.POSITIVE_INFINITY // nothing of it is kept
      resolve(null)
    }
    if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) tooLarge()
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size <= BODY_LIMIT) parts.push(part)
      else tooLarge()
    })
    request.once('end', () => {
      settle()
      const [only] = parts
      resolve(parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)) // nothing more to say where it was too large
    })
    request.once('close', () => {
      settle()
      reject(new HungUp())
    })
  })
}
