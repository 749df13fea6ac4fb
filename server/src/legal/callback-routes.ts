/** Meta's two callbacks about people: one takes consent back, one asks to be forgotten. Both carry a signed request, nothing else counts. */
import type { AppDeps } from '../app.ts'
import { Refusal } from '../platform/errors.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { forgetAppUser } from './forget-app-user.ts'
import { readSignedRequest, type SignedRequest } from './signed-request.ts'

const BODY_LIMIT = 16 * 1024
const QUIET = { bodyLimit: BODY_LIMIT, schema: { hide: true } }

export function callbackRoutes(deps: AppDeps): Routes {
  const signed = async (body: unknown): Promise<SignedRequest> => {
    const written = typeof body === 'string' ? new URLSearchParams(body).get('signed_request') : null
    const request = written === null ? null : readSignedRequest(written, await deps.metaApps.activeApps())
    if (request === null) throw new Refusal('signed_request_wrong', 'The field signed_request is missing or not signed with the app secret')
    return request
  }
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) => done(null, body))

    app.post('/meta/data-deletion', QUIET, async (request) => {
      const { confirmationCode } = await forgetAppUser(deps, 'deletion', await signed(request.body))
      const url = `${deps.config.PUBLIC_URL}/legal/data-deletion/${confirmationCode}`
      return { url, confirmation_code: confirmationCode }
    })

    app.post('/meta/deauthorize', QUIET, async (request) => {
      await forgetAppUser(deps, 'deauthorization', await signed(request.body))
      return { success: true }
    })
  }
}
