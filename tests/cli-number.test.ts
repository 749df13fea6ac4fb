/** The two `number` commands, next to a server that runs: as a script would call them, without the process around. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Command, Context, Parts } from '../server/src/cli/command.ts'
import { numberConnect, numberConnectSandbox } from '../server/src/cli/number.ts'
import { readOrMakeSecrets } from '../server/src/platform/secrets.ts'
import { SANDBOX_APP, type Stage, stage } from './stage.ts'

const INSTALLATION = { META_APP_ID: SANDBOX_APP.appId, META_APP_SECRET: SANDBOX_APP.appSecret, META_VERIFY_TOKEN: SANDBOX_APP.verifyToken }

let s: Stage
let dataDir: string
const stdin = Object.getOwnPropertyDescriptor(process, 'stdin') ?? {}

beforeAll(async () => {
  s = await stage(INSTALLATION)
  dataDir = mkdtempSync(join(tmpdir(), 'recado-cli-'))
  const address = { baseUrl: s.simulator.url, controlToken: 'control token of the stage' }
  writeFileSync(join(dataDir, 'sandbox-address.json'), JSON.stringify(address), { mode: 0o600 })
})
afterEach(() => Object.defineProperty(process, 'stdin', stdin))
afterAll(async () => {
  await s?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** @returns the answer, parsed; throws what the person at the console would read */
async function run(command: Command, argv: readonly string[], token = ''): Promise<unknown> {
  Object.defineProperty(process, 'stdin', { value: Readable.from([token]), configurable: true })
  const printed: string[] = []
  const { config, log, db, pipeline, vault } = s.deps
  const ground = {
    dataDir,
    secrets: readOrMakeSecrets(dataDir, false),
    ownerUrl: '',
    appUrl: '',
    pipelineUrl: '',
    close: async () => undefined,
  }
  const parts: Parts = { ground, isServed: true, db, pipeline, vault }
  const context: Context = { config, log, print: (line) => printed.push(line), note: () => undefined, withParts: (work) => work(parts) }
  await command.run(argv, context)
  expect(printed).toHaveLength(1)
  return JSON.parse(printed[0] ?? '')
}
const numbers = async () => (await s.admin.get('/api/v1/numbers')).body.items

describe('number connect-sandbox', () => {
  test('prints the ids of a number that is there at once', async () => {
    const answer = await run(numberConnectSandbox, ['--workspace', s.admin.workspaceId, '--display', '+55 11 4000-5555'])
    const [number] = await numbers()
    expect(number).toMatchObject({ kind: 'sandbox', displayPhoneNumber: '+55 11 4000-5555', status: 'CONNECTED' })
    expect(answer).toEqual({ wabaId: number.wabaId, phoneNumberId: number.phoneNumberId })
  })

  test('in a workspace that exists', async () => {
    await expect(run(numberConnectSandbox, ['--workspace', 'Nenhuma'])).rejects.toThrow('There is no workspace "Nenhuma"')
    await expect(run(numberConnectSandbox, ['--workspace', s.admin.workspaceId, '--display', 'x'])).rejects.toThrow('--display')
  })
})

describe('number connect', () => {
  const options = (wabaId: string, phoneNumberId: string, ...more: string[]) => [
    ...['--workspace', s.admin.workspaceId, '--waba-id', wabaId, '--phone-number-id', phoneNumberId, '--token-stdin'],
    ...more,
  ]

  test('connects through the app of the installation, after the same checks as the screen', async () => {
    const made = await s.control('/wabas', { name: 'Loja de verdade' })
    expect(await run(numberConnect, options(made.wabaId, made.phoneNumberId), `${made.accessToken}\n`)).toEqual({
      wabaId: made.wabaId,
      phoneNumberId: made.phoneNumberId,
    })
    expect((await numbers()).at(-1)).toMatchObject({ kind: 'meta', wabaName: 'Loja de verdade', tokenState: 'ok' })
    const app = await s.owner
      .selectFrom('meta_app')
      .innerJoin('number_route', 'number_route.app_id', 'meta_app.id')
      .select('meta_app.kind')
      .where('phone_number_id', '=', made.phoneNumberId)
      .executeTakeFirst()
    expect(app).toEqual({ kind: 'installation' })
  })

  test('says which value is wrong, and stores nothing', async () => {
    const [made, other] = [await s.control('/wabas', { name: 'A' }), await s.control('/wabas', { name: 'B' })]
    const before = await numbers()
    await expect(run(numberConnect, options(made.wabaId, made.phoneNumberId), 'EAAnothing')).rejects.toThrow('accessToken (token_invalid)')
    await expect(run(numberConnect, options(other.wabaId, made.phoneNumberId), made.accessToken)).rejects.toThrow(
      'wabaId (waba_not_visible)',
    )
    await expect(run(numberConnect, options(made.wabaId, other.phoneNumberId), made.accessToken)).rejects.toThrow(
      'phoneNumberId (number_not_in_waba)',
    )
    expect(await numbers()).toEqual(before)
  })

  test('a token of another app is refused: its webhooks would not be believed', async () => {
    await s.control('/apps', { appId: '800000000000009', appSecret: '9'.repeat(32), verifyToken: 'x' })
    const made = await s.control('/wabas', { name: 'C', appId: '800000000000009' })
    await expect(run(numberConnect, options(made.wabaId, made.phoneNumberId), made.accessToken)).rejects.toThrow(
      'appSecret (secret_of_other_app)',
    )
  })

  test('another Graph host for this account alone, called with its token', async () => {
    const elsewhere = await stage()
    const made = await elsewhere.control('/wabas', { name: 'Noutro lugar' })
    await run(numberConnect, options(made.wabaId, made.phoneNumberId, '--graph-url', `${elsewhere.simulator.url}/graph/`), made.accessToken)
    const number = (await numbers()).at(-1)
    expect(number).toMatchObject({ wabaName: 'Noutro lugar' })
    expect((await s.admin.send('POST', `/api/v1/numbers/${number.id}/refresh`)).status).toBe(200)
    await elsewhere.close()
  })

  test('--no-check stores it all the same, and reads the facts when it can', async () => {
    await run(numberConnect, options('5555555555', '6666666666', '--no-check', '--graph-url', 'http://127.0.0.1:9'), 'any')
    expect((await numbers()).at(-1)).toMatchObject({
      wabaId: '5555555555',
      phoneNumberId: '6666666666',
      displayPhoneNumber: '6666666666',
      status: null,
    })
  })

  test.each([
    [['--waba-id', '12345', '--phone-number-id', '12345'], '--workspace is missing'],
    [['--workspace', 'W', '--waba-id', '1', '--phone-number-id', '12345', '--token-stdin'], "--waba-id must be Meta's id"],
    [['--workspace', 'W', '--waba-id', '12345', '--phone-number-id', '12345'], '--token-stdin is missing'],
    [
      ['--workspace', 'W', '--waba-id', '12345', '--phone-number-id', '12345', '--token-stdin', '--graph-url', 'ftp://x'],
      '--graph-url must be',
    ],
    [['--workspace', 'W', '--waba-id', '12345', '--phone-number-id', '12345', '--token-stdin'], 'Standard input holds no access token'],
  ])('%j: %s', async (argv, sentence) => {
    await expect(run(numberConnect, argv)).rejects.toThrow(sentence)
  })
})
