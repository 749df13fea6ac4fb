import { performance } from 'node:perf_hooks'
import type { MessageError } from '@recado/contract/messages'
import type { GraphTargets, NumberTarget } from '../numbers/graph-target.ts'
import { failpoint } from '../platform/failpoint.ts'
import { newId } from '../platform/ids.ts'
import type { Lifeline } from '../platform/lifeline.ts'
import type { Logger } from '../platform/log.ts'
import type { Db } from '../platform/scope.ts'
import { abandonedAttempts } from './abandoned.ts'
import { type ClaimedJob, claimJobs, dueNumbers } from './claim.ts'
import type { GraphClient, SendResult } from './graph-client.ts'
import { answersSensibly } from './graph-numbers.ts'
import type { Lane } from './lane.ts'
import type { Owner } from './lane-lease.ts'
import { Lanes } from './lanes.ts'
import { LANE } from './outbox.ts'
import type { References } from './reference.ts'
import { type Payload, requestOf } from './request.ts'
import { countAnswer, countCall, countEnd } from './send-metrics.ts'
import { createSettler, type Settler } from './settler.ts'
import { type Judgement, judge, ours, refuseStale } from './verdict.ts'

export interface SenderDeps {
  /** as recado_pipeline */
  readonly pipeline: Db
  readonly graph: Pick<GraphClient, 'sendMessage' | 'call'>
  readonly targets: Pick<GraphTargets, 'ofNumber' | 'forget'>
  readonly references: References
  readonly log: Logger
  /** lets others see at once when this process is gone; without it they wait for its leases */
  readonly lifeline?: Lifeline
  /** told which numbers may have something to send now; sender-loop.ts acts on it */
  readonly onMore?: (numberIds: readonly string[]) => void
  /** told of each reply of a person that Meta accepted */
  readonly onAnswered?: (job: ClaimedJob) => void
  /** milliseconds that only count up */
  readonly clock?: () => number
  /** the time of day */
  readonly wall?: () => Date
  /** 0 to 1 */
  readonly random?: () => number
}

/** What came of one look at one number. `nextMs`: look again after that; null when there is nothing to look for until somebody says so. */
export interface Turn {
  readonly claimed: number
  readonly nextMs: number | null
}

const NO_TARGET_MS = 1_000
const NOTHING: Turn = { claimed: 0, nextMs: null }

/**
 * us → Meta: claim → call → settle. Each step commits by itself and only the middle one leaves the building, so a crash at any moment
 * leaves a message that was not sent, or one whose attempt is on record and which is never sent again by itself.
 */
export class Sender {
  readonly lanes: Lanes
  readonly owner: Owner
  readonly #deps: SenderDeps
  readonly #clock: () => number
  readonly #wall: () => Date
  readonly #random: () => number
  readonly #calls = new Set<Promise<void>>()
  readonly #settler: Settler

