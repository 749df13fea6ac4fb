import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readOrMakeSecrets, secretsPath } from './secrets.ts'

describe('the secrets file', () => {
  let dataDir: string
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'recado-secrets-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true }))

  const rewrite = (change: (secrets: ReturnType<typeof readOrMakeSecrets>) => unknown) => {
    const secrets = readOrMakeSecrets(dataDir, false)
    writeFileSync(secretsPath(dataDir), JSON.stringify(change(secrets)))
  }

  test('is made at the first start, for its owner only, and read at the next', () => {
    const made = readOrMakeSecrets(dataDir, false)
    expect(statSync(secretsPath(dataDir)).mode & 0o777).toBe(0o600)
    expect(readOrMakeSecrets(dataDir, true)).toEqual(made)
  })

  test('is never refused by the installation that made it', () => {
    for (let installation = 0; installation < 500; installation++) {
      const made = readOrMakeSecrets(dataDir, false)
      expect(readOrMakeSecrets(dataDir, true)).toEqual(made)
      rmSync(secretsPath(dataDir))
    }
  })

  test('is never made anew beside a database that needs the old one', () => {
    expect(() => readOrMakeSecrets(dataDir, true)).toThrow(/is missing although .* holds a database/)
  })

  test('is refused when others can read it', () => {
    readOrMakeSecrets(dataDir, false)
    chmodSync(secretsPath(dataDir), 0o644)
    expect(() => readOrMakeSecrets(dataDir, true)).toThrow(/mode 644/)
  })

  test.each(['mysecret', 'changeme', 'a'.repeat(64), '123123123213123123123213123123123213'])('the weak secret %s is refused', (weak) => {
    rewrite((secrets) => ({ ...secrets, session: weak }))
    expect(() => readOrMakeSecrets(dataDir, true)).toThrow(/session is too weak a secret/)
  })

  test('a key that is not 32 bytes is refused', () => {
    rewrite((secrets) => ({ ...secrets, keys: [{ id: 'short', key: `${secrets.session}abcd` }] }))
    expect(() => readOrMakeSecrets(dataDir, true)).toThrow(/must be 32 bytes/)
  })

  test('a damaged file is refused and left as it is', () => {
    writeFileSync(secretsPath(dataDir), '{"version": 1,', { mode: 0o600 })
    expect(() => readOrMakeSecrets(dataDir, true)).toThrow(/cannot be read/)
    expect(readFileSync(secretsPath(dataDir), 'utf8')).toBe('{"version": 1,')
  })
})
