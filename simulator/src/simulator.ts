/** The simulator as a value: for main.ts, and for tests in the same process. */
import type { AddressInfo } from 'node:net'
import type { Config } from './config.ts'
import { review } from './graph/templates/edges.ts'
import { wake } from './graph/templates/life.ts'
import { createListener } from './http/listener.ts'
import { MessageLife } from './phone/life.ts'
import { Publisher } from './webhooks/publisher.ts'
import { World } from './world/world.ts'

export interface Simulator {
  readonly port: number
  readonly url: string
  close(): Promise<void>
}

export async function startSimulator(config: Config): Promise<Simulator> {
  const world = new World(config)
  const publisher = new Publisher(world)
  const life = new MessageLife(publisher)
  const server = createListener({ world, publisher, life })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  // listen() on a port, so the address is not a pipe's name
  const { port } = server.address() as AddressInfo
  const url = `http://${config.host}:${port}`
  world.publicUrl = config.publicUrl ?? url
  for (const account of world.accounts.values()) {
    life.resume(account)
    for (const template of account.templates.values()) {
      review(publisher, account, template)
      wake({ publisher, account, template })
    }
  }
  return {
    port,
    url,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      publisher.close()
      world.close()
    },
  }
}
