/** A reader that has seen an event never later meets an earlier one: numbers are given in the order of commits. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction, type Scope } from '../platform/scope.ts'
import { type World, world } from '../test/world.ts'
import { publish } from './event-log.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

test('whoever publishes waits for whoever published before and has not committed', async () => {
  const scope: Scope = {
    db: w.deps.pipeline,
    workspaceId: w.home.workspaceId,
    actor: { kind: 'system', name: 'test' },
    now: new Date(),
  }
  const say = (tx: Parameters<typeof publish>[0], userId: string) =>
    publish(tx, { event: { type: 'member.removed', userId }, audience: null })
  const [first, second] = ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002'] as const
  const committed: string[] = []
  const { later } = await inTransaction(scope, async (tx) => {
    await say(tx, first)
    const later = inTransaction(scope, (other) => say(other, second)).then(() => committed.push(second))
    await expect.poll(waiting).toBe(1)
    committed.push(first)
    return { later }
  })
  await later
  expect(committed).toEqual([first, second])
  const { rows } = await sql<{ said: string }>`
    select body::jsonb ->> 'userId' as said from event where workspace_id = ${w.home.workspaceId} and body::jsonb ->> 'userId' in (${first}, ${second})
    order by seq`.execute(w.owner)
  expect(rows.map((row) => row.said)).toEqual([first, second])
})

async function waiting(): Promise<number | undefined> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(w.owner)
  return rows[0]?.n
}
