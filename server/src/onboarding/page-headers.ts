import type { FastifyInstance } from 'fastify'
import { policyWith } from '../platform/http-headers.ts'

/**
 * The two pages with the button: the admin's and the link's. Only a page that was loaded at one of these addresses may load Meta's SDK, and
 * only it keeps hold of the popup it opens.
 */
const WITH_BUTTON = /^\/(?:numbers\/connect\/signup|connect\/[^/]+)\/?$/
/** The simulator's popup: the page that opened it must hear from it. */
const POPUP = /^\/sandbox\/signup\/?$/

const FACEBOOK = 'https://*.facebook.com'
const SIGNUP = {
  'content-security-policy': policyWith({
    'script-src': 'https://connect.facebook.net',
    'connect-src': `${FACEBOOK} https://connect.facebook.net`,
    'frame-src': FACEBOOK,
    'img-src': FACEBOOK,
  }),
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  // Meta judges who opens its popup by where from; the path, which may be a link, stays here.
  'referrer-policy': 'strict-origin',
}

export function admitMetaSdk(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    if (WITH_BUTTON.test(path)) void reply.headers(SIGNUP)
    if (POPUP.test(path)) void reply.header('cross-origin-opener-policy', 'unsafe-none')
  })
}
