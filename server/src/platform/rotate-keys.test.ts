import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SEALED_COLUMNS } from '../numbers/sealed-columns.ts'
import { freshDatabase } from '../test/database.ts'
import type { TestDatabase } from '../test/template.ts'
import { openDb, openPool } from './database.ts'
import { newId } from './ids.ts'
import { dropRetiredKeys, isUnfinished, replaceDataKeys, sealAnew } from './rotate-keys.ts'
import type { Db } from './scope.ts'
import { keyIdOf, openVault } from './sealed-vault.ts'
import type { KeyEncryptionKey } from './secrets.ts'
import type { Place, Vault } from './vault.ts'

const makeKey = (id: string): KeyEncryptionKey => ({ id, key: randomBytes(32).toString('base64url') })
const ACCOUNTS = 130 // of each of two workspaces: more than one batch

describe('rotating the keys', () => {
  let database: TestDatabase
  let owner: pg.Client
  let db: Db
  let keys: KeyEncryptionKey[]
  /** Opened before everything, as a running server's. */
  let running: Vault
  const places: { place: Place; secret: string }[] = []

  beforeAll(async () => {
    database = await freshDatabase()
    owner = new pg.Client(database.ownerUrl)
    await owner.connect()
    db = openDb(openPool({ connectionString: database.pipelineUrl, max: 5, name: 'test' }))
    keys = [makeKey('first')]
    running = await openVault(db, () => keys)
    await fill()
  })
  afterAll(async () => {
    await db.destroy()
    await owner.end()
    await database.drop()
  })

  const seal = async (place: Place) => {
    const secret = `EAAG-${places.length}`
    places.push({ place, secret })
    return running.seal(place, secret)
  }
  async function fill(): Promise<void> {
    const app = (column: string): Place => ({ workspaceId: null, table: 'meta_app', column, row: 'print' })
    await owner.query(
      "insert into meta_app (id, kind, secret, secret_print, verify_token) overriding system value values (7, 'sandbox', $1, 'print', $2)",
      [await seal(app('secret')), await seal(app('verify_token'))],
    )
    for (let workspace = 0; workspace < 2; workspace++) {
      const workspaceId = newId()
      await owner.query("insert into workspace (id, name) values ($1, 'Loja')", [workspaceId])
      await owner.query("select set_config('app.workspace_id', $1, false)", [workspaceId])
      for (let nth = 0; nth < ACCOUNTS; nth++) {
        const row = newId()
        await owner.query(
          "insert into waba (workspace_id, id, waba_id, name, kind, app_id, token, token_hint) values ($1, $2, $3, 'x', 'meta', 7, $4, 'oken')",
          [workspaceId, row, `${workspace}${nth}`, await seal({ workspaceId, table: 'waba', column: 'token', row })],
        )
      }
    }
  }

  async function stored({ workspaceId, table, column, row }: Place): Promise<string> {
    await owner.query("select set_config('app.workspace_id', $1, false)", [workspaceId ?? ''])
    const by = table === 'waba' ? 'id' : 'secret_print'
    const { rows } = await owner.query(`select ${column} as value from ${table} where ${by}::text = $1`, [row])
    return rows[0].value
  }
  async function allOpen(vault: Vault): Promise<void> {
    for (const { place, secret } of places) expect(await vault.open(place, await stored(place))).toBe(secret)
  }
  async function keysInUse(): Promise<Set<string | undefined>> {
    const ids = new Set<string | undefined>()
    for (const { place } of places) ids.add(keyIdOf(await stored(place)))
    return ids
  }

  test('stopped after every batch and taken up again, it loses nothing and ends with new keys everywhere', async () => {
    const print = running.fingerprint('app secret', 'abc')
    const before = await keysInUse()
    expect(before.size).toBe(3)
    keys = [makeKey('second'), ...keys]
    const [newest] = keys
    expect(await replaceDataKeys(db, newest!)).toBe(3)

    let sealed = 0
    let stops = 0
    for (let finished = false; !finished; ) {
      expect(await isUnfinished(db, SEALED_COLUMNS)).toBe(true)
      const process = await openVault(db, () => keys) // a new one each time: the last was killed
      let batches = 0
      finished = await sealAnew(db, process, SEALED_COLUMNS, () => {
        if (batches++ > stops) throw new Error('killed')
      }).then(
        (count) => count >= 0,
        () => false,
      )
      stops++
      sealed++
      await allOpen(process)
      await allOpen(running)
    }
    expect(sealed).toBeGreaterThan(3)
    expect(await isUnfinished(db, SEALED_COLUMNS)).toBe(false)
    const after = await keysInUse()
    expect([after.size, [...after].filter((id) => before.has(id))]).toEqual([3, []])
    expect((await openVault(db, () => keys)).fingerprint('app secret', 'abc')).toBe(print)
  })

  test('a server that was running seals with the new key from the next value on', async () => {
    const { place } = places[2]!
    expect(await keysInUse()).toContain(keyIdOf(await running.seal(place, 'EAAG-later')))
  })

  test('afterwards the old key-encryption key opens nothing and is not needed', async () => {
    const [second, first] = keys
    await allOpen(await openVault(db, () => [second!]))
    await expect(openVault(db, () => [first!])).rejects.toThrow(/sealed with the key "second"/)
  })

  test('retired data keys go an hour later; the one that fingerprints are made of stays', async () => {
    const count = async () => (await owner.query('select count(*)::int as n from data_key')).rows[0].n
    await dropRetiredKeys(db)
    expect(await count()).toBe(6)
    await owner.query("update data_key set retired_at = retired_at - interval '61 minutes'")
    await dropRetiredKeys(db)
    expect(await count()).toBe(4)
    await allOpen(await openVault(db, () => keys))
  })

  test('a value with the name of a key of another workspace does not open', async () => {
    const [one, other] = [places[2]!.place, places.at(-1)!.place]
    const [, , ...rest] = (await stored(one)).split('|')
    const disguised = ['v1', keyIdOf(await stored(other)), ...rest].join('|')
    await expect(running.open(one, disguised)).rejects.toThrow(/another key/)
    await expect(running.open(other, await stored(one))).rejects.toThrow(/another key/)
    await expect(running.open(one, ['v1', 'nobody', ...rest].join('|'))).rejects.toThrow(/another key/)
  })
})
