/** `number connect` and `number connect-sandbox`: what the screen does, for scripts. */
import { text } from 'node:stream/consumers'
import { type NumberView, numberCredentials, sandboxNumber } from '@recado/contract/numbers'
import { checkCredentials } from '../numbers/commands/check-credentials.ts'
import { connectThrough, connectUnchecked, refuseUnlessGood } from '../numbers/commands/connect-number.ts'
import { connectSandbox } from '../numbers/commands/connect-sandbox.ts'
import type { MetaDeps } from '../numbers/deps.ts'
import { keepInstallationApps } from '../numbers/meta-apps.ts'
import type { Scope } from '../platform/scope.ts'
import { playedApp } from '../sandbox/played-app.ts'
import { type Command, type Context, command, Misuse, required } from './command.ts'
import { withMeta, withSandbox } from './number-parts.ts'
import { workspaceScope } from './workspace.ts'

const ID = numberCredentials.shape.wabaId

export const numberConnect: Command = command({
  name: 'number connect',
  usage: '--workspace W --waba-id ID --phone-number-id ID --token-stdin [--graph-url URL] [--no-check]',
  summary: 'Connect a WhatsApp number by hand, through the app of META_APP_ID and META_APP_SECRET',
  help: `  --workspace W           name or id of the workspace
  --waba-id ID            the WhatsApp Business Account
  --phone-number-id ID    Meta's id of the number
  --token-stdin           read the access token from standard input, so that no list of processes shows it
  --graph-url URL         another Graph API host for this account (default: META_GRAPH_URL)
  --no-check              store without the live checks
Prints {"wabaId", "phoneNumberId"} as JSON.`,
  options: {
    workspace: { type: 'string' },
    'waba-id': { type: 'string' },
    'phone-number-id': { type: 'string' },
    'token-stdin': { type: 'boolean' },
    'graph-url': { type: 'string' },
    'no-check': { type: 'boolean' },
  },
  run: async ({ values }, context) => {
    const workspace = required(values.workspace, 'workspace')
    const wabaId = idOf(required(values['waba-id'], 'waba-id'), 'waba-id')
    const phoneNumberId = idOf(required(values['phone-number-id'], 'phone-number-id'), 'phone-number-id')
    const graphUrl = values['graph-url'] === undefined ? null : urlOf(values['graph-url'])
    if (values['token-stdin'] !== true) throw new Misuse('--token-stdin is missing: the access token is only read from standard input')
    const token = (await text(process.stdin)).trim()
    if (token === '' || /\s/.test(token)) throw new Misuse('Standard input holds no access token')

    const { META_APP_ID, META_APP_SECRET: appSecret } = context.config
    if (appSecret === undefined)
      throw new Misuse('META_APP_ID and META_APP_SECRET are not set: without them no webhook of this number could be believed')
    const number = await inWorkspace(context, workspace, async ({ scope, deps, appId }) => {
      const path = { kind: 'meta' as const, appId, appSecret, token, wabaId, phoneNumberId, graphUrl }
      if (values['no-check'] === true) return connectUnchecked(scope, deps, path)
      const given = { accessToken: token, wabaId, phoneNumberId, verifyToken: 'of the installation' }
      const found = await checkCredentials(scope, deps, given, { kind: 'meta', graphUrl, appSecret })
      refuseUnlessGood(found.checks)
      if (META_APP_ID !== undefined && found.appId !== META_APP_ID)
        throw new Misuse(`The token belongs to app ${found.appId}, not to META_APP_ID`)
      return connectThrough(scope, deps, path)
    })
    printIds(context, number)
  },
})

export const numberConnectSandbox: Command = command({
  name: 'number connect-sandbox',
  usage: '--workspace W [--display "+55 11 4000-0000"] [--name N]',
  summary: 'Open a sandbox account with one number, webhooks subscribed',
  help: `  --workspace W    name or id of the workspace
  --display P      how the number is written (default: one is made up)
  --name N         what the account is called
Prints {"wabaId", "phoneNumberId"} as JSON.`,
  options: { workspace: { type: 'string' }, display: { type: 'string' }, name: { type: 'string' } },
  run: async ({ values }, context) => {
    const workspace = required(values.workspace, 'workspace')
    const wanted = sandboxNumber.safeParse({ displayPhoneNumber: values.display, name: values.name })
    if (!wanted.success) throw new Misuse('--display must look like a phone number, e.g. "+55 11 4000-0000"')
    const number = await context.withParts((parts) =>
      withSandbox(context, parts, (door) =>
        withMeta(context, parts, door, async (deps) => {
          const app = playedApp(context.config, parts.ground.secrets)
          await keepInstallationApps(parts.db, parts.vault, context.config, app)
          return connectSandbox(await workspaceScope(parts, workspace), deps, { ...app, ...doorOf(door) }, wanted.data)
        }),
      ),
    )
    printIds(context, number)
  },
})

interface Place {
  readonly scope: Scope
  readonly deps: MetaDeps
  /** meta_app.id of the installation's own app */
  readonly appId: number
}

function inWorkspace<T>(context: Context, workspace: string, work: (place: Place) => Promise<T>): Promise<T> {
  return context.withParts((parts) =>
    withMeta(context, parts, null, async (deps) => {
      const { installation } = await keepInstallationApps(parts.db, parts.vault, context.config, null)
      if (installation === null) throw new Misuse('META_APP_SECRET is not set')
      return work({ deps, appId: installation, scope: await workspaceScope(parts, workspace) })
    }),
  )
}

/** A running Sandbox tells its address by a getter, which a spread would read too early. */
const doorOf = (door: { readonly baseUrl: string | null; readonly controlToken: string }) => ({
  baseUrl: door.baseUrl,
  controlToken: door.controlToken,
})

function printIds(context: Context, { wabaId, phoneNumberId }: NumberView): void {
  context.print(JSON.stringify({ wabaId, phoneNumberId }))
}

function idOf(value: string, option: string): string {
  const parsed = ID.safeParse(value)
  if (!parsed.success) throw new Misuse(`--${option} must be Meta's id: 5 to 20 digits`)
  return parsed.data
}

function urlOf(value: string): string {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) throw new Misuse('--graph-url must be an http or https address')
  return value
}
