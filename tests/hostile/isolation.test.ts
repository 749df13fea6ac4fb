/** What stands between two workspaces when a query forgets its filter, or a request names somebody else's. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import { type Db, enterWorkspace } from '../../server/src/platform/scope.ts'
import { type World, world } from '../../server/src/test/world.ts'

let w: World
let other: Awaited<ReturnType<World['place']>>
let tables: string[]
beforeAll(async () => {
  w = await world()
  other = await w.place('Outra')
  await w.customerWrites('5511970000001', 'segredo')
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where c.relkind = 'r' and c.relrowsecurity and has_table_privilege('recado_app', c.oid, 'select') order by 1`.execute(w.owner)
  tables = rows.map((row) => row.name)
})
afterAll(() => w.close())

/** Every workspace that a forgetful query meets, by table. */
const seenFrom = (db: Db, workspaceId: string | null) =>
  db.transaction().execute(async (tx) => {
    if (workspaceId !== null) await enterWorkspace(tx, workspaceId)
    const seen = new Set<string>()
    for (const table of tables) {
      const { rows } = await sql<{ id: string }>`select distinct workspace_id as id from ${sql.table(table)}`.execute(tx)
      for (const { id } of rows) seen.add(id)
    }
    return [...seen]
  })

describe('a query without a filter', () => {
  test('meets its own workspace and no other', async () => {
    expect(tables.length).toBeGreaterThan(10)
    expect(await seenFrom(w.deps.db, w.home.workspaceId)).toEqual([w.home.workspaceId])
    expect(await seenFrom(w.deps.db, other.workspaceId)).toEqual([other.workspaceId])
  })

  test('meets nothing outside a workspace', async () => {
    expect(await seenFrom(w.deps.db, null)).toEqual([])
  })

  test('can neither write into another workspace nor move a row there', async () => {
    const from = (work: ReturnType<typeof sql>) =>
      w.deps.db.transaction().execute(async (tx) => {
        await enterWorkspace(tx, other.workspaceId)
        return work.execute(tx)
      })
    await expect(from(sql`insert into contact (workspace_id, id) values (${w.home.workspaceId}, ${newId()})`)).rejects.toThrow(
      /row-level security/,
    )
    await expect(from(sql`update phone_number set workspace_id = ${w.home.workspaceId}`)).rejects.toThrow(/row-level security|foreign key/)
    expect((await from(sql`update message set text = 'mine'`)).numAffectedRows).toBe(0n)
    expect((await from(sql`delete from contact`)).numAffectedRows).toBe(0n)
  })
})

test('no word in the address, the headers or the body chooses a workspace', async () => {
  const words = ['workspaceId', 'workspace', 'workspace_id', 'tenant', 'tenantId', 'companyId', 'accountId', 'account_id']
  for (const word of words) {
    const { statusCode, body } = await w.app.inject({
      url: `/api/v1/conversations?${word}=${w.home.workspaceId}`,
      headers: { cookie: other.owner.cookie, [`x-${word.toLowerCase()}`]: w.home.workspaceId },
    })
    if (statusCode < 400) expect([word, JSON.parse(body).items]).toEqual([word, []])
    const { workspace } = (
      await w.app.inject({ url: `/api/v1/workspace?${word}=${w.home.workspaceId}`, headers: { cookie: other.owner.cookie } })
    ).json()
    expect([word, workspace?.id ?? other.workspaceId]).toEqual([word, other.workspaceId])
  }
  await other.owner.send('PATCH', '/api/v1/workspace', { name: 'Minha', workspaceId: w.home.workspaceId, id: w.home.workspaceId })
  const home = await w.owner.selectFrom('workspace').select('name').where('id', '=', w.home.workspaceId).executeTakeFirstOrThrow()
  expect(home.name).toBe('Loja Bia')
})
