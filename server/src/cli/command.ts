/** What a command of `npm run recado` is, and what it is given. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import type { Ground } from '../ground.ts'
import type { Logger } from '../platform/log.ts'
import type { Db } from '../platform/scope.ts'
import type { Vault } from '../platform/vault.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** The database and what opens its secrets, whether a server runs on it or not. */
export interface Parts {
  readonly ground: Ground
  /** True when a server runs on this data directory right now. */
  readonly isServed: boolean
  /** As role recado_app. */
  readonly db: Db
  /** As role recado_pipeline. */
  readonly pipeline: Db
  readonly vault: Vault
}

export interface Context {
  readonly config: Config
  /** Errors only; results are printed. */
  readonly log: Logger
  /** A line of the answer, on stdout. */
  print(line: string): void
  /** How it goes, on stderr. */
  note(line: string): void
  /** Runs `work` on the installation: next to the server where one runs, else alone with its own PostgreSQL. */
  withParts<T>(work: (parts: Parts) => Promise<T>): Promise<T>
}

export interface Command {
  /** The words that call it, e.g. `api-key create`. */
  readonly name: string
  /** What follows the words. */
  readonly usage: string
  /** One line. */
  readonly summary: string
  /** Whatever else --help has to say; each option has a line of its own. */
  readonly help: string
  run(argv: readonly string[], context: Context): Promise<void>
}

interface Definition<O extends Options> extends Omit<Command, 'run'> {
  readonly options: O
  /** How many words it takes beside its options. */
  readonly words?: number
  run(args: { values: ReturnType<typeof parseArgs<{ options: O }>>['values']; words: string[] }, context: Context): Promise<void>
}

/** A command whose options are typed by their declaration. */
export function command<const O extends Options>(definition: Definition<O>): Command {
  return {
    ...definition,
    run: (argv, context) => definition.run(parse(definition, argv), context),
  }
}

function parse<O extends Options>({ name, options, words = 0 }: Definition<O>, argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    if (positionals.length === words) return { values, words: positionals }
  } catch (cause) {
    throw new Misuse(`${cause instanceof Error ? cause.message : String(cause)} (see "recado ${name} --help")`)
  }
  throw new Misuse(
    words === 0
      ? `"recado ${name}" takes options only`
      : `"recado ${name}" takes ${words === 1 ? 'one word' : `${words} words`} (see --help)`,
  )
}

/** A sentence for whoever typed the command. */
export class Misuse extends Error {
  override readonly name = 'Misuse'
}

/** For an option that has no sensible default. */
export function required(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new Misuse(`--${option} is missing`)
  return value
}
