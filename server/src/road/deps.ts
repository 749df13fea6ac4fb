import type { MetaDeps } from '../numbers/deps.ts'
import type { Sandbox } from '../sandbox/child.ts'

/** What the road needs besides a scope. A part of AppDeps. */
export interface RoadDeps extends MetaDeps {
  readonly sandbox: Sandbox | null
  /** `METHOD /path` of everything under /api/v1: what this installation can do, and so may claim. */
  readonly routesOnAir: ReadonlySet<string>
}
