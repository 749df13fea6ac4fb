import type pg from 'pg'
import type { Item } from './meta.ts'

export interface IngressVerdict {
  readonly lost: number
  readonly doubled: number
  /** neighbours in a conversation that stand the wrong way round */
  readonly inversions: number
  readonly conversationsExpected: number
  readonly conversations: number
  readonly unreadWrong: number
  /** messages not announced exactly once, and gaps in the numbering of events */
  readonly eventsWrong: number
  readonly deadLetters: number
}

export const isClean = (v: IngressVerdict): boolean =>
  v.lost + v.doubled + v.inversions + v.unreadWrong + v.eventsWrong + v.deadLetters === 0 && v.conversations === v.conversationsExpected

/** Compares what Meta sent with what the database holds. */
export async function checkIngress(db: pg.Client, workspaceId: string, items: readonly Item[]): Promise<IngressVerdict> {
  const stored = await db.query<{ wamid: string; conversation_id: string; sent_at: Date; text: string }>(
    'select wamid, conversation_id, sent_at, text from message where workspace_id = $1 order by conversation_id, sent_at, arrival, id',
    [workspaceId],
  )
  const times = new Map<string, number>()
  for (const { wamid } of stored.rows) times.set(wamid, (times.get(wamid) ?? 0) + 1)
  const bySent = new Map(items.map((item) => [item.wamid, item]))
  const inversions = stored.rows.filter((row, n) => {
    const before = stored.rows[n - 1]
    if (!before || before.conversation_id !== row.conversation_id) return false
    return (bySent.get(before.wamid)?.timestamp ?? 0) > (bySent.get(row.wamid)?.timestamp ?? 0)
  }).length
  const talks = await db.query<{ phone: string; unread_count: number }>(
    'select k.phone, c.unread_count from conversation c join contact k on k.workspace_id = c.workspace_id and k.id = c.contact_id where c.workspace_id = $1',
    [workspaceId],
  )
  const expected = new Map<string, number>()
  for (const item of items) expected.set(item.customer, (expected.get(item.customer) ?? 0) + 1)
  const announced = await db.query<{ wamid: string }>(
    "select body::json -> 'message' ->> 'wamid' as wamid from event where workspace_id = $1 and type = 'message.created'",
    [workspaceId],
  )
  const said = new Map<string, number>()
  for (const { wamid } of announced.rows) said.set(wamid, (said.get(wamid) ?? 0) + 1)
  const gaps = await db.query<{ n: number }>('select (coalesce(max(seq), 0) - count(*))::int as n from event where workspace_id = $1', [
    workspaceId,
  ])
  const dead = await db.query<{ n: number }>('select count(*)::int as n from delivery_failure where dead_at is not null')
  return {
    lost: items.filter((item) => !times.has(item.wamid)).length,
    doubled: [...times.values()].filter((n) => n > 1).length,
    inversions,
    conversationsExpected: expected.size,
    conversations: talks.rows.length,
    unreadWrong: talks.rows.filter((row) => expected.get(row.phone) !== row.unread_count).length,
    eventsWrong: items.filter((item) => said.get(item.wamid) !== 1).length + (gaps.rows[0]?.n ?? 0),
    deadLetters: dead.rows[0]?.n ?? 0,
  }
}

/** Nothing waits any more, neither whole batches nor deliveries that are tried again alone. */
export async function drained(db: pg.Client | pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await db.query<{ n: number }>(
      'select (select count(*) from delivery_batch where done_at is null)::int + (select count(*) from delivery_failure where dead_at is null)::int as n',
    )
    if (rows[0]?.n === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
