import { ability } from '@recado/contract/team'
import { inTransaction } from '../platform/scope.ts'
import { KEY_ABILITIES } from '../team/abilities.ts'
import { createApiKey } from '../team/api-keys.ts'
import { command, Misuse, required } from './command.ts'
import { workspaceScope } from './workspace.ts'

export const createKey = command({
  name: 'api-key create',
  usage: '--workspace W --name N [--scopes a,b]',
  summary: 'Makes an API key and prints it, once, alone on the last line',
  help: `  --workspace W   name or id of the workspace
  --name N        what it is for, to recognise it later
  --scopes a,b    what it may do; without it, everything a key may: ${KEY_ABILITIES.join(', ')}`,
  options: { workspace: { type: 'string' }, name: { type: 'string' }, scopes: { type: 'string' } },
  async run({ values }, context) {
    const workspace = required(values.workspace, 'workspace')
    const name = required(values.name, 'name')
    const scopes = values.scopes === undefined ? undefined : scopesOf(values.scopes)
    const { key, apiKey } = await context.withParts(async (parts) =>
      inTransaction(await workspaceScope(parts, workspace), (scope) => createApiKey(scope, { name, scopes })),
    )
    context.note(`Key "${apiKey.name}" may ${apiKey.scopes.join(', ')}. It is not shown again.`)
    context.print(key)
  },
})

function scopesOf(list: string) {
  const parsed = ability
    .array()
    .min(1)
    .safeParse(list.split(',').map((word) => word.trim()))
  if (!parsed.success) throw new Misuse(`--scopes takes words from: ${KEY_ABILITIES.join(', ')}`)
  return parsed.data
}
