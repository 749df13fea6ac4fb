import { createServer } from 'node:net'
import type { Config } from './config.ts'
import { StartRefusal } from './platform/start-refusal.ts'

export interface HeldPort {
  readonly port: number
  /** Just before we listen on it ourselves. */
  release(): Promise<void>
}

/**
 * The port we shall listen on, found out before anything else is started: it is told to the simulator, and a taken one stops us early. Held
 * until then, since a first start takes seconds and any connection of this machine may be given a port that nobody holds. Whoever calls in the
 * meantime is hung up on.
 */
export function holdPort({ HOST, PORT }: Pick<Config, 'HOST' | 'PORT'>): Promise<HeldPort> {
  const probe = createServer((caller) => caller.destroy())
  probe.unref() // a start that fails ends the process
  return new Promise((resolve, reject) => {
    probe.once('error', (cause) => reject(new StartRefusal(refusal(HOST, PORT, cause))))
    probe.listen({ host: HOST, port: PORT }, () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : PORT
      resolve({ port, release: () => new Promise((released) => probe.close(() => released())) })
    })
  })
}

function refusal(host: string, port: number, cause: NodeJS.ErrnoException): string {
  switch (cause.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use by another program: stop that one, or set PORT to a free one.`
    case 'EACCES':
      return `Port ${port} needs more rights than this user has: set PORT to 1024 or above.`
    default:
      return `HOST ${host} with PORT ${port} cannot be listened on (${cause.message}): set HOST to an address of this machine.`
  }
}
