import { doctorQuery, doctorView, doctorWish } from '@recado/contract/doctor'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { examine } from './examine.ts'
import { mendNumber } from './mend.ts'

const params = z.object({ id: z.uuid() })
const accountParams = z.object({ wabaId: z.string().regex(/^\d{1,30}$/) })
const response = { 200: doctorView }

export function doctorRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/numbers/:id/doctor',
      { schema: { summary: 'Check everything a number needs, live; one area or all', params, querystring: doctorQuery, response } },
      (request) => examine(request.scope, deps, { numberId: request.params.id }, request.query.area),
    )
    app.post(
      '/numbers/:id/doctor/mends',
      { schema: { summary: 'Mend what the doctor found', params, body: doctorWish, response: { 204: z.undefined() } } },
      async (request, reply) => {
        await mendNumber(request.scope, deps, request.params.id, request.body.mend)
        return reply.code(204).send()
      },
    )
    app.get(
      '/assets/:wabaId/doctor',
      { schema: { summary: 'Check everything an account needs, live', params: accountParams, querystring: doctorQuery, response } },
      (request) => examine(request.scope, deps, { wabaId: request.params.wabaId }, request.query.area),
    )
  }
}
