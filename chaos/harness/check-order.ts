import type { Target } from '../order-run.ts'
import type { Item } from './meta.ts'

/** One call as Meta saw it: first begun, then answered 200; ms of one clock. */
export interface Receipt {
  readonly items: readonly Item[]
  readonly begunAt: number
  readonly acknowledgedAt: number
}

export interface OrderVerdict {
  readonly lost: number
  readonly doubled: number
  /** pairs of a conversation that stand the wrong way round by (Meta's second, arrival), as far as Meta can know what arrived first */
  readonly inversions: number
  /** customers without exactly one contact and one conversation */
  readonly split: number
  /** conversations whose card, unread count or window is not what its messages make it */
  readonly cardsWrong: number
  readonly deadLetters: number
}

export const isClean = (v: OrderVerdict): boolean => v.lost + v.doubled + v.inversions + v.split + v.cardsWrong + v.deadLetters === 0

interface Stored {
  readonly wamid: string
  readonly conversation_id: string
  readonly second: number
}

const WINDOW_SECONDS = 24 * 3600

export async function checkOrder(target: Target, items: readonly Item[], receipts: readonly Receipt[]): Promise<OrderVerdict> {
  const { db, workspaceId } = target
  const stored = await db.query<Stored>(
    `select wamid, conversation_id, extract(epoch from sent_at)::float8 as second from message
     where workspace_id = $1 order by conversation_id, sent_at, arrival, id`,
    [workspaceId],
  )
  const talks = await db.query<Card>(
    `select k.phone, c.status, c.unread_count as unread, extract(epoch from c.window_expires_at)::float8 as "windowEnds",
       c.last_message ->> 'id' as "lastId", m.id as "newestId"
     from contact k join conversation c on c.workspace_id = k.workspace_id and c.contact_id = k.id
     left join lateral (select id from message m where m.workspace_id = k.workspace_id and m.conversation_id = c.id
       order by sent_at desc, arrival desc, id desc limit 1) m on true
     where k.workspace_id = $1`,
    [workspaceId],
  )
  const dead = await db.query<{ n: number }>('select count(*)::int as n from delivery_failure where dead_at is not null')
  const wamids = new Set(stored.rows.map((row) => row.wamid))
  const written = new Map<string, Item[]>()
  for (const item of items) written.set(item.customer, [...(written.get(item.customer) ?? []), item])
  return {
    lost: items.filter((item) => !wamids.has(item.wamid)).length,
    doubled: stored.rows.length - wamids.size,
    inversions: inversionsOf(stored.rows, items, receipts),
    split: [...written.keys()].filter((phone) => talks.rows.filter((card) => card.phone === phone).length !== 1).length,
    cardsWrong: talks.rows.filter((card) => !isRight(card, written.get(card.phone) ?? [])).length,
    deadLetters: dead.rows[0]?.n ?? 0,
  }
}

interface Card {
  readonly phone: string
  readonly status: string
  readonly unread: number
  readonly windowEnds: number
  readonly lastId: string
  readonly newestId: string
}

function isRight(card: Card, items: readonly Item[]): boolean {
  const latest = Math.max(...items.map((item) => item.timestamp))
  return (
    card.status === 'pending' &&
    card.unread === items.length &&
    card.windowEnds === latest + WINDOW_SECONDS &&
    card.lastId === card.newestId
  )
}

/**
 * What Meta can swear to: an update that was acknowledged before it began to deliver another arrived first, and so did what stands first
 * in one call. One that it delivered twice stands where either delivery came: with several workers the repeat may be stored first.
 */
function inversionsOf(stored: readonly Stored[], items: readonly Item[], receipts: readonly Receipt[]): number {
  const sent = new Map(items.map((item) => [item.wamid, item]))
  const known = new Map<string, { begunAt: number; acknowledgedAt: number; places: string[] }>()
  receipts.forEach(({ items: carried, begunAt, acknowledgedAt }, nth) => {
    carried.forEach(({ wamid }, place) => {
      const before = known.get(wamid) ?? { begunAt: Number.POSITIVE_INFINITY, acknowledgedAt: Number.NEGATIVE_INFINITY, places: [] }
      known.set(wamid, {
        begunAt: Math.min(before.begunAt, begunAt),
        acknowledgedAt: Math.max(before.acknowledgedAt, acknowledgedAt),
        places: [...before.places, `${nth}:${String(place).padStart(4, '0')}`],
      })
    })
  })
  const provablyAfter = (first: Stored, second: Stored): boolean => {
    const [a, b] = [known.get(first.wamid), known.get(second.wamid)]
    if (a === undefined || b === undefined) return false
    if (b.acknowledgedAt < a.begunAt) return true
    const [inA, inB] = [a.places[0]?.split(':'), b.places[0]?.split(':')]
    return a.places.length === 1 && b.places.length === 1 && inA?.[0] === inB?.[0] && (inA?.[1] ?? '') > (inB?.[1] ?? '')
  }
  let inversions = 0
  stored.forEach((row, nth) => {
    for (let back = nth - 1; back >= 0; back--) {
      const before = stored[back]
      if (before === undefined || before.conversation_id !== row.conversation_id) break
      const [secondBefore, second] = [sent.get(before.wamid)?.timestamp ?? 0, sent.get(row.wamid)?.timestamp ?? 0]
      if (secondBefore < second) break
      if (secondBefore > second || provablyAfter(before, row)) inversions++
    }
  })
  return inversions
}
