import { pickNumber } from '../conversations/sending-number.ts'
import { inTransaction } from '../platform/scope.ts'
import { seed as fill } from '../seed/seed.ts'
import { command, Misuse, required } from './command.ts'
import { workspaceScope } from './workspace.ts'

export const seed = command({
  name: 'seed',
  usage: '--workspace W --conversations N --messages M [--number ID]',
  summary: 'Fills a workspace with realistic conversations, for demonstrations and benchmarks',
  help: `  --workspace W       name or id of the workspace; it needs a connected number (number connect-sandbox makes one)
  --conversations N   how many people write
  --messages M        how many messages in all
  --number ID         which number, where there are several`,
  options: { workspace: { type: 'string' }, conversations: { type: 'string' }, messages: { type: 'string' }, number: { type: 'string' } },
  async run({ values }, { withParts, note, print }) {
    const workspace = required(values.workspace, 'workspace')
    const conversations = whole(required(values.conversations, 'conversations'), 'conversations')
    const messages = whole(required(values.messages, 'messages'), 'messages')
    if (messages < conversations) throw new Misuse('--messages must be at least --conversations: nobody is silent')
    const started = performance.now()
    await withParts(async (parts) => {
      const scope = await workspaceScope(parts, workspace)
      const number = await inTransaction(scope, (tx) => pickNumber(tx, values.number))
      await fill(scope, { numberId: number.id, conversations, messages }, (made) => note(`${made} of ${messages} messages`))
    })
    const seconds = (performance.now() - started) / 1000
    print(`${conversations} conversations, ${messages} messages, ${Math.round(messages / seconds)} messages/s`)
  },
})

function whole(text: string, option: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 100_000_000) throw new Misuse(`--${option} takes a whole number from 1`)
  return value
}
