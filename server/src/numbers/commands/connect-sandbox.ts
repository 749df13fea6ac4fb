import type { NumberView, SandboxNumber } from '@recado/contract/numbers'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import type { Scope } from '../../platform/scope.ts'
import type { SandboxApp } from '../../sandbox/child.ts'
import { createSandboxWaba, type SandboxDoor } from '../../sandbox/control.ts'
import type { MetaDeps } from '../deps.ts'
import { keepApp, sandboxAppToKeep } from '../meta-apps.ts'
import { connectThrough } from './connect-number.ts'

/** A number that works at once and reaches nobody: opened in the simulator, then connected exactly like a real one. */
export async function connectSandbox(
  scope: Scope,
  deps: MetaDeps,
  sandbox: (SandboxApp & SandboxDoor) | null,
  wanted: SandboxNumber,
): Promise<NumberView> {
  requireAbility(scope, 'numbers.connect')
  if (sandbox === null) throw new Refusal('unavailable', 'The sandbox is switched off on this installation (SANDBOX=off)')
  const { displayPhoneNumber, name = 'Sandbox' } = wanted
  const opened = await createSandboxWaba(sandbox, { name, ...(displayPhoneNumber !== undefined && { displayPhoneNumber }) })
  const appId = await keepApp(deps.db, deps.vault, sandboxAppToKeep(sandbox))
  return connectThrough(scope, deps, {
    kind: 'sandbox',
    appId,
    appSecret: sandbox.appSecret,
    token: opened.accessToken,
    wabaId: opened.wabaId,
    phoneNumberId: opened.phoneNumberId,
    graphUrl: null,
  })
}
