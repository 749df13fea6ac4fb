import type pg from 'pg'
import type { Item } from './meta.ts'

export interface HistoryVerdict {
  readonly lost: number
  readonly doubled: number
  /** how far the count that people see is from the messages of the past */
  readonly miscounted: number
  readonly conversationsExpected: number
  readonly conversations: number
  /** conversations whose unread messages are not those that came live */
  readonly unreadWrong: number
  /** live messages not announced exactly once, messages of the past announced one by one, and gaps in the numbering of events */
  readonly eventsWrong: number
  /** pieces that were left, or given up */
  readonly pieces: number
  readonly isWhole: boolean
  readonly deadLetters: number
}

export const isClean = (v: HistoryVerdict): boolean =>
  v.lost + v.doubled + v.miscounted + v.unreadWrong + v.eventsWrong + v.pieces + v.deadLetters === 0 &&
  v.isWhole &&
  v.conversations === v.conversationsExpected

export interface Told {
  /** what the phone handed over */
  readonly past: readonly Item[]
  /** what customers wrote meanwhile */
  readonly live: readonly Item[]
}

/** Compares what the phone handed over, and what came live beside it, with what the database holds. */
export async function checkHistory(db: pg.Client, workspaceId: string, { past, live }: Told): Promise<HistoryVerdict> {
  const stored = await db.query<{ wamid: string; n: number }>(
    'select wamid, count(*)::int as n from message where workspace_id = $1 group by wamid',
    [workspaceId],
  )
  const times = new Map(stored.rows.map(({ wamid, n }) => [wamid, n]))
  const talks = await db.query<{ phone: string; unread_count: number }>(
    'select k.phone, c.unread_count from conversation c join contact k on k.workspace_id = c.workspace_id and k.id = c.contact_id where c.workspace_id = $1',
    [workspaceId],
  )
  const unread = new Map<string, number>()
  for (const { customer } of live) unread.set(customer, (unread.get(customer) ?? 0) + 1)
  const sync = await db.query<{ state: string; items: number }>(
    "select state, items from phone_sync where workspace_id = $1 and what = 'history'",
    [workspaceId],
  )
  const announced = await db.query<{ wamid: string; n: number }>(
    "select body::json -> 'message' ->> 'wamid' as wamid, count(*)::int as n from event where workspace_id = $1 and type = 'message.created' group by 1",
    [workspaceId],
  )
  const said = new Map(announced.rows.map(({ wamid, n }) => [wamid, n]))
  const gaps = await count(db, 'select (coalesce(max(seq), 0) - count(*))::int as n from event where workspace_id = $1', workspaceId)
  const all = [...past, ...live]
  return {
    lost: all.filter(({ wamid }) => !times.has(wamid)).length,
    doubled: stored.rows.filter(({ n }) => n > 1).length,
    miscounted: Math.abs((sync.rows[0]?.items ?? 0) - past.length),
    conversationsExpected: new Set(all.map(({ customer }) => customer)).size,
    conversations: talks.rows.length,
    unreadWrong: talks.rows.filter(({ phone, unread_count }) => (unread.get(phone) ?? 0) !== unread_count).length,
    eventsWrong: live.filter(({ wamid }) => said.get(wamid) !== 1).length + past.filter(({ wamid }) => said.has(wamid)).length + gaps,
    pieces: await count(db, 'select count(*)::int as n from phone_sync_part where workspace_id = $1', workspaceId),
    isWhole: sync.rows[0]?.state === 'done',
    deadLetters: await count(db, 'select count(*)::int as n from delivery_failure where dead_at is not null'),
  }
}

async function count(db: pg.Client, text: string, ...values: string[]): Promise<number> {
  const { rows } = await db.query<{ n: number }>(text, values)
  return rows[0]?.n ?? 0
}
