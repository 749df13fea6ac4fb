import { ground, permission } from '@recado/contract/road'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { gatherPack, permissionPage } from './pack.ts'
import { zipPack } from './zip-pack.ts'

const params = z.object({ ground })
const SECRET = { answerHoldsSecret: true } as const

export function packRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/road/:ground/pack.zip',
      { config: SECRET, schema: { summary: 'Everything for App Review, in one ZIP; it holds the reviewer’s password (operator)', params } },
      async (request, reply) => {
        const pack = await gatherPack(request.scope, deps, request.params.ground)
        return reply
          .headers({ 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="app-review.zip"' })
          .send(zipPack(deps.db, pack))
      },
    )
    app.get(
      '/road/:ground/pack/:permission',
      {
        config: SECRET,
        schema: { summary: 'One permission on a page to print (operator)', params: params.extend({ permission }) },
      },
      async (request, reply) => {
        const pack = await gatherPack(request.scope, deps, request.params.ground)
        const video = pack.rehearsals.find((each) => each.permission === request.params.permission)?.video
        const address = video ? `/api/v1/road/files/${video.id}` : null
        return reply.type('text/html; charset=utf-8').send(permissionPage(pack, request.params.permission, address))
      },
    )
  }
}
