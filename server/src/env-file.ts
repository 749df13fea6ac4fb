import { existsSync } from 'node:fs'
import { loadEnvFile as load } from 'node:process'
import { ConfigError } from './config.ts'
import { ENV_FILE } from './paths.ts'

/** `.env` of the checkout fills in what the environment does not say. */
export function loadEnvFile(): void {
  if (!existsSync(ENV_FILE)) return
  try {
    load(ENV_FILE)
  } catch (cause) {
    throw new ConfigError(`${ENV_FILE} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
}
