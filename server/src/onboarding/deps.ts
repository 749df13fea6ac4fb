import type { Db } from '../platform/scope.ts'
import type { RoadDeps } from '../road/deps.ts'

/** What signing up needs besides a scope. A part of AppDeps. */
export interface OnboardingDeps extends RoadDeps {
  /** as recado_pipeline */
  readonly pipeline: Db
}
