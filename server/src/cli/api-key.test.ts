import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Edge, edge } from '../test/edge.ts'
import { createPerson, createWorkspace } from '../test/sign-in.ts'
import { createKey } from './api-key.ts'
import type { Context, Parts } from './command.ts'

let w: Edge
let workspaceId: string
beforeAll(async () => {
  w = await edge()
  const ana = await createPerson(w.deps.db)
  workspaceId = await createWorkspace(w.deps.db, ana, 'Padaria Sol')
  await createWorkspace(w.deps.db, ana, 'Gêmeas')
  await createWorkspace(w.deps.db, ana, 'Gêmeas')
})
afterAll(() => w.close())

async function run(...argv: string[]): Promise<string[]> {
  const printed: string[] = []
  const { config, log, db, pipeline, vault } = w.deps
  const context: Context = {
    config,
    log,
    print: (line) => printed.push(line),
    note: () => undefined,
    withParts: (work) => work({ db, pipeline, vault, isServed: true } as Parts), // the ground itself is not this command's business
  }
  await createKey.run(argv, context)
  return printed
}

test.each([
  ['name', () => 'Padaria Sol'],
  ['id', () => workspaceId],
  ['id in capitals', () => workspaceId.toUpperCase()],
])('prints a working key, alone, for the workspace of that %s', async (_how, workspace) => {
  const printed = await run('--workspace', workspace(), '--name', 'ERP', '--scopes', 'numbers.read, members.read')
  expect(printed).toHaveLength(1)
  const headers = { authorization: `Bearer ${printed[0]}` }
  expect((await w.app.inject({ url: '/api/v1/members', headers })).statusCode).toBe(200)
  expect((await w.app.inject({ url: '/api/v1/conversations', headers })).statusCode).toBe(403)
})

test.each([
  ['no workspace', ['--name', 'x'], '--workspace is missing'],
  ['no name', ['--workspace', 'Padaria Sol'], '--name is missing'],
  ['a workspace that is not there', ['--workspace', 'Nada', '--name', 'x'], 'There is no workspace "Nada"'],
  ['a name that two have', ['--workspace', 'Gêmeas', '--name', 'x'], 'Several workspaces are called "Gêmeas"'],
  ['a scope that is none', ['--workspace', 'Padaria Sol', '--name', 'x', '--scopes', 'everything'], '--scopes takes words from'],
  [
    'a scope no key may have',
    ['--workspace', 'Padaria Sol', '--name', 'x', '--scopes', 'members.manage'],
    'cannot be given members.manage',
  ],
])('%s is one sentence and no key', async (_what, argv, sentence) => {
  const count = () => w.owner.selectFrom('api_key').select('id').execute()
  const before = await count()
  await expect(run(...argv)).rejects.toThrow(sentence)
  expect(await count()).toEqual(before)
})
