import type { FastifyInstance } from 'fastify'

/**
 * The page may load only from us and may be framed by nobody. Styles are the one concession: the component library writes its
 * variables into style elements. Customers' pictures are blobs; the tab icon is a data URL.
 */
const CONTENT_SECURITY_POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' blob: data:",
  'media-src': "'self' blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'frame-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'object-src': "'none'",
}

/** The policy of every page, for one that has a reason to load from elsewhere too. @param more sources to add, by directive */
export function policyWith(more: Partial<Record<keyof typeof CONTENT_SECURITY_POLICY, string>> = {}): string {
  const added: Readonly<Record<string, string | undefined>> = more
  return Object.entries(CONTENT_SECURITY_POLICY)
    .map(([directive, sources]) => [directive, sources, added[directive]].filter(Boolean).join(' '))
    .join('; ')
}

const HEADERS = {
  'content-security-policy': policyWith(),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), payment=(), usb=(), microphone=(self)',
}

const YEAR_SECONDS = 365 * 24 * 3600

/** On every answer, errors included. */
export function sendSecurityHeaders(app: FastifyInstance, publicUrl: string): void {
  const headers = publicUrl.startsWith('https:') ? { ...HEADERS, 'strict-transport-security': `max-age=${YEAR_SECONDS}` } : HEADERS
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers(headers)
  })
}
