/** What the operator sets for Embedded Signup, and what a page needs to open Meta's popup. */
import type { SignupGap, SignupMode, SignupSettings, SignupSettingsChange, SignupStart } from '@recado/contract/onboarding'
import { type Ground, type RoadSettings, roadSettings } from '@recado/contract/road'
import type { NumberRow } from '../numbers/access.ts'
import { keepApp } from '../numbers/meta-apps.ts'
import { Refusal } from '../platform/errors.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import { accessRoad, readRoad, saveSettings } from '../road/store.ts'
import { sandboxTicket } from '../sandbox/ticket.ts'
import type { OnboardingDeps } from './deps.ts'
import { listConfigurations } from './list-configurations.ts'
import { signupApp } from './signup-app.ts'

/** Meta serves it in the person's language; the page fills that in. */
const META_SDK = 'https://connect.facebook.net/{locale}/sdk.js'
/** The simulator takes any number as long as nobody made a configuration in its dashboard. */
const REHEARSAL_CONFIGURATION = '100000000000001'

export async function readSignupSettings(scope: Scope, deps: OnboardingDeps, ground: Ground): Promise<SignupSettings> {
  const { once: _once, ...looking } = scope
  const { settings } = await inTransaction(looking, (tx) => accessRoad(tx, ground))
  const app = await signupApp(deps, ground)
  const { configurationId, version } = effective(deps, ground, settings)
  return {
    ground,
    appId: app?.id ?? settings.appId,
    hasSecret: app !== null,
    configurationId,
    version,
    extras: settings.signupExtras,
    configurations: app === null ? null : await listConfigurations(deps.graph, app),
  }
}

/** The secret is stored sealed, in the row of its app. On the sandbox's ground the app is the simulator's own. */
export async function changeSignupSettings(
  scope: Scope,
  deps: OnboardingDeps,
  ground: Ground,
  change: SignupSettingsChange,
): Promise<SignupSettings> {
  const { appId, appSecret, configurationId, version, extras } = change
  if (ground === 'sandbox' && (appId !== undefined || appSecret !== undefined))
    throw new Refusal('invalid', 'The sandbox plays an app of its own')
  await inTransaction(scope, async (tx) => {
    const { settings } = await accessRoad(tx, ground)
    await saveSettings(tx, ground, {
      ...settings,
      ...(appId !== undefined && { appId }),
      ...(configurationId !== undefined && { configurationId }),
      ...(version !== undefined && { signupVersion: version }),
      ...(extras !== undefined && { signupExtras: extras }),
    })
  })
  if (appId !== undefined && appSecret !== undefined) {
    const verifyToken = deps.vault.fingerprint('verify_token', 'installation').slice(0, 32)
    await keepApp(deps.db, deps.vault, { kind: 'installation', workspaceId: null, metaAppId: appId, secret: appSecret, verifyToken })
    deps.metaApps.forget()
  }
  return readSignupSettings(scope, deps, ground)
}

export interface SignupWish {
  readonly ground: Ground
  readonly mode: SignupMode
  /** The popup begins with its account chosen. */
  readonly again: NumberRow | null
}

/** What is granted again is known: neither ground nor mode is for the page to choose. */
export const wishToRenew = (again: NumberRow): SignupWish => ({
  ground: again.kind,
  mode: again.is_coexistence ? 'coexistence' : 'cloud',
  again,
})

/** Nobody's rights are asked here: the caller has come to a page where signing up is theirs to do. */
export async function signupStart(deps: OnboardingDeps, { ground, mode, again }: SignupWish): Promise<SignupStart> {
  const settings = (await readRoad(deps.db, ground))?.settings ?? roadSettings.parse({})
  const app = await signupApp(deps, ground)
  const { configurationId, version } = effective(deps, ground, settings)
  const missing: SignupGap[] = []
  if (app === null) missing.push(ground === 'sandbox' ? 'sandbox_off' : 'no_app')
  if (configurationId === '') missing.push('no_configuration')
  return {
    ground,
    mode,
    again: again && { numberId: again.id, number: again.display_phone_number, account: again.waba_name },
    missing,
    appId: app?.id ?? '',
    configurationId,
    version,
    extras: {
      setup: {},
      sessionInfoVersion: '3',
      ...settings.signupExtras,
      ...(again && { setup: { ...setupOf(settings), whatsAppBusinessAccount: { ids: [again.waba_id] } } }),
      ...(mode === 'coexistence' && { featureType: 'whatsapp_business_app_onboarding' }),
    },
    sdkUrl: ground === 'sandbox' ? `/sandbox/sdk.js?ticket=${sandboxTicket(deps.vault, new Date())}` : META_SDK,
  }
}

function setupOf({ signupExtras: { setup } }: RoadSettings): object {
  return typeof setup === 'object' && setup !== null ? setup : {}
}

function effective({ config }: OnboardingDeps, ground: Ground, settings: RoadSettings) {
  const fallback = ground === 'sandbox' ? REHEARSAL_CONFIGURATION : (config.META_CONFIG_ID ?? '')
  return { configurationId: settings.configurationId || fallback, version: settings.signupVersion || config.META_GRAPH_VERSION }
}
