import type { Db } from '../platform/scope.ts'
import { Lane, readLaneFacts } from './lane.ts'
import { GIVE_UP_MS, LEASE_MS, type Owner, releaseLanes, renewLanes, takeLane } from './lane-lease.ts'

const FACTS_MS = 2_000
/** Whoever lets a number go again says so (wakeSender); this is how late we notice when that word is lost. */
const HELD_FACTS_MS = 30_000
const IDLE_MS = 10_000

/** The numbers this process speaks for, and those it lately spoke for: what a customer was sent is remembered longer than a lease. */
export class Lanes {
  readonly #db: Db
  readonly #owner: Owner
  readonly #clock: () => number
  readonly #wall: () => Date
  readonly #known = new Map<string, Lane>()
  readonly #taking = new Map<string, Promise<Lane | null>>()

  /** @param clock milliseconds that only count up @param wall the time of day */
  constructor(db: Db, owner: Owner, clock: () => number, wall: () => Date = () => new Date()) {
    this.#db = db
    this.#owner = owner
    this.#clock = clock
    this.#wall = wall
  }

  /** The lane of a number, leased unless the number is held; null while another process has it. */
  take(numberId: string, workspaceId: string): Promise<Lane | null> {
    const under = this.#taking.get(numberId)
    if (under !== undefined) return under
    const taking = this.#take(numberId, workspaceId).finally(() => this.#taking.delete(numberId))
    this.#taking.set(numberId, taking)
    return taking
  }

  /** Only while it is ours. */
  get(numberId: string): Lane | undefined {
    const lane = this.#known.get(numberId)
    return lane !== undefined && lane.leaseUntil > this.#clock() ? lane : undefined
  }

  workspaces(): Set<string> {
    return new Set(this.#leased().map((lane) => lane.workspaceId))
  }

  /** Somebody said that the number has something to send: what holds it may be gone. */
  doubtHold(numberId: string): void {
    const lane = this.#known.get(numberId)
    if (lane !== undefined && lane.facts.heldUntil !== null) lane.factsUntil = 0
  }

  /** All numbers of the lane's account that we speak for. */
  ofAccount(lane: Lane): Lane[] {
    return this.#leased().filter((other) => other.waba === lane.waba)
  }

  /** Keeps the leases that are in use and lets go of the others. */
  async renew(): Promise<void> {
    const now = this.#clock()
    const leased = [...this.#known.values()].filter((lane) => lane.leaseUntil > 0) // those that lapsed while we were busy too
    const used = leased.filter((lane) => lane.inFlight > 0 || lane.usedAt > now - IDLE_MS)
    const idle = leased.filter((lane) => !used.includes(lane))
    for (const lane of idle) lane.leaseUntil = 0
    for (const lane of this.#known.values()) {
      if (lane.leaseUntil === 0 && lane.inFlight === 0 && lane.pairs.isEmpty(now)) this.#known.delete(lane.numberId)
    }
    await this.#release(idle)
    const kept = await renewLanes(
      this.#db,
      used.map((lane) => lane.numberId),
      this.#owner.id,
    )
    for (const lane of used) lane.leaseUntil = kept.has(lane.numberId) ? now + LEASE_MS - GIVE_UP_MS : 0
  }

  async release(): Promise<void> {
    const leased = this.#leased()
    this.#known.clear()
    await this.#release(leased)
  }

  async #take(numberId: string, workspaceId: string): Promise<Lane | null> {
    const lane = await this.#laneOf(numberId, workspaceId)
    const isHeld = lane.facts.heldUntil !== null && lane.facts.heldUntil > this.#wall()
    if (isHeld || lane.leaseUntil > this.#clock()) return lane
    const asked = this.#clock()
    const lease = await takeLane(this.#db, numberId, this.#owner)
    lane.leaseUntil = lease === null ? 0 : asked + LEASE_MS - GIVE_UP_MS
    if (lease === null) return null
    lane.usedAt = this.#clock()
    lane.keepQuiet(this.#clock(), lease.silenceMs)
    return lane
  }

  async #laneOf(numberId: string, workspaceId: string): Promise<Lane> {
    const now = this.#clock()
    const known = this.#known.get(numberId)
    if (known !== undefined && known.factsUntil > now) return known
    if (known !== undefined) known.factsUntil = now + FACTS_MS // before the reading: what is doubted meanwhile is read again
    const facts = await readLaneFacts(this.#db, workspaceId, numberId, this.#wall())
    const lane = known ?? new Lane(numberId, workspaceId, facts)
    const isDoubted = known !== undefined && known.factsUntil === 0
    lane.facts = facts
    if (!isDoubted) lane.factsUntil = now + (facts.heldUntil === null ? FACTS_MS : HELD_FACTS_MS)
    this.#known.set(numberId, lane)
    return lane
  }

  async #release(lanes: readonly Lane[]): Promise<void> {
    await releaseLanes(
      this.#db,
      lanes.map((lane) => lane.numberId),
      this.#owner.id,
    )
  }

  #leased(): Lane[] {
    const now = this.#clock()
    return [...this.#known.values()].filter((lane) => lane.leaseUntil > now)
  }
}
