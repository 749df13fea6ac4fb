import type { Config } from '../config.ts'
import type { Secrets } from '../platform/secrets.ts'
import type { SandboxApp } from './child.ts'

/** The Meta app that the simulator plays: the operator's, so that its webhooks and real ones carry one signature, or one made up here. */
export function playedApp(config: Pick<Config, 'META_APP_ID' | 'META_APP_SECRET' | 'META_VERIFY_TOKEN'>, secrets: Secrets): SandboxApp {
  const { META_APP_ID: appId, META_APP_SECRET: appSecret, META_VERIFY_TOKEN: verifyToken = secrets.sandboxApp.verifyToken } = config
  return appId === undefined || appSecret === undefined ? secrets.sandboxApp : { appId, appSecret, verifyToken }
}
