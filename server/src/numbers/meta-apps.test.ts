import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../platform/ids.ts'
import { type Edge, edge } from '../test/edge.ts'
import { type AppToKeep, keepApp, keepInstallationApps } from './meta-apps.ts'
import { workspaceVerifyToken } from './verify-token.ts'

let e: Edge
beforeAll(async () => {
  e = await edge()
})
afterAll(() => e?.close())
beforeEach(async () => {
  await e.owner.deleteFrom('meta_app').execute()
  e.deps.metaApps.forget()
})

const SECRET = 'a'.repeat(32)
const own = (more: Partial<AppToKeep> = {}): AppToKeep => ({
  kind: 'workspace',
  workspaceId: newId(),
  metaAppId: '900',
  secret: SECRET,
  verifyToken: 'token of mine',
  ...more,
})
const keep = (app: AppToKeep) => keepApp(e.deps.db, e.deps.vault, app)
const rows = () => e.owner.selectFrom('meta_app').selectAll().orderBy('id').execute()
async function active() {
  e.deps.metaApps.forget()
  return e.deps.metaApps.activeApps()
}

test('what is kept is sealed, and opens again', async () => {
  const id = await keep(own())
  expect(JSON.stringify(await rows())).not.toContain(SECRET)
  expect(await active()).toEqual([{ id, metaAppId: '900', secret: SECRET, verifyToken: 'token of mine' }])
})

test("a sealed secret moved to another app's row does not open", async () => {
  await keep(own())
  await keep(own({ metaAppId: '901', secret: 'b'.repeat(32) }))
  const [one, two] = await rows()
  await e.owner
    .updateTable('meta_app')
    .set({ secret: one?.secret ?? '' })
    .where('id', '=', two?.id ?? 0)
    .execute()
  await expect(active()).rejects.toThrow()
})

test('one secret is one row, whoever brings it and however often', async () => {
  const ids = await Promise.all([keep(own()), keep(own()), keep(own({ metaAppId: null }))])
  expect(new Set(ids).size).toBe(1)
  expect(await rows()).toHaveLength(1)
})

test('a new secret of a known app replaces the old one in its row', async () => {
  const app = own()
  const id = await keep(app)
  expect(await keep({ ...app, secret: 'c'.repeat(32) })).toBe(id)
  expect((await active()).map((one) => one.secret)).toEqual(['c'.repeat(32)])
})

test('what the installation set, no workspace overwrites', async () => {
  const id = await keep(own({ kind: 'installation', workspaceId: null, verifyToken: 'of the operator' }))
  expect(await keep(own({ verifyToken: 'of somebody' }))).toBe(id)
  expect(await active()).toMatchObject([{ id, verifyToken: 'of the operator' }])
  await keep(own({ secret: 'd'.repeat(32) }))
  expect(new Set((await active()).map((one) => one.secret))).toEqual(new Set([SECRET, 'd'.repeat(32)]))
})

test('a workspace does not change the verify token of another', async () => {
  await keep(own({ verifyToken: 'the first' }))
  await keep(own({ verifyToken: 'the second' }))
  expect(await active()).toMatchObject([{ verifyToken: 'the first' }])
})

describe('at start', () => {
  const sandbox = { appId: '700', appSecret: 'e'.repeat(32), verifyToken: 'of the sandbox' }
  const configured = { META_APP_ID: '800', META_APP_SECRET: 'f'.repeat(32), META_VERIFY_TOKEN: 'of the operator' }
  const nothing = { META_APP_ID: undefined, META_APP_SECRET: undefined, META_VERIFY_TOKEN: undefined }
  const start = (config: typeof configured | typeof nothing, app: typeof sandbox | null) =>
    keepInstallationApps(e.deps.db, e.deps.vault, config, app)

  test("without a Meta app there is the sandbox's, and with SANDBOX=off none", async () => {
    expect(await start(nothing, null)).toEqual({ installation: null, sandbox: null })
    const { sandbox: id } = await start(nothing, sandbox)
    expect(await active()).toEqual([{ id, metaAppId: '700', secret: sandbox.appSecret, verifyToken: 'of the sandbox' }])
  })

  test("the sandbox plays the operator's app: both are one row", async () => {
    const played = { appId: '800', appSecret: configured.META_APP_SECRET, verifyToken: 'of the operator' }
    const { installation, sandbox: id } = await start(configured, played)
    expect(id).toBe(installation)
    expect(await rows()).toMatchObject([{ kind: 'installation', meta_app_id: '800' }])
  })

  test('a second start writes nothing', async () => {
    await start(configured, sandbox)
    const before = await rows()
    await start(configured, sandbox)
    expect(await rows()).toEqual(before)
  })
})

describe('verify tokens', () => {
  test('of active apps and of workspaces; of nobody else', async () => {
    await keep(own())
    e.deps.metaApps.forget()
    const token = workspaceVerifyToken(e.deps.vault, newId())
    const known = await Promise.all(
      ['token of mine', token, 'token of yours', '', token.toUpperCase(), `${token}x`].map((each) => e.deps.metaApps.isVerifyToken(each)),
    )
    expect(known).toEqual([true, true, false, false, false, false])
  })
})

test('another process learns of a new app by notification', async () => {
  await active()
  await keep(own()) // notifies; e's own listener hears it like any other process
  await expect.poll(async () => (await e.deps.metaApps.activeApps()).length).toBe(1)
})
