import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/**
 * A server that stops waits for the requests under way, and for no connection without one. Node closes those that rest between two
 * requests, but not those that never said a word or are in the middle of their headers, and once it stops it looks at no deadline.
 */
export function waitForRequestsOnly(app: FastifyInstance): void {
  const quiet = new Set<Socket>()
  let isClosing = false
  app.server.on('connection', (socket: Socket) => {
    quiet.add(socket)
    socket.once('close', () => quiet.delete(socket))
  })
  app.server.on('request', ({ socket }, response) => {
    quiet.delete(socket)
    response.once('close', () => {
      if (isClosing) socket.destroySoon()
      else if (!socket.destroyed) quiet.add(socket)
    })
  })
  app.addHook('preClose', async () => {
    isClosing = true
    for (const socket of quiet) socket.destroy()
  })
}