  constructor(deps: SenderDeps) {
    this.#deps = deps
    this.#clock = deps.clock ?? (() => performance.now())
    this.#wall = deps.wall ?? (() => new Date())
    this.#random = deps.random ?? Math.random
    const id = newId()
    this.owner = {
      id,
      get holder() {
        return deps.lifeline?.holder ?? null
      },
    }
    this.lanes = new Lanes(deps.pipeline, this.owner, this.#clock, this.#wall)
    this.#settler = createSettler({ ...deps, wall: this.#wall, onFollowed: (numberIds) => deps.onMore?.(numberIds) })
  }

  /** Does what is due at this moment, to the end. @returns whether there was anything; `while (await sender.runOnce())` empties the queue */
  async runOnce(): Promise<boolean> {
    const gaveUp = await this.giveUpAbandoned()
    let worked = gaveUp
    for (const { numberId, workspaceId } of await dueNumbers(this.#deps.pipeline)) {
      const turn = await this.turn(numberId, workspaceId, false)
      worked ||= turn.claimed > 0
      if (turn.claimed > 0 || turn.nextMs === null || turn.nextMs > MOMENT_MS) continue
      await new Promise((resolve) => setTimeout(resolve, turn.nextMs ?? 0)) // its pace allows the next one in a moment
      worked = true
    }
    await this.quiesce()
    return worked
  }

  /** Looks once at one number: claims what may go now and starts the calls, without waiting for their answers. */
  async turn(numberId: string, workspaceId: string, isBacklog: boolean): Promise<Turn> {
    const lane = await this.lanes.take(numberId, workspaceId)
    if (lane === null) return NOTHING
    const gate = lane.gate(this.#clock(), this.#wall(), isBacklog)
    if (gate === 'held' || gate === 'full') return NOTHING
    if ('waitMs' in gate) return { claimed: 0, nextMs: gate.waitMs }
    const target = await this.#deps.targets.ofNumber(workspaceId, numberId)
    if (target === null && lane.facts.isConnected) {
      lane.keepQuiet(this.#clock(), NO_TARGET_MS)
      return { claimed: 0, nextMs: NO_TARGET_MS }
    }
    lane.waba = target?.waba ?? null
    const except = lane.pairs.waiting(this.#clock())
    const jobs = await claimJobs(this.#deps.pipeline, { workspaceId, numberId, owner: this.owner, most: gate.most, except })
    failpoint('send:after_attempt_commit')
    for (const job of jobs) this.#start(lane, job, target)
    return { claimed: jobs.length, nextMs: jobs.length === gate.most ? 0 : null }
  }

  /** Attempts of processes that died become unknown. */
  async giveUpAbandoned(): Promise<boolean> {
    const attempts = await abandonedAttempts(this.#deps.pipeline)
    for (const { workspaceId, ...outcome } of attempts) this.#settler.add(workspaceId, outcome)
    return attempts.length > 0
  }

  /** Every call answered or given up, and every answer written down. */
  async quiesce(): Promise<void> {
    await Promise.all(this.#calls)
    await this.#settler.idle()
  }

  /** @returns false when this process does not pace the number */
  noteInbound(numberId: string, count: number): boolean {
    const lane = this.lanes.get(numberId)
    lane?.pace.note(this.#clock(), count)
    return lane !== undefined
  }

  now(): number {
    return this.#clock()
  }

  #start(lane: Lane, job: ClaimedJob, target: NumberTarget | null): void {
    const offer = prepare(job, target, this.#deps.references, this.#wall())
    if ('refusal' in offer) {
      this.#end(job, { verdict: { kind: 'failed', error: offer.refusal }, hold: null })
      return
    }
    const now = this.#clock()
    lane.usedAt = now
    const round = lane.begin()
    lane.pace.use(now)
    lane.pairs.use(job.conversationId, now)
    countCall(job)
    const call = this.#call(lane, job, { ...offer, round }).finally(() => this.#calls.delete(call))
    this.#calls.add(call)
    failpoint('send:after_request')
  }

  async #call(lane: Lane, job: ClaimedJob, { target, payload, round }: Offer & { readonly round: number }): Promise<void> {
    const result = await this.#offer(lane, target, payload).catch((error: unknown): SendResult => {
      // The client turns whatever happens on the line into a value, so this is a bug of ours; whether it was sent nobody knows.
      this.#deps.log.error({ message: job.messageId, outcome: 'client_threw', err: error }, 'the Graph client threw')
      return { outcome: 'ambiguous', cause: 'client_threw', error: null }
    })
    failpoint('send:after_reply')
    const now = this.#clock()
    const wasFull = lane.gate(now, this.#wall(), false) === 'full'
    countAnswer()
    const judgement = judge(result, { attempts: job.attempts, now: this.#wall(), random: this.#random() })
    lane.hear(now, round, judgement, this.#random())
    if (judgement.hold?.kind === 'wait' && judgement.hold.concerns === 'account') {
      for (const other of this.lanes.ofAccount(lane)) other.keepQuiet(now, judgement.hold.ms)
    }
    const { verdict, hold } = judgement
    if (hold?.kind === 'token') this.#deps.targets.forget()
    this.#end(job, { verdict, hold: hold?.kind === 'token' ? { ...hold, hint: target.target.token.slice(-4) } : hold })
    if (judgement.verdict.kind === 'accepted' && job.lane === LANE.reply) this.#deps.onAnswered?.(job)
    if (wasFull) this.#deps.onMore?.([job.numberId])
  }

  /** While Meta counts as away it is first asked something that sends nothing, else a day of timeouts would put one message after another in doubt. */
  async #offer(lane: Lane, { target, phoneNumberId }: NumberTarget, payload: Payload): Promise<SendResult> {
    if (lane.isSoundingOut && !(await answersSensibly(this.#deps.graph, target, phoneNumberId))) {
      return { outcome: 'not_sent', cause: 'still_away' }
    }
    return this.#deps.graph.sendMessage(target, phoneNumberId, payload)
  }

  #end(job: ClaimedJob, { verdict, hold }: Pick<Judgement, 'verdict' | 'hold'>): void {
    const { workspaceId, numberId, messageId, attempts, outboxId, attemptId } = job
    const reason = 'error' in verdict ? verdict.error.reason : (hold?.kind ?? '')
    countEnd(verdict.kind, reason)
    this.#deps.log.debug({ workspace: workspaceId, number: numberId, message: messageId, attempts, reason, outcome: verdict.kind }, 'send')
    this.#settler.add(workspaceId, { outboxId, attemptId, messageId, numberId, verdict, hold })
  }
}

/** Longest wait that runOnce sits out. */
const MOMENT_MS = 100

interface Offer {
  readonly target: NumberTarget
  readonly payload: Payload
}

/** The call to make, or why the message is not even offered to Meta. */
function prepare(
  job: ClaimedJob,
  target: NumberTarget | null,
  references: References,
  now: Date,
): Offer | { readonly refusal: MessageError } {
  const stale = refuseStale(job, now)
  if (stale !== null) return { refusal: stale }
  if (target === null) return { refusal: ours('number_disconnected', 'The number is not connected any more', now) }
  const payload = requestOf(job, references.write(job.workspaceId, job.messageId))
  return payload === null
    ? { refusal: ours('no_recipient', 'Neither a phone number nor a user id of the customer is known', now) }
    : { target, payload }
}
