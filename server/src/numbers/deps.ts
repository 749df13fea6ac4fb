import type { Config } from '../config.ts'
import type { GraphClient } from '../outbound/graph-client.ts'
import type { Logger } from '../platform/log.ts'
import type { Db } from '../platform/scope.ts'
import type { Vault } from '../platform/vault.ts'
import type { GraphTargets } from './graph-target.ts'
import type { MetaApps } from './meta-apps.ts'

/** What commands about Meta's objects need besides a scope. A part of AppDeps; the command line builds it on its own. */
export interface MetaDeps {
  readonly config: Config
  readonly log: Logger
  readonly db: Db
  readonly vault: Vault
  readonly graph: GraphClient
  readonly metaApps: MetaApps
  readonly targets: GraphTargets
}
