/** What stands between two workspaces when a query forgets its filter, or a request names somebody else's. */
import fc from 'fast-check'
import { sql } from 'kysely'
import pg from 'pg'
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

describe('random SQL as the role that answers people', () => {
  /** Statements nobody wrote for us: reads, joins and writes over random tables, with a random opinion about the workspace. */
  interface Statement {
    readonly kind: 'all' | 'where' | 'join' | 'union' | 'exists' | 'count' | 'update' | 'delete' | 'insert'
    readonly tables: readonly [string, string]
    readonly claims: 'ours' | 'theirs' | 'any'
  }
  const KINDS: readonly Statement['kind'][] = ['all', 'where', 'join', 'union', 'exists', 'count', 'update', 'delete', 'insert']
  const anyStatement = (): fc.Arbitrary<Statement> =>
    fc.record({
      kind: fc.constantFrom(...KINDS),
      tables: fc.tuple(fc.constantFrom(...tables), fc.constantFrom(...tables)),
      claims: fc.constantFrom('ours', 'theirs', 'any'),
    })

  /** Each reads `seen`: the workspaces of the rows it met or changed. */
  function textOf({ kind, tables: [a, b], claims }: Statement, ours: string | null, theirs: string) {
    const [one, two] = [sql.table(a), sql.table(b)]
    const claim = claims === 'any' ? sql`true` : sql`x.workspace_id = ${claims === 'ours' ? ours : theirs}`
    const texts: Record<Statement['kind'], ReturnType<typeof sql>> = {
      all: sql`select x.workspace_id as seen from ${one} x`,
      where: sql`select x.workspace_id as seen from ${one} x where ${claim}`,
      join: sql`select y.workspace_id as seen from ${one} x full join ${two} y on true where ${claim} limit 500`,
      union: sql`select x.workspace_id as seen from ${one} x union all (with z as materialized (table ${two}) select z.workspace_id from z)`,
      exists: sql`select ${theirs}::uuid as seen where exists (select from ${one} x where x.workspace_id = ${theirs})`,
      count: sql`select ${theirs}::uuid as seen from (select count(*) as n from ${one} x where x.workspace_id <> ${ours ?? newId()}) c where n > 0`,
      update: sql`update ${one} x set workspace_id = ${theirs} where ${claim} returning x.workspace_id as seen`,
      delete: sql`delete from ${one} x where ${claim} returning x.workspace_id as seen`,
      insert: sql`insert into ${one} select (jsonb_populate_record(x, jsonb_build_object('workspace_id', ${theirs}::text))).* from ${one} x returning workspace_id as seen`,
    }
    return texts[kind]
  }

  /** What the statement met; a refusal by the database met nothing. It is taken back either way. */
  async function seenBy(db: Db, ours: string | null, statement: Statement, theirs: string): Promise<string[]> {
    const seen: string[] = []
    const undone = new Error('taken back')
    await db
      .transaction()
      .execute(async (tx) => {
        if (ours !== null) await enterWorkspace(tx, ours)
        const { rows } = await (textOf(statement, ours, theirs) as ReturnType<typeof sql<{ seen: string | null }>>).execute(tx)
        seen.push(...rows.flatMap((row) => row.seen ?? []))
        throw undone
      })
      .catch((error: unknown) => {
        if (error !== undone && !(error instanceof pg.DatabaseError && /^(42501|23|22|428C9|55000|42804|25)/.test(error.code ?? '')))
          throw error
      })
    return [...new Set(seen)]
  }

  test('meets and changes rows of the workspace it has entered, and outside one none', async () => {
    await w.customerWrites('5511970000002', 'mais um')
    await w.index()
    await w.home.owner.send('POST', '/api/v1/tags', { name: 'VIP', color: 'blue' })
    await w.home.owner.send('POST', '/api/v1/contact-attributes', { name: 'Cidade', kind: 'text' })
    let met = 0
    await fc.assert(
      fc.asyncProperty(anyStatement(), fc.constantFrom('home', 'other', 'none'), async (statement, place) => {
        const ours = place === 'home' ? w.home.workspaceId : place === 'other' ? other.workspaceId : null
        const theirs = place === 'home' ? other.workspaceId : w.home.workspaceId
        const seen = await seenBy(w.deps.db, ours, statement, theirs)
        met += seen.length
        expect(seen.filter((id) => id !== ours)).toEqual([])
      }),
      { numRuns: 1_000, seed: 10 },
    )
    expect(met).toBeGreaterThan(50) // the statements work: they meet what they may
  })
})
