/**
 * Everything that runs on top of a migrated database, put together once: by main.ts for people, by test/world.ts for tests. What it is
 * given differs between them; what it makes of it does not.
 */
import type { FastifyInstance } from 'fastify'
import { type AppDeps, buildApp } from './app.ts'
import type { Config } from './config.ts'
import { releaseConversations } from './conversations/commands/release-conversations.ts'
import { createDeliveryMouth, type NextHand } from './inbound/deliveries.ts'
import { openMediaFiles } from './media/files.ts'
import { createLinks } from './media/links.ts'
import { createGraphTargets } from './numbers/graph-target.ts'
import { createMetaApps } from './numbers/meta-apps.ts'
import { createGraphClient } from './outbound/graph-client.ts'
import { createReferences } from './outbound/reference.ts'
import { openDb, openPool } from './platform/database.ts'
import { openListener } from './platform/listener.ts'
import type { Logger } from './platform/log.ts'
import { createPulse } from './platform/pulse.ts'
import { type Keyring, openVault } from './platform/sealed-vault.ts'
import type { Vault } from './platform/vault.ts'
import { openHub } from './realtime/hub.ts'
import type { Sandbox } from './sandbox/child.ts'

/** Signs what we put into biz_opaque_callback_data; the same in every process of the installation. */
export const referenceKey = (vault: Vault): string => vault.fingerprint('message reference', 'm1')

export interface Foundations {
  readonly config: Config
  readonly log: Logger
  /** Connection strings of the two runtime roles. */
  readonly appUrl: string
  readonly pipelineUrl: string
  readonly keyring: Keyring
  readonly sandbox: Sandbox | null
  /** The inbound worker of this process, once it is there. */
  readonly inbound: () => NextHand | null
  /** of both pools and of the pulse, in place of what they have */
  readonly patienceMs?: number
}

export interface Installation {
  readonly deps: AppDeps
  readonly app: FastifyInstance
  /** Lets what is under way finish, then lets go of the database. Workers are stopped before. */
  close(): Promise<void>
}

export async function assemble(given: Foundations): Promise<Installation> {
  const { config, log, sandbox } = given
  const { patienceMs } = given
  const appPool = openPool({ connectionString: given.appUrl, max: 16, name: 'app', patienceMs })
  const pipelinePool = openPool({ connectionString: given.pipelineUrl, max: 8, name: 'pipeline', byKey: true, patienceMs })
  const db = openDb(appPool, 'prepared')
  const pipeline = openDb(pipelinePool, 'prepared')
  const listener = openListener(given.appUrl, log)
  const vault = await openVault(db, given.keyring)
  const metaApps = createMetaApps(db, vault)
  await metaApps.listen(listener)
  const targets = createGraphTargets({ db, vault, metaApps, config, sandbox })
  const graph = createGraphClient({
    trustedUrls: () => [config.META_GRAPH_URL, ...(sandbox?.baseUrl ? [sandbox.baseUrl] : [])],
    shortcuts: () => (sandbox?.baseUrl ? [{ from: `${config.PUBLIC_URL}/sandbox/`, to: `${sandbox.baseUrl}/` }] : []),
  })
  const hub = await openHub(db, listener, log)
  const deliveries = createDeliveryMouth(pipelinePool, given.inbound)
  const references = createReferences(referenceKey(vault))
  const files = openMediaFiles(config, log)
  const links = createLinks(vault.fingerprint('media link', 'm1'))
  const deps: AppDeps = {
    config,
    log,
    db,
    pipeline,
    vault,
    graph,
    sandbox,
    metaApps,
    targets,
    hub,
    deliveries,
    references,
    listener,
    files,
    links,
    routesOnAir: new Set(),
    isDatabaseSilent: createPulse(given.appUrl, patienceMs),
    releaseConversations,
  }
  const app = buildApp(deps)
  return {
    deps,
    app,
    async close() {
      await app.close()
      await deliveries.close()
      hub.close()
      await listener.close()
      await graph.close()
      await files.close()
      await appPool.end()
      await pipelinePool.end()
    },
  }
}
