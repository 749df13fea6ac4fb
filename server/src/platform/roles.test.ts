import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../test/database.ts'
import type { TestDatabase } from '../test/template.ts'
import { ensureLogins, refuseTooPowerful } from './roles.ts'

describe('the roles that programs run as', () => {
  let database: TestDatabase
  let owner: pg.Client
  const suffix = randomBytes(4).toString('hex')
  const made: string[] = []
  beforeAll(async () => {
    database = await freshDatabase()
    owner = new pg.Client(database.ownerUrl)
    await owner.connect()
  })
  afterAll(async () => {
    for (const role of made.reverse()) await owner.query(`drop owned by ${role}; drop role ${role}`)
    await owner.end()
    await database.drop()
  })

  const role = async (name: string, attributes: string) => {
    const full = `${name}_${suffix}`
    await owner.query(`create role ${full} ${attributes}`)
    made.push(full)
    return full
  }
  const as = async <T>(login: string, work: (client: pg.Client) => Promise<T>) => {
    const url = new URL(database.ownerUrl)
    url.username = login
    url.password = 'secret'
    const client = new pg.Client(url.href)
    await client.connect()
    return work(client).finally(() => client.end())
  }

  test.each(['appUrl', 'pipelineUrl'] as const)('the login of %s is trusted', async (which) => {
    const client = new pg.Client(database[which])
    await client.connect()
    await expect(refuseTooPowerful(client).finally(() => client.end())).resolves.toBeUndefined()
  })

  test('a superuser is refused', async () => {
    await expect(refuseTooPowerful(owner)).rejects.toThrow(/is a superuser/)
  })

  test('a role that bypasses row-level security is refused', async () => {
    const login = await role('bypass', "login bypassrls password 'secret'")
    await expect(as(login, refuseTooPowerful)).rejects.toThrow(/bypasses row-level security/)
  })

  test('a role that may create roles is refused, for it could give itself anything', async () => {
    const login = await role('maker', "login createrole password 'secret'")
    await expect(as(login, refuseTooPowerful)).rejects.toThrow(/may create roles/)
  })

  test('a role that owns a table is refused', async () => {
    const login = await role('tables', "login password 'secret'")
    await owner.query(`create table owned_${suffix} (n int); alter table owned_${suffix} owner to ${login}`)
    await expect(as(login, refuseTooPowerful)).rejects.toThrow(/owns a table/)
  })

  test('a role that owns a schema is refused', async () => {
    const login = await role('schemas', "login password 'secret'")
    await owner.query(`create schema authorization ${login}`)
    await expect(as(login, refuseTooPowerful)).rejects.toThrow(/owns a schema/)
  })

  test('a role that can become a more powerful one is refused', async () => {
    const powerful = await role('powerful', 'nologin bypassrls')
    const between = await role('between', 'nologin')
    const login = await role('modest', "login noinherit password 'secret'")
    await owner.query(`grant ${powerful} to ${between}; grant ${between} to ${login}`)
    await expect(as(login, refuseTooPowerful)).rejects.toThrow(new RegExp(`may act as "${powerful}"`))
  })

  test('an owner without CREATEROLE is refused with one sentence', async () => {
    const login = await role('plain', "login password 'secret'")
    const wanted = { name: `recado_app_${suffix}`, password: 'x', group: 'recado_app' } as const
    await expect(as(login, (client) => ensureLogins(client, [wanted]))).rejects.toThrow(/give it CREATEROLE/)
  })

  test('a login connects with its generated password, and with a changed one after it changed', async () => {
    const name = `recado_app_login_${suffix}`
    for (const password of ['first', 'second']) {
      await ensureLogins(owner, [{ name, password, group: 'recado_app' }])
      if (!made.includes(name)) made.push(name)
      const { rows } = await owner.query('select rolpassword from pg_authid where rolname = $1', [name])
      expect(rows[0]).toEqual({ rolpassword: expect.stringMatching(/^SCRAM-SHA-256\$4096:/) })
    }
  })
})
