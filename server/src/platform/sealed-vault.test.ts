import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../test/database.ts'
import type { TestDatabase } from '../test/template.ts'
import { openDb, openPool } from './database.ts'
import { newId } from './ids.ts'
import type { Db } from './scope.ts'
import { openVault } from './sealed-vault.ts'
import type { KeyEncryptionKey } from './secrets.ts'
import type { Place, Vault } from './vault.ts'

const makeKey = (id: string): KeyEncryptionKey => ({ id, key: randomBytes(32).toString('base64url') })

describe('the vault', () => {
  let database: TestDatabase
  let db: Db
  let vault: Vault
  const first = makeKey('first')
  const place: Place = { workspaceId: newId(), table: 'waba', column: 'token', row: newId() }

  beforeAll(async () => {
    database = await freshDatabase()
    db = openDb(openPool({ connectionString: database.appUrl, max: 4, name: 'test' }))
    vault = await openVault(db, () => [first])
  })
  afterAll(async () => {
    await db.destroy()
    await database.drop()
  })

  test('any text comes back as it went in, and never the same twice on the outside', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (text) => {
        const [once, again] = [await vault.seal(place, text), await vault.seal(place, text)]
        expect(await vault.open(place, once)).toBe(text)
        expect(once).not.toBe(again)
        expect(once).toMatch(/^v1\|[^|]+\|[\w-]{16}\|[\w-]*\|[\w-]{22}$/)
      }),
    )
  })

  test('a value moved to another place never opens', async () => {
    const workspaces = [null, newId(), newId()]
    const word = fc.constantFrom('token', 'secret', 'waba', 'meta_app', 'token|x', '')
    const anyPlace = fc.record({ workspaceId: fc.constantFrom(...workspaces), table: word, column: word, row: fc.oneof(word, fc.uuid()) })
    const same = (a: Place, b: Place) =>
      JSON.stringify([a.workspaceId, a.table, a.column, a.row]) === JSON.stringify([b.workspaceId, b.table, b.column, b.row])
    const named = anyPlace.filter(({ table, column }) => !table.includes('|') && !column.includes('|'))
    await fc.assert(
      fc.asyncProperty(named, named, async (from, to) => {
        const sealed = await vault.seal(from, 'EAAG-a-token')
        if (same(from, to)) expect(await vault.open(to, sealed)).toBe('EAAG-a-token')
        else await expect(vault.open(to, sealed)).rejects.toThrow()
      }),
      { numRuns: 1000 },
    )
  })

  test('a value of which one bit was changed never opens', async () => {
    const sealed = await vault.seal(place, 'EAAG-a-token')
    const parts = sealed.split('|')
    const spot = fc
      .constantFrom(2, 3, 4)
      .chain((part) => fc.tuple(fc.constant(part), fc.nat(Buffer.from(parts[part]!, 'base64url').length * 8 - 1)))
    await fc.assert(
      fc.asyncProperty(spot, async ([part, bit]) => {
        const bytes = Buffer.from(parts[part]!, 'base64url')
        bytes[bit >> 3] = bytes[bit >> 3]! ^ (1 << (bit & 7))
        const altered = parts.with(part, bytes.toString('base64url')).join('|')
        await expect(vault.open(place, altered)).rejects.toThrow()
      }),
    )
  })

  test('a shortened tag is not accepted', async () => {
    const parts = (await vault.seal(place, 'x')).split('|')
    const tag = Buffer.from(parts[4]!, 'base64url').subarray(0, 4).toString('base64url')
    await expect(vault.open(place, parts.with(4, tag).join('|'))).rejects.toThrow()
  })

  test('two processes that meet a new workspace at once end with one key', async () => {
    const other = await openVault(db, () => [first])
    const there = { ...place, workspaceId: newId() }
    const [a, b] = await Promise.all([vault.seal(there, 'a'), other.seal(there, 'b')])
    expect([await other.open(there, a), await vault.open(there, b)]).toEqual(['a', 'b'])
  })

  test('a fingerprint is the same for the same secret and purpose, in every process, and tells nothing else', async () => {
    const other = await openVault(db, () => [first])
    expect(other.fingerprint('app secret', 'abc')).toBe(vault.fingerprint('app secret', 'abc'))
    expect(vault.fingerprint('app secret', 'abd')).not.toBe(vault.fingerprint('app secret', 'abc'))
    expect(vault.fingerprint('verify token', 'abc')).not.toBe(vault.fingerprint('app secret', 'abc'))
  })

  test('the key is rotated by putting a new one first: old values open, and the old key is no longer needed', async () => {
    const sealed = await vault.seal(place, 'kept')
    const print = vault.fingerprint('app secret', 'abc')
    const second = makeKey('second')
    await openVault(db, () => [second, first])
    const rotated = await openVault(db, () => [second])
    expect(await rotated.open(place, sealed)).toBe('kept')
    expect(rotated.fingerprint('app secret', 'abc')).toBe(print)
    await expect(openVault(db, () => [first])).rejects.toThrow(/sealed with the key "second"/)
    await openVault(db, () => [first, second])
  })

  test('the right name with the wrong key is refused', async () => {
    await expect(openVault(db, () => [makeKey('first')])).rejects.toThrow()
  })
})
