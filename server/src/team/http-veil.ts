import type { FastifyInstance } from 'fastify'
import { seesPhones } from '../platform/scope.ts'
import { veil } from '../platform/veil.ts'

/** Every JSON answer to somebody from whom the workspace keeps phone numbers, whichever route made it. Events: realtime/frames.ts. */
export function hidePhones(app: FastifyInstance): void {
  app.addHook('preSerialization', async (request, _reply, payload) => {
    const place = request.caller?.place ?? null
    return place === null || seesPhones(place) ? payload : veil(payload)
  })
}
