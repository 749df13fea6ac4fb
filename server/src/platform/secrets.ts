/**
 * DATA_DIR/secrets.json, mode 0600: everything this installation made up for itself at its first start. Whoever has this file and the
 * database can read every token, so the two are kept apart in backups only by the operator's choice (see cli/backup.ts).
 */
import { randomBytes, randomInt } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartRefusal } from './start-refusal.ts'

/**
 * Ours are random, 32 hexadecimal digits or more; what a person typed over them must not be guessable either. Eight different characters:
 * that a random one has fewer happens once in ten million.
 */
const strong = z.string().refine((text) => text.length >= 32 && new Set(text).size >= 8, 'is too weak a secret')

const key = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be lower-case letters, digits and hyphens'),
  key: strong.refine((text) => Buffer.from(text, 'base64url').length === 32, 'must be 32 bytes in base64url'),
})

export const secretsFile = z.object({
  version: z.literal(1),
  /** Tells this installation's database roles from those of another one on the same PostgreSQL. */
  installation: z.string().regex(/^[0-9a-f]{8}$/),
  /** Key-encryption keys. The first wraps; the others still open. `recado rotate-keys` puts a new one first. */
  keys: z.array(key).min(1),
  /** Passwords of the database's login roles. */
  database: z.object({ superuser: strong, app: strong, pipeline: strong }),
  /** Signs session cookies. */
  session: strong,
  /** The Meta app that the simulator plays where META_APP_ID and META_APP_SECRET are not set. */
  sandboxApp: z.object({ appId: z.string().regex(/^\d+$/), appSecret: strong, verifyToken: strong }),
})

export type Secrets = z.infer<typeof secretsFile>
export type KeyEncryptionKey = z.infer<typeof key>

const FILE = 'secrets.json'

export const secretsPath = (dataDir: string): string => join(dataDir, FILE)

const random = () => randomBytes(32).toString('base64url')

const newKey = (): KeyEncryptionKey => ({ id: `k-${randomBytes(4).toString('hex')}`, key: random() })

function generate(): Secrets {
  return {
    version: 1,
    installation: randomBytes(4).toString('hex'),
    keys: [newKey()],
    database: { superuser: random(), app: random(), pipeline: random() },
    session: random(),
    sandboxApp: { appId: String(randomInt(10 ** 14, 2 ** 47)), appSecret: randomBytes(16).toString('hex'), verifyToken: random() },
  }
}

/** Reads the secrets of this installation, or makes them where there is none yet. @param exists the data directory already holds a database */
export function readOrMakeSecrets(dataDir: string, exists: boolean): Secrets {
  const path = secretsPath(dataDir)
  if (existsSync(path)) return readSecrets(path)
  if (exists) {
    throw new StartRefusal(
      `${path} is missing although ${dataDir} holds a database: put the file back, the stored tokens cannot be opened without it.`,
    )
  }
  const secrets = generate()
  writeSecrets(path, secrets)
  return secrets
}

/** As they are now: another process may have rotated them. */
export const readKeys = (dataDir: string): readonly KeyEncryptionKey[] => readSecrets(secretsPath(dataDir)).keys

/** Puts a new key first. The older ones go on opening what they wrapped. */
export function addKey(dataDir: string): void {
  const secrets = readSecrets(secretsPath(dataDir))
  writeSecrets(secretsPath(dataDir), { ...secrets, keys: [newKey(), ...secrets.keys] })
}

/** Leaves the newest key alone in the file. @returns how many went */
export function forgetOlderKeys(dataDir: string): number {
  const secrets = readSecrets(secretsPath(dataDir))
  writeSecrets(secretsPath(dataDir), { ...secrets, keys: secrets.keys.slice(0, 1) })
  return secrets.keys.length - 1
}

function readSecrets(path: string): Secrets {
  const mode = statSync(path).mode & 0o777
  if ((mode & 0o077) !== 0) {
    throw new StartRefusal(`${path} can be read by others (mode ${mode.toString(8)}): run "chmod 600" on it and start again.`)
  }
  const parsed = secretsFile.safeParse(parseJson(path))
  if (parsed.success) return parsed.data
  const what = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')
  throw new StartRefusal(`${path} is not valid: ${what}.`)
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new StartRefusal(`${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`)
  }
}

/** On disk before it is used, and whole or not at all. */
export function writeSecrets(path: string, secrets: Secrets): void {
  const draft = `${path}.new`
  const file = openSync(draft, 'w', 0o600)
  writeSync(file, `${JSON.stringify(secrets, null, 2)}\n`)
  fsyncSync(file)
  closeSync(file)
  renameSync(draft, path)
}
