/** One number on its way to Meta, as the process that speaks for it sees it: how fast, how much at once, and whether at all. */
import { type Db, inTransaction } from '../platform/scope.ts'
import { Pace } from './pace.ts'
import { PairLimit } from './pair-limit.ts'
import type { Judgement } from './verdict.ts'

export interface LaneFacts {
  /** messages a second */
  readonly limit: number
  readonly isConnected: boolean
  /** null when nothing holds it */
  readonly heldUntil: Date | null
}

const THROUGHPUT = { coexistence: 20, STANDARD: 80, HIGH: 1_000 } as const

export async function readLaneFacts(db: Db, workspaceId: string, numberId: string, now: Date): Promise<LaneFacts> {
  const scope = { db, workspaceId, actor: { kind: 'system', name: 'outbound' }, now } as const
  const row = await inTransaction(scope, (tx) =>
    tx.db
      .selectFrom('phone_number')
      .select(['throughput_level', 'is_coexistence', 'paused_until', 'disconnected_at'])
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', numberId)
      .executeTakeFirst(),
  )
  const level = row?.throughput_level === 'HIGH' ? THROUGHPUT.HIGH : THROUGHPUT.STANDARD
  return {
    limit: row?.is_coexistence === true ? THROUGHPUT.coexistence : level,
    isConnected: row !== undefined && row.disconnected_at === null,
    heldUntil: row?.paused_until ?? null,
  }
}

export type Gate = { readonly most: number } | { readonly waitMs: number } | 'held' | 'full'

/**
 * Calls under way: few until Meta is known to answer, one more with each good answer. So an outage leaves a handful of messages in doubt
 * and not a hundred, and connections are opened no faster than they prove to work.
 */
const FIRST_IN_FLIGHT = 8
const MOST_IN_FLIGHT = 400
/**
 * Answers in a row that failed to come before it counts as an outage: then the number only sounds Meta out, one message at a time with
 * growing pauses. A failure among good answers slows nothing down, else one call in ten that hangs would stop a number for everybody.
 */
const DOWN_AFTER = 5
const FIRST_SOUNDING_MS = 1_000
const LAST_SOUNDING_MS = 30_000
const SLOWER_PAUSE_MS = 250
const MOST_AT_ONCE = 50
/** Under a backlog one claim takes what a fiftieth of a second allows: fewer, fuller statements. */
const CLAIMS_PER_SECOND = 50

export class Lane {
  readonly numberId: string
  readonly workspaceId: string
  readonly pace: Pace
  readonly pairs = new PairLimit()
  /** When we stop believing that the lane is ours; on the same clock as every `now` here. */
  leaseUntil = 0
  factsUntil = 0
  usedAt = 0
  waba: string | null = null
  #facts: LaneFacts
  #quietUntil = 0
  #inFlight = 0
  /** Calls begun before the last pause say nothing about how Meta is now, and one that hangs must not keep others waiting. */
  #round = 0
  #inFlightOfRound = 0
  #downInARow = 0
  #mostInFlight = FIRST_IN_FLIGHT

  constructor(numberId: string, workspaceId: string, facts: LaneFacts) {
    this.numberId = numberId
    this.workspaceId = workspaceId
    this.#facts = facts
    this.pace = new Pace(facts.limit)
  }

  get facts(): LaneFacts {
    return this.#facts
  }

  set facts(facts: LaneFacts) {
    this.#facts = facts
    this.pace.limit = facts.limit
  }

  get inFlight(): number {
    return this.#inFlight
  }

  /** Meta counts as away: what is tried now is tried to find out. */
  get isSoundingOut(): boolean {
    return this.#downInARow >= DOWN_AFTER
  }

  /** A call leaves. @returns what `hear` wants to know when it ends */
  begin(): number {
    this.#inFlight++
    this.#inFlightOfRound++
    return this.#round
  }

  keepQuiet(now: number, ms: number): void {
    this.#quietUntil = Math.max(this.#quietUntil, now + ms)
  }

  /** How many may be claimed. @param isBacklog whether the last claim found all it asked for */
  gate(now: number, wall: Date, isBacklog: boolean): Gate {
    if (this.#facts.heldUntil !== null && this.#facts.heldUntil > wall) return 'held'
    if (this.#quietUntil > now) return { waitMs: this.#quietUntil - now }
    const free = Math.min(this.#mostInFlight - this.#inFlightOfRound, MOST_IN_FLIGHT - this.#inFlight)
    if (free <= 0) return 'full'
    const together = isBacklog ? Math.ceil(this.#facts.limit / CLAIMS_PER_SECOND) : 1
    const waitMs = this.pace.wait(now, Math.min(together, free))
    if (waitMs > 0) return { waitMs }
    return { most: Math.min(this.pace.available(now), free, MOST_AT_ONCE) }
  }

  /** Learns from how a call ended. */
  hear(now: number, round: number, { health, hold }: Pick<Judgement, 'health' | 'hold'>, random: number): void {
    const isOfRound = round === this.#round
    this.#inFlight--
    if (isOfRound) this.#inFlightOfRound--
    if (health === 'healthy') {
      this.#mostInFlight = this.#downInARow >= DOWN_AFTER ? FIRST_IN_FLIGHT : Math.min(MOST_IN_FLIGHT, this.#mostInFlight + 1)
      this.#downInARow = 0
    } else if (isOfRound && ++this.#downInARow >= DOWN_AFTER) {
      this.#soundOut(now, random)
    }
    if (hold === null) return
    if (hold.kind === 'slower') this.pace.slowDown(now)
    if (hold.kind === 'pause' || hold.kind === 'token') this.factsUntil = 0 // what is about to be written down says more
    this.keepQuiet(now, hold.kind === 'wait' ? hold.ms : hold.kind === 'slower' ? SLOWER_PAUSE_MS : FIRST_SOUNDING_MS)
  }

  #soundOut(now: number, random: number): void {
    this.#round++
    this.#inFlightOfRound = 0
    this.#mostInFlight = 1
    const longest = Math.min(LAST_SOUNDING_MS, FIRST_SOUNDING_MS * 2 ** Math.min(this.#downInARow - DOWN_AFTER, 10))
    this.keepQuiet(now, longest * (0.5 + random / 2))
  }
}
