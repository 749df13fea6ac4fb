/** The drill an operator should hold now and then, in small: a backup while customers write, restored elsewhere, compared. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../config.ts'
import { startInboundLoop } from '../inbound/loop.ts'
import { processDue } from '../inbound/worker.ts'
import { referenceKey } from '../installation.ts'
import { createReferences } from '../outbound/reference.ts'
import { readOrMakeSecrets, secretsPath } from '../platform/secrets.ts'
import { freshDatabase } from '../test/database.ts'
import { contactOf, envelope, textFrom } from '../test/meta-webhooks.ts'
import { world } from '../test/world.ts'
import { backup } from './backup.ts'
import { contextOf } from './context.ts'
import { restore } from './restore.ts'

const CUSTOMERS = 4
/** What there must be none of: conversations that count their messages wrongly, numbers left out, messages nobody was told of. */
const DISORDER = `select
  (select count(*) from conversation c where unread_count <>
    (select count(*) from message m where m.workspace_id = c.workspace_id and m.conversation_id = c.id))::int as unread,
  (select coalesce(max(seq), 0) - count(*) from event)::int as gaps,
  (select count(*) from message where wamid not in
    (select body::json -> 'message' ->> 'wamid' from event where type = 'message.created'))::int as unannounced`

test('a backup of a busy installation, restored elsewhere, holds all that was acknowledged before it began, once and in order', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'recado-drill-'))
  mkdirSync(join(scratch, 'from'))
  const { keys } = readOrMakeSecrets(join(scratch, 'from'), false)
  const w = await world({}, { keys })
  const elsewhere = await freshDatabase()
  const there = new pg.Client(elsewhere.ownerUrl)
  await there.connect()
  onTestFinished(async () => {
    const roles = ['from', 'to'].flatMap((name) => {
      const { installation } = JSON.parse(readFileSync(secretsPath(join(scratch, name)), 'utf8'))
      return ['app', 'pipeline'].map((part) => `recado_${part}_${installation}`)
    })
    for (const role of roles) {
      await sql`drop owned by ${sql.id(role)}`.execute(w.owner)
      await there.query(`drop owned by ${role}`)
      await there.query(`drop role ${role}`)
    }
    await there.end()
    await elsewhere.drop()
    await w.close()
    rmSync(scratch, { recursive: true })
  })
  const contextAt = (name: string, databaseUrl: string) => {
    const config = readConfig({ DATA_DIR: join(scratch, name), DATABASE_URL: databaseUrl })
    return contextOf(
      config,
      () => undefined,
      () => undefined,
    )
  }
  const from = contextAt('from', w.ownerUrl)
  const to = contextAt('to', elsewhere.ownerUrl)

  const acknowledged: string[] = []
  let isBusy = true
  const customers = Array.from({ length: CUSTOMERS }, async (_, nth) => {
    for (let n = 0; isBusy; n++) {
      const waId = `551191000${String(nth).padStart(4, '0')}`
      const message = textFrom(waId, `${n}`)
      const status = await w.deliver(envelope(w.home, { contacts: [contactOf(waId, 'Marina')], messages: [message] }))
      if (status === 200) acknowledged.push(String(message['id']))
    }
  })
  const worker = startInboundLoop(w.inbound)
  await expect.poll(() => acknowledged.length).toBeGreaterThan(60)
  const before = [...acknowledged]
  const file = join(scratch, 'busy.backup')
  await backup.run([file], from)
  isBusy = false
  await Promise.all(customers)
  await worker.stop()
  await w.settle()
  expect(acknowledged.length).toBeGreaterThan(before.length)

  await restore.run([file], to)
  await to.withParts(async ({ pipeline, vault }) => {
    const references = createReferences(referenceKey(vault))
    while (await processDue({ pipeline, log: w.deps.log, references })); // what was stored and not yet processed
  })
  const { rows } = await there.query<{ wamid: string }>('select wamid from message')
  const restored = new Map<string, number>()
  for (const { wamid } of rows) restored.set(wamid, (restored.get(wamid) ?? 0) + 1)
  expect(before.filter((wamid) => restored.get(wamid) !== 1)).toEqual([])
  expect([...restored.keys()].filter((wamid) => !acknowledged.includes(wamid))).toEqual([])
  expect((await there.query(DISORDER)).rows).toEqual([{ unread: 0, gaps: 0, unannounced: 0 }])
})
