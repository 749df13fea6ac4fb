/**
 * What the customer sees of us besides messages: that theirs was read, and that somebody is typing. Best effort: asked for inside a
 * transaction, done by the sender after it, never in the way of a message, and not repeated when it fails.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import type { GraphTargets } from '../numbers/graph-target.ts'
import type { Logger } from '../platform/log.ts'
import { type Db, inTransaction, type TxScope } from '../platform/scope.ts'
import type { GraphClient } from './graph-client.ts'
import type { Lanes } from './lanes.ts'

export const COURTESY_CHANNEL = 'courtesy'

const request = z.object({ workspaceId: z.uuid(), conversationId: z.uuid(), what: z.enum(['read', 'typing', 'answered']) })
export type CourtesyRequest = z.infer<typeof request>

/** An agent opened the conversation. Reported where the workspace wants customers to know at once. */
export function reportRead(scope: TxScope, conversationId: string): Promise<void> {
  return ask(scope, { workspaceId: scope.workspaceId, conversationId, what: 'read' })
}

/** An agent is typing an answer. */
export function showTyping(scope: TxScope, conversationId: string): Promise<void> {
  return ask(scope, { workspaceId: scope.workspaceId, conversationId, what: 'typing' })
}

async function ask(scope: TxScope, asked: CourtesyRequest): Promise<void> {
  await sql`select pg_notify(${COURTESY_CHANNEL}, ${JSON.stringify(asked)})`.execute(scope.db)
}

export interface CourtesyDeps {
  readonly pipeline: Db
  readonly graph: Pick<GraphClient, 'markRead'>
  readonly targets: Pick<GraphTargets, 'ofNumber'>
  readonly lanes: Pick<Lanes, 'take'>
  readonly log: Logger
  readonly clock: () => number
}

const MOST_AT_ONCE = 32
/** WhatsApp shows the indicator for 25 seconds. */
const TYPING_AGAIN_MS = 15_000

export class Courtesy {
  readonly #deps: CourtesyDeps
  readonly #under = new Set<Promise<void>>()
  readonly #typing = new Map<string, number>()

  constructor(deps: CourtesyDeps) {
    this.#deps = deps
  }

  /** @param payload of a notification */
  heard(payload: string): void {
    const asked = request.safeParse(JSON.parse(payload))
    if (asked.success) this.show(asked.data)
  }

  show(asked: CourtesyRequest): void {
    if (this.#under.size >= MOST_AT_ONCE || (asked.what === 'typing' && this.#isStillTyping(asked.conversationId))) return
    const work = this.#carryOut(asked)
      .catch((error: unknown) => this.#deps.log.warn({ ...asked, outcome: 'courtesy_failed', err: error }, 'not shown to the customer'))
      .finally(() => this.#under.delete(work))
    this.#under.add(work)
  }

  async quiesce(): Promise<void> {
    await Promise.all(this.#under)
  }

  #isStillTyping(conversationId: string): boolean {
    const now = this.#deps.clock()
    for (const [id, until] of this.#typing) if (until <= now) this.#typing.delete(id)
    if (this.#typing.has(conversationId)) return true
    this.#typing.set(conversationId, now + TYPING_AGAIN_MS)
    return false
  }

  async #carryOut(asked: CourtesyRequest): Promise<void> {
    const { pipeline, graph, targets, lanes, log } = this.#deps
    const { workspaceId, conversationId, what } = asked
    const scope = { db: pipeline, workspaceId, actor: { kind: 'system', name: 'courtesy' }, now: new Date() } as const
    const numberId = await inTransaction(scope, (tx) => numberOf(tx, conversationId))
    const lane = numberId === null ? null : await lanes.take(numberId, workspaceId) // one process speaks for a number, in this too
    if (numberId === null || lane === null || (lane.facts.heldUntil !== null && lane.facts.heldUntil > scope.now)) return
    const target = await targets.ofNumber(workspaceId, numberId)
    if (target === null) return
    const wamid = await inTransaction(scope, (tx) => claimReading(tx, conversationId, what))
    if (wamid === null) return
    const result = await graph.markRead(target.target, target.phoneNumberId, wamid, what === 'typing')
    if (result.ok) return
    log.info({ ...asked, number: numberId, outcome: 'cause' in result ? result.cause : result.error.code }, 'not shown to the customer')
    await inTransaction(scope, (tx) => unclaim(tx, conversationId, wamid))
  }
}

async function numberOf(tx: TxScope, conversationId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('conversation')
    .select('number_id')
    .where('workspace_id', '=', tx.workspaceId)
    .where('id', '=', conversationId)
    .executeTakeFirst()
  return row?.number_id ?? null
}

/**
 * The message to report as read, marked so at once: asked twice it is reported once. Meta ties the typing indicator to a read receipt, so
 * typing is only shown where the receipt may be, or was.
 */
async function claimReading(tx: TxScope, conversationId: string, what: CourtesyRequest['what']): Promise<string | null> {
  const { rows } = await sql<{ wamid: string }>`
    update conversation c set read_reported_wamid = c.last_inbound_wamid from workspace w
    where c.workspace_id = ${tx.workspaceId} and c.id = ${conversationId} and w.id = c.workspace_id and c.last_inbound_wamid is not null
      and case ${what}::text
        when 'typing' then w.show_typing and c.window_expires_at > now()
          and (w.mark_read = 'on_open' or c.read_reported_wamid = c.last_inbound_wamid)
        when 'read' then w.mark_read = 'on_open' and c.read_reported_wamid is distinct from c.last_inbound_wamid
        else w.mark_read <> 'never' and c.read_reported_wamid is distinct from c.last_inbound_wamid
      end
    returning c.last_inbound_wamid as wamid`.execute(tx.db)
  return rows[0]?.wamid ?? null
}

/** Nobody was told: the next one who opens the conversation may try again. */
async function unclaim(tx: TxScope, conversationId: string, wamid: string): Promise<void> {
  await tx.db
    .updateTable('conversation')
    .set({ read_reported_wamid: null })
    .where('workspace_id', '=', tx.workspaceId)
    .where('id', '=', conversationId)
    .where('read_reported_wamid', '=', wamid)
    .execute()
}
