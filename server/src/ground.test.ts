import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { readConfig } from './config.ts'
import { type Ground, joinGround, openGround } from './ground.ts'
import { freshDatabase } from './test/database.ts'

describe('an installation on an external PostgreSQL', () => {
  const suffix = randomBytes(4).toString('hex')
  const owner = `recado_owner_${suffix}`
  const database = `recado_test_${Math.floor(Date.now() / 1000)}_ground_${suffix}`
  let admin: pg.Client
  let dataDir: string
  let url: string
  const opened: Ground[] = []

  beforeAll(async () => {
    await (await freshDatabase()).drop() // so that the group roles are there, as they are where another Recado lives in the cluster
    admin = new pg.Client(inject('adminUrl'))
    await admin.connect()
    const given = new URL(inject('adminUrl'))
    given.username = owner
    given.password = 'secret'
    given.pathname = `/${database}`
    url = given.href
    dataDir = mkdtempSync(join(tmpdir(), 'recado-ground-'))
  })
  beforeEach(async () => {
    await admin.query(`create role ${owner} login createrole password 'secret'`)
    await admin.query(`grant recado_app, recado_pipeline to ${owner} with admin option`)
    await admin.query(`create database ${database} owner ${owner}`)
  })
  afterEach(async () => {
    for (const ground of opened.splice(0)) await ground.close()
    await admin.query(`drop database ${database} with (force)`)
    const logins = existsSync(join(dataDir, 'secrets.json')) ? ['app', 'pipeline'].map((part) => `recado_${part}_${installation()}`) : []
    for (const role of [...logins, owner]) await admin.query(`drop role if exists ${role}`)
    rmSync(join(dataDir, 'secrets.json'), { force: true })
  })
  afterAll(async () => {
    await admin.end()
    rmSync(dataDir, { recursive: true })
  })

  const installation = (): string => JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).installation
  const config = (settings: Record<string, string> = {}) => readConfig({ DATA_DIR: dataDir, DATABASE_URL: url, ...settings })
  const open = async () => {
    const ground = await openGround(config(), { what: 'a test', progress: () => undefined })
    opened.push(ground)
    return ground
  }
  const ask = async (connection: string, sql: string) => {
    const client = new pg.Client(connection)
    await client.connect()
    return (await client.query(sql).finally(() => client.end())).rows
  }

  test('is set up by an owner who is no superuser, and served by logins that row-level security binds', async () => {
    const ground = await open()
    expect(await ask(ground.appUrl, 'select current_user::text as who')).toEqual([{ who: `recado_app_${installation()}` }])
    await expect(ask(ground.appUrl, 'select from delivery_batch')).rejects.toThrow(/permission denied/)
    expect(await ask(ground.pipelineUrl, 'select from delivery_batch')).toEqual([])
    await expect(ask(ground.appUrl, 'create table mine (n int)')).rejects.toThrow(/permission denied/)
  })

  test('is joined by the command line while it is open, and opened by nobody else', async () => {
    const ground = await open()
    const joined = joinGround(config())
    expect([joined.appUrl, joined.pipelineUrl]).toEqual([ground.appUrl, ground.pipelineUrl])
    await expect(open()).rejects.toThrow(`in use by another Recado (a test, process ${process.pid})`)
  })

  test.each([
    ['superuser', /permission denied to alter role/], // PostgreSQL says so before we can
    ['bypassrls', /bypasses row-level security/],
    ['createrole', /may create roles/],
  ])('is not served by a login that became %s', async (attribute, complaint) => {
    const ground = await open()
    await ground.close()
    await admin.query(`alter role recado_app_${installation()} ${attribute}`)
    await expect(open()).rejects.toThrow(complaint)
  })

  test('is not served by a login that may act as a more powerful role', async () => {
    const ground = await open()
    await ground.close()
    await admin.query(`create role recado_power_${suffix} bypassrls`)
    await admin.query(`grant recado_power_${suffix} to recado_pipeline_${installation()}`)
    await expect(open()).rejects.toThrow(`may act as "recado_power_${suffix}", which bypasses row-level security`)
    await admin.query(`drop role recado_power_${suffix}`)
  })

  test('an owner who may not create roles is told what is missing', async () => {
    await admin.query(`alter role ${owner} nocreaterole`)
    await expect(open()).rejects.toThrow(/give it CREATEROLE/)
  })

  test('a server that cannot be reached changes nothing', async () => {
    const nowhere = config({ DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' })
    await expect(openGround(nowhere, { what: 'a test', progress: () => undefined })).rejects.toThrow(/cannot be reached/)
    expect(existsSync(join(dataDir, 'secrets.json'))).toBe(false)
    expect(existsSync(join(dataDir, 'lock'))).toBe(false)
  })
})
