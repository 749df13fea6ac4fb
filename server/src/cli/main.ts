/** `npm run recado -- <command>`. Answers go to stdout; how it goes and what went wrong, in one sentence, to stderr. */
import { ConfigError, environment, readConfig } from '../config.ts'
import { loadEnvFile } from '../env-file.ts'
import { StartRefusal } from '../platform/start-refusal.ts'
import { createKey } from './api-key.ts'
import { backup } from './backup.ts'
import { type Command, Misuse } from './command.ts'
import { contextOf } from './context.ts'
import { deadLetters, retryDeadLetters } from './dead-letters.ts'
import { doctor } from './doctor.ts'
import { numberConnect, numberConnectSandbox } from './number.ts'
import { replay } from './replay.ts'
import { restore } from './restore.ts'
import { roadCheck } from './road.ts'
import { rotateKeys } from './rotate-keys.ts'
import { seed } from './seed.ts'

const COMMANDS: readonly Command[] = [
  doctor,
  createKey,
  numberConnect,
  numberConnectSandbox,
  seed,
  replay,
  roadCheck,
  deadLetters,
  retryDeadLetters,
  backup,
  restore,
  rotateKeys,
]

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
process.stdout.on('error', () => process.exit(0)) // whoever read the answer has seen enough (| head)
const note = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

async function run(argv: readonly string[]): Promise<void> {
  const found = COMMANDS.find(({ name }) => name.split(' ').every((word, index) => argv[index] === word))
  if (found === undefined) {
    if (argv.length > 0 && argv[0] !== '--help' && argv[0] !== 'help')
      throw new Misuse(`"${argv.join(' ')}" is no command; "recado --help" lists them`)
    return overview()
  }
  const rest = argv.slice(found.name.split(' ').length)
  if (rest.includes('--help')) return print(`recado ${found.name} ${found.usage}\n\n${found.summary}.\n\n${found.help}`.trimEnd())
  loadEnvFile()
  const config = readConfig(environment())
  await found.run(rest, contextOf(config, print, note))
}

function overview(): void {
  print('npm run recado -- <command> [options]\n')
  const width = Math.max(0, ...COMMANDS.map(({ name }) => name.length))
  for (const { name, summary } of COMMANDS) print(`  ${name.padEnd(width)}  ${summary}`)
  print('\nEach command explains itself with --help.')
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  note(error instanceof Error ? error.message : String(error))
  process.exitCode = error instanceof ConfigError || error instanceof StartRefusal ? 78 : 1
}
