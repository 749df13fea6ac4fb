import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import { requireAbility } from '../platform/access.ts'
import type { Routes } from '../platform/http-schemas.ts'
import type { Scope } from '../platform/scope.ts'
import { askAgain } from '../team/authenticate.ts'
import { sightOf } from '../team/sight.ts'
import { FROM_NOW, type Subscriber } from './hub.ts'

const HEARTBEAT_MS = 15_000
/** What may wait for a client that reads slowly; the rest waits in the log. */
const MAX_UNREAD_BYTES = 1024 * 1024
/** A client that reads nothing for this long is let go; it comes back with its cursor and is filled in from the log. */
const PATIENCE_MS = 30_000
const RIGHTS_CHANGED = 'event: reset\ndata: {"reason":"rights_changed"}\n\n'

const query = z.object({
  after: z.coerce.number().int().min(0).optional(),
  sight: z.enum(['all', 'own']).optional().describe('as the snapshot said; when it has changed since, the stream begins with a reset'),
})

/** GET /api/v1/events: what happens in the workspace, as server-sent events. Last-Event-ID (or ?after=) resumes without a gap. */
export function realtimeRoutes(deps: AppDeps): Routes {
  return async (app) => {
    // A server that stops waits for what is under way; these never end by themselves. Browsers come back with their cursor.
    const lines = new Set<FastifyReply['raw']>()
    app.addHook('preClose', async () => {
      for (const line of lines) line.end()
    })
    app.get('/events', { schema: { querystring: query } }, async (request, reply) => {
      requireAbility(request.scope, 'conversations.read')
      const sight = sightOf(request.scope.actor)
      lines.add(reply.raw)
      reply.raw.once('close', () => lines.delete(reply.raw))
      await openLine(deps, request, reply, request.scope, sight, request.query)
    })
  }
}

async function openLine(
  deps: AppDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  scope: Scope,
  sight: Subscriber['sight'],
  asked: z.infer<typeof query>,
): Promise<void> {
  const { actor, workspaceId } = scope
  const raw = reply.raw
  reply.hijack()
  raw.writeHead(200, {
    ...Object.fromEntries(Object.entries(reply.getHeaders()).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  raw.write(': open\n\n')
  // What was hidden or shown by a change of rights while this client was away is in no event.
  const isChanged = asked.sight !== undefined && asked.sight !== sight.kind
  if (isChanged) raw.write(RIGHTS_CHANGED)
  const subscriber: Subscriber = {
    workspaceId,
    sight,
    seq: isChanged ? FROM_NOW : cursorOf(request, asked.after),
    userId: actor.kind === 'person' ? actor.userId : null,
    write: (text) => void raw.write(text),
    isFull: () => raw.writableLength > MAX_UNREAD_BYTES,
    drained: () => drained(raw),
    isOpen: () => !raw.destroyed && !raw.writableEnded,
    hangUp: () => raw.destroy(),
    async recheck() {
      await recheck(deps, request, subscriber, () => raw.end('event: bye\ndata: {}\n\n')).catch((error: unknown) => {
        // The database is away: nothing new can be read either, and the hub asks again.
        request.log.warn({ workspace: workspaceId, outcome: 'rights_not_asked', err: error }, 'rights of a stream not asked')
      })
    },
  }
  const heartbeat = setInterval(() => subscriber.write('event: beat\ndata: {}\n\n'), HEARTBEAT_MS)
  const leave = await deps.hub.join(subscriber).catch((error: unknown) => {
    clearInterval(heartbeat)
    request.log.warn({ workspace: workspaceId, outcome: 'stream_refused', err: error }, 'stream not opened')
    raw.destroy()
  })
  const done = () => {
    clearInterval(heartbeat)
    leave?.()
  }
  if (raw.destroyed) done()
  else raw.once('close', done)
  // Rights that changed after they were read for this request and before the hub knew of the line were announced to nobody.
  if (leave !== undefined) await subscriber.recheck()
}

function drained(raw: FastifyReply['raw']): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => raw.destroy(), PATIENCE_MS)
    const go = () => {
      clearTimeout(impatient)
      raw.off('drain', go).off('close', go)
      resolve()
    }
    raw.once('drain', go).once('close', go)
    if (raw.destroyed || !raw.writableNeedDrain) go()
  })
}

/** Where the client stands. Without a word it gets what happens from now on, which is never less than it asked for. */
function cursorOf(request: FastifyRequest, after: number | undefined): number {
  const header = Number(request.headers['last-event-id'])
  if (Number.isSafeInteger(header) && header >= 0 && request.headers['last-event-id'] !== '') return header
  return after ?? FROM_NOW
}

async function recheck(deps: AppDeps, request: FastifyRequest, subscriber: Subscriber, end: () => void): Promise<void> {
  const scope = await askAgain(request, deps)
  if (scope === null || scope.workspaceId !== subscriber.workspaceId) return end()
  const sight = sightOf(scope.actor)
  if (JSON.stringify(sight) === JSON.stringify(subscriber.sight)) return
  subscriber.sight = sight
  subscriber.write(RIGHTS_CHANGED)
}
