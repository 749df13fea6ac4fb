import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { newId } from '../platform/ids.ts'
import type { Place } from '../platform/vault.ts'
import { freshDatabase } from '../test/database.ts'
import type { TestDatabase } from '../test/template.ts'
import { backup } from './backup.ts'
import type { Context } from './command.ts'
import { contextOf } from './context.ts'
import { restore } from './restore.ts'

/** An installation on a database of its own, as the command line sees it. */
interface Site {
  readonly dataDir: string
  readonly context: Context
  readonly printed: string[]
  query(sql: string, values?: unknown[]): Promise<pg.QueryResult>
  close(): Promise<void>
}

async function site(scratch: string): Promise<Site> {
  const database: TestDatabase = await freshDatabase()
  const owner = new pg.Client(database.ownerUrl)
  await owner.connect()
  const dataDir = mkdtempSync(join(scratch, 'site-'))
  const printed: string[] = []
  const config = readConfig({ DATA_DIR: dataDir, DATABASE_URL: database.ownerUrl })
  const context = contextOf(
    config,
    (line) => printed.push(line),
    () => undefined,
  )
  await context.withParts(async () => undefined) // makes the secrets and the logins, as a first start does
  const { installation } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8'))
  return {
    dataDir,
    context,
    printed,
    query: (sql, values) => owner.query(sql, values),
    close: async () => {
      const roles = ['app', 'pipeline'].map((part) => `recado_${part}_${installation}`)
      for (const role of roles) await owner.query(`drop owned by ${role}; drop role ${role}`)
      await owner.end()
      await database.drop()
    },
  }
}

const AWKWARD = 'a\tb\nc\\d \\N \u{1F468}\u200D\u{1F469} ção "x" \\. '

