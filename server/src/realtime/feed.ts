import { sql } from 'kysely'
import { Histogram } from 'prom-client'
import { metrics } from '../platform/metrics.ts'
import { type Db, enterWorkspace } from '../platform/scope.ts'
import { type Frame, frameOf, type LoggedEvent } from './frames.ts'

const PAGE = 1_000
/** Frames kept at hand for browsers that come back after a blink; older ones are read from the database. */
const KEPT = 4_000

const handedOut = new Histogram({
  name: 'recado_event_seconds',
  help: 'From a change being made to its event being handed to open streams',
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
  registers: [metrics],
})

export type Tail = { readonly kind: 'frames'; readonly frames: readonly Frame[] } | { readonly kind: 'too_old' }

/** One workspace's event log as this process has read it. */
export interface Feed {
  /** Reads what is new; returns it in order. Calls made while one is under way share the next. */
  advance(): Promise<readonly Frame[]>
  /** What follows `seq`, as far as it is at hand or fits a page; too_old when the log no longer reaches back that far. */
  since(seq: number): Promise<Tail>
  readonly seq: number
}

export async function openFeed(db: Db, workspaceId: string): Promise<Feed> {
  let kept: Frame[] = []
  let seq = await headOf(db, workspaceId)

  async function advance(): Promise<readonly Frame[]> {
    const news: Frame[] = []
    for (let more = true; more; ) {
      const page = await readEvents(db, workspaceId, seq, Number.MAX_SAFE_INTEGER)
      news.push(...page.map(frameOf))
      const newest = page.at(-1)
      if (newest !== undefined) handedOut.observe(Math.max(0, Date.now() - newest.at.getTime()) / 1000)
      seq = newest?.seq ?? seq
      more = page.length === PAGE
    }
    kept.push(...news)
    if (kept.length > KEPT * 1.5) kept = kept.slice(-KEPT)
    return news
  }

  async function since(after: number): Promise<Tail> {
    const upTo = seq
    const first = kept[0]
    if (after >= upTo) return { kind: 'frames', frames: [] }
    if (first !== undefined && first.seq <= after + 1) return { kind: 'frames', frames: kept.slice(after + 1 - first.seq) }
    const page = await readEvents(db, workspaceId, after, upTo)
    if (page[0]?.seq !== after + 1) return { kind: 'too_old' }
    return { kind: 'frames', frames: page.map(frameOf) }
  }

  return {
    advance,
    since,
    get seq() {
      return seq
    },
  }
}

/** The number of the newest committed event, 0 in a new workspace. */
async function headOf(db: Db, workspaceId: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await enterWorkspace(tx, workspaceId)
    const head = await tx.selectFrom('event_head').select('seq').where('workspace_id', '=', workspaceId).executeTakeFirst()
    return head?.seq ?? 0
  })
}

async function readEvents(db: Db, workspaceId: string, after: number, upTo: number): Promise<LoggedEvent[]> {
  const { rows } = await sql<LoggedEvent>`select * from events_after(${workspaceId}, ${after}, ${upTo}, ${PAGE})`.execute(db)
  return rows
}
