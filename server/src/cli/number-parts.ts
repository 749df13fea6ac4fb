import type { Config } from '../config.ts'
import type { MetaDeps } from '../numbers/deps.ts'
import { createGraphTargets } from '../numbers/graph-target.ts'
import { createMetaApps } from '../numbers/meta-apps.ts'
import { createGraphClient } from '../outbound/graph-client.ts'
import { SIMULATOR_ENTRY } from '../paths.ts'
import type { Logger } from '../platform/log.ts'
import { startSandbox } from '../sandbox/child.ts'
import { runningSandbox, type SandboxDoor } from '../sandbox/control.ts'
import { playedApp } from '../sandbox/played-app.ts'
import { type Context, Misuse, type Parts } from './command.ts'

/** Meta as a command sees it; closes its connections afterwards. */
export async function withMeta<T>(
  { config, log }: Pick<Context, 'config' | 'log'>,
  { db, vault }: Parts,
  sandbox: SandboxDoor | null,
  work: (deps: MetaDeps) => Promise<T>,
): Promise<T> {
  const metaApps = createMetaApps(db, vault)
  const targets = createGraphTargets({ db, vault, metaApps, config, sandbox })
  const graph = createGraphClient({ trustedUrls: () => [config.META_GRAPH_URL, ...(sandbox?.baseUrl ? [sandbox.baseUrl] : [])] })
  try {
    return await work({ config, log, db, vault, graph, metaApps, targets })
  } finally {
    await graph.close()
  }
}

/** The simulator of the server that runs, else one of our own for as long as the command takes. */
export async function withSandbox<T>(
  context: Pick<Context, 'config' | 'log'>,
  parts: Parts,
  work: (door: SandboxDoor) => Promise<T>,
): Promise<T> {
  const { config, log } = context
  if (config.SANDBOX === 'off') throw new Misuse('The sandbox is switched off on this installation (SANDBOX=off)')
  const running = await runningSandbox(parts.ground.dataDir)
  if (running) return work(running)
  if (parts.isServed) throw new Misuse('The server that runs has no sandbox simulator; is SANDBOX=off, or ROLES without web?')
  return withOwnSandbox(config, log, parts, work)
}

async function withOwnSandbox<T>(config: Config, log: Logger, { ground }: Parts, work: (door: SandboxDoor) => Promise<T>): Promise<T> {
  const sandbox = await startSandbox({
    entry: SIMULATOR_ENTRY,
    dataDir: ground.dataDir,
    app: playedApp(config, ground.secrets),
    callbackUrl: `http://${config.HOST}:${config.PORT}/webhooks/whatsapp`,
    publicUrl: `${config.PUBLIC_URL}/sandbox`,
    log,
  })
  try {
    return await work(sandbox)
  } finally {
    await sandbox.stop()
  }
}