describe('a backup', () => {
  const workspaceId = newId()
  const wabaId = newId()
  const token: Place = { workspaceId, table: 'waba', column: 'token', row: wabaId }
  let scratch: string
  let from: Site
  let to: Site
  let file: string

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'recado-backup-'))
    file = join(scratch, 'all.backup')
    from = await site(scratch)
    await fill(from)
    await backup.run([file], from.context)
  })
  afterAll(async () => {
    await from.close()
    rmSync(scratch, { recursive: true })
  })
  async function fill({ context, query, dataDir }: Site): Promise<void> {
    const [person, app, number, contact, conversation] = [newId(), 7, newId(), newId(), newId()]
    await query("insert into person (id, name, email) values ($1, $2, 'ana@example.com')", [person, AWKWARD])
    await query("insert into session (id, token, user_id, expires_at) values ($1, 't', $2, now())", [newId(), person])
    await query("insert into workspace (id, name) values ($1, 'Acme')", [workspaceId])
    await query(
      "insert into meta_app (id, kind, secret, secret_print, verify_token) overriding system value values ($1, 'sandbox', 's', 'p', 'v')",
      [app],
    )
    const sealed = await context.withParts(({ vault }) => vault.seal(token, 'EAAG-the-token'))
    await query(
      "insert into waba (workspace_id, id, waba_id, name, kind, app_id, token, token_hint) values ($1, $2, '1', 'x', 'meta', $3, $4, 'oken')",
      [workspaceId, wabaId, app, sealed],
    )
    await query(
      "insert into phone_number (workspace_id, id, waba, phone_number_id, display_phone_number) values ($1, $2, $3, '2', '+55')",
      [workspaceId, number, wabaId],
    )
    await query('insert into contact (workspace_id, id, name) values ($1, $2, $3)', [workspaceId, contact, AWKWARD])
    await query('insert into conversation (workspace_id, id, number_id, contact_id, last_message_at) values ($1, $2, $3, $4, now())', [
      workspaceId,
      conversation,
      number,
      contact,
    ])
    await query(
      `insert into message (workspace_id, id, conversation_id, direction, type, content, text, sent_at, arrival, status)
       select $1, gen_random_uuid(), $2, 'out', 'text', jsonb_build_object('body', repeat('x', 2000)), $3, now(), nextval('arrival_seq'), 'queued' from generate_series(1, 5000)`,
      [workspaceId, conversation, AWKWARD],
    )
    await query(
      'insert into outbox (workspace_id, number_id, conversation_id, message_id) select workspace_id, $1, conversation_id, id from message limit 2',
      [number],
    )
    await query(String.raw`insert into delivery_batch (body, lengths, apps) values ('\x00ff0a5c', '{4}', '{7}')`)
    mkdirSync(join(dataDir, 'media', 'deep'), { recursive: true })
    writeFileSync(join(dataDir, 'media', 'deep', 'voice.ogg'), Buffer.alloc(3_000_000, 7))
    writeFileSync(join(dataDir, 'media', 'empty'), '')
  }

  const everything = async ({ query }: Site) => {
    const { rows } = await query(`
      select 'person' as t, md5(string_agg(p::text, ';' order by p::text)) from person p union all
      select 'message', md5(string_agg(m::text, ';' order by m::text)) from message m union all
      select 'contact', md5(string_agg(c::text, ';' order by c::text)) from contact c union all
      select 'waba', md5(string_agg(w::text, ';' order by w::text)) from waba w union all
      select 'delivery_batch', md5(string_agg(d::text, ';' order by d::text)) from delivery_batch d`)
    return rows
  }

  describe('restored into a new installation', () => {
    beforeAll(async () => {
      to = await site(scratch)
      await restore.run([file], to.context)
    })
    afterAll(() => to.close())

    test('brings every row, file and number back, to the byte', async () => {
      expect(await everything(to)).toEqual(await everything(from))
      expect(readFileSync(join(to.dataDir, 'media', 'deep', 'voice.ogg')).equals(Buffer.alloc(3_000_000, 7))).toBe(true)
      expect(statSync(join(to.dataDir, 'media', 'empty')).size).toBe(0)
      const next = "select nextval('arrival_seq')::int as n"
      expect((await to.query(next)).rows).toEqual((await from.query(next)).rows)
      await to.query("insert into meta_app (kind, secret, secret_print, verify_token) values ('workspace', 's', 'other', 'v')")
    })

    test('brings the keys that open what is sealed, and the new place keeps its own logins', async () => {
      const { rows } = await to.query('select token from waba')
      expect(await to.context.withParts(({ vault }) => vault.open(token, rows[0].token))).toBe('EAAG-the-token')
      const [there, here] = [from, to].map(({ dataDir }) => JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')))
      expect(here.keys).toEqual(there.keys)
      expect(here.installation).not.toBe(there.installation)
    })

    test('leaves out who is signed in', async () => {
      expect((await to.query('select from session')).rowCount).toBe(0)
    })

    test('never sends again by itself what was waiting: its outcome counts as unknown', async () => {
      const { rows } = await to.query(
        "select count(*)::int as n from outbox where attempt_id is not null and attempt_started_at < now() - interval '1 hour'",
      )
      expect(rows).toEqual([{ n: 2 }])
    })

    test('row-level security stands after a restore as it stood before', async () => {
      const policies = 'select tablename, policyname, roles, qual from pg_policies order by 1, 2'
      expect((await to.query(policies)).rows).toEqual((await from.query(policies)).rows)
      await to.context.withParts(async ({ db }) => {
        expect(await db.selectFrom('message').selectAll().execute()).toEqual([])
      })
    })
  })

  test('is for its owner only', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('holds no token in the clear, and without its secrets nothing that opens one', async () => {
    const bare = join(scratch, 'searched.backup')
    await backup.run([bare, '--without-secrets'], from.context)
    const { keys } = JSON.parse(readFileSync(join(from.dataDir, 'secrets.json'), 'utf8'))
    const [whole, searched] = [file, bare].map((path) => gunzipSync(readFileSync(path)).toString('latin1'))
    const token = Buffer.from('EAAG-the-token')
    for (const text of [token.toString(), token.toString('base64').slice(0, -2), token.toString('hex')]) {
      expect([whole?.includes(text), searched?.includes(text)]).toEqual([false, false])
    }
    expect([whole?.includes(keys[0].key), searched?.includes(keys[0].key)]).toEqual([true, false])
  })

  test('does not overwrite a file', async () => {
    await expect(backup.run([file], from.context)).rejects.toThrow(/exists already/)
  })

  describe('met by a target', () => {
    beforeEach(async () => {
      to = await site(scratch)
    })
    afterEach(() => to.close())

    test('is not restored over anything', async () => {
      await to.query("insert into workspace (id, name) values ($1, 'Mine')", [newId()])
      await expect(restore.run([file], to.context)).rejects.toThrow(/not empty/)
      expect((await to.query('select name from workspace')).rows).toEqual([{ name: 'Mine' }])
    })

    test.each([0.3, 0.9, 0.9999])('cut short at %d of its length, it leaves the target empty', async (part) => {
      const whole = readFileSync(file)
      const cut = join(scratch, `cut-${part}`)
      writeFileSync(cut, whole.subarray(0, Math.floor(whole.length * part)))
      await expect(restore.run([cut], to.context)).rejects.toThrow(/cannot be restored|not a whole backup/)
      expect((await to.query('select from workspace')).rowCount).toBe(0)
      await restore.run([file], to.context) // and the target is still good for a whole one
    })

    test('without its keys does not open in another place', async () => {
      const bare = join(scratch, 'bare.backup')
      rmSync(bare, { force: true })
      await backup.run([bare, '--without-secrets'], from.context)
      await restore.run([bare], to.context)
      await expect(to.context.withParts(async () => undefined)).rejects.toThrow(/put the right secrets.json back/)
    })
  })
})
