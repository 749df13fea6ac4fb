import type { Ground } from '@recado/contract/road'
import { keepApp, sandboxAppToKeep } from '../numbers/meta-apps.ts'
import type { SignupApp } from '../outbound/graph-signup.ts'
import { appOn } from '../road/parties.ts'
import type { OnboardingDeps } from './deps.ts'

export interface KnownApp extends SignupApp {
  /** meta_app.id */
  readonly row: number
}

/** The app whose Embedded Signup this is; null where none is known, or the sandbox is starting. */
export async function signupApp(deps: OnboardingDeps, ground: Ground): Promise<KnownApp | null> {
  const app = await appOn(deps, ground)
  if (app === null) return null
  const known = (await deps.metaApps.activeApps()).find(({ metaAppId, secret }) => metaAppId === app.id && secret === app.secret)
  const row =
    known?.id ?? (ground === 'sandbox' && deps.sandbox ? await keepApp(deps.db, deps.vault, sandboxAppToKeep(deps.sandbox)) : null)
  return row === null ? null : { id: app.id, secret: app.secret, baseUrl: app.target.baseUrl, row }
}
