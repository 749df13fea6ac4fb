import { page } from '@recado/contract/conversations'
import { numberProfile, numberWebhooks, profilePatch, qrCodeNamed, qrCodeView, qrCodeWish } from '@recado/contract/number-assets'
import { LARGEST_PICTURE } from '@recado/contract/number-limits'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { changeNumberPicture, changeNumberProfile, readNumberPicture, readNumberProfile } from './commands/change-profile.ts'
import { keepQrCode, listQrCodes, removeQrCode } from './commands/keep-qr-codes.ts'
import { mendNumberWebhooks, readNumberWebhooks } from './commands/mend-webhooks.ts'

const params = z.object({ id: z.uuid() })

/** What Meta keeps of a number: profile, QR codes and short links, and where its webhooks go. */
export function numberAssetRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/numbers/:id/profile',
      { schema: { summary: 'The business profile, read from Meta now', params, response: { 200: numberProfile } } },
      (request) => readNumberProfile(request.scope, deps, request.params.id),
    )
    app.patch(
      '/numbers/:id/profile',
      { schema: { summary: 'Change the business profile at Meta', params, body: profilePatch, response: { 200: numberProfile } } },
      (request) => changeNumberProfile(request.scope, deps, request.params.id, request.body),
    )
    app.get(
      '/numbers/:id/profile/picture',
      { schema: { summary: 'The photo of the profile: JPEG or PNG', params } },
      async (request, reply) => {
        const { mimeType, bytes } = await readNumberPicture(request.scope, deps, request.params.id)
        return reply.type(mimeType).send(bytes)
      },
    )
    await app.register(pictureRoute(deps))
    app.get(
      '/numbers/:id/webhooks',
      {
        schema: {
          summary: 'Where Meta sends the webhooks of a number: three levels, and which wins',
          params,
          response: { 200: numberWebhooks },
        },
      },
      (request) => readNumberWebhooks(request.scope, deps, request.params.id),
    )
    app.post(
      '/numbers/:id/webhooks/mend',
      { schema: { summary: 'Make the webhooks of a number come here', params, response: { 200: numberWebhooks } } },
      (request) => mendNumberWebhooks(request.scope, deps, request.params.id),
    )
    app.get(
      '/numbers/:id/qr-codes',
      { schema: { summary: 'QR codes and short links, read from Meta now', params, response: { 200: page(qrCodeView) } } },
      async (request) => ({ items: await listQrCodes(request.scope, deps, request.params.id), nextCursor: null }),
    )
    app.post(
      '/numbers/:id/qr-codes',
      {
        schema: {
          summary: 'Make a QR code, or change the message of one',
          params,
          body: qrCodeWish,
          response: { 200: qrCodeView, 201: qrCodeView },
        },
      },
      async (request, reply) => {
        const kept = await keepQrCode(request.scope, deps, request.params.id, request.body)
        return reply.code(request.body.code === undefined ? 201 : 200).send(kept)
      },
    )
    app.delete(
      '/numbers/:id/qr-codes',
      {
        schema: {
          summary: 'Delete a QR code; printed ones stop working',
          params,
          querystring: qrCodeNamed,
          response: { 204: z.undefined() },
        },
      },
      async (request, reply) => {
        await removeQrCode(request.scope, deps, request.params.id, request.query.code)
        return reply.code(204).send()
      },
    )
  }
}

/** The body is the picture itself. */
function pictureRoute(deps: AppDeps): Routes {
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(
      ['image/jpeg', 'image/png', 'application/octet-stream'],
      { parseAs: 'buffer', bodyLimit: LARGEST_PICTURE },
      (_request, body, done) => done(null, body),
    )
    app.post(
      '/numbers/:id/profile/picture',
      {
        bodyLimit: LARGEST_PICTURE,
        schema: { summary: 'Change the photo; the body is a JPEG or PNG file', params, response: { 200: numberProfile } },
      },
      (request) => changeNumberPicture(request.scope, deps, request.params.id, request.body),
    )
  }
}
