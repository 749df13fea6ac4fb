/**
 * The product's pure rules on a clock of their own, against a model of Meta, one random thing after another: people write, customers
 * write, calls leave and are answered, reports come in any order, the process dies, Meta comes and goes, the wall clock jumps. After each
 * step everything that is promised must hold. A seed is a whole history, and replays it.
 */
import { blankConversation } from '../server/src/conversations/loaded-conversations.ts'
import { afterInbound } from '../server/src/conversations/transitions.ts'
import type { DeliveryState } from '../server/src/messages/delivery-state.ts'
import { mergeReport } from '../server/src/messages/merge-report.ts'
import { conclude } from '../server/src/outbound/conclude.ts'
import type { SendResult } from '../server/src/outbound/graph-client.ts'
import { Lane } from '../server/src/outbound/lane.ts'
import { MARGIN_MS, WINDOW_MS } from '../server/src/outbound/pace.ts'
import { judge, refuseStale, type Verdict } from '../server/src/outbound/verdict.ts'
import { MetaModel, type ModelReport } from './harness/meta-model.ts'
import { Random } from './harness/random.ts'

const START = Date.UTC(2026, 0, 31, 22)
const HOUR = 3_600_000
const LIMIT = 20
const TALKS = 6
/** From the documentation, not from the product. */
const LATTICE = ['queued', 'sending', 'unknown', 'accepted', 'sent', 'failed', 'delivered', 'read', 'played']
const rank = (status: string) => LATTICE.indexOf(status)

interface Message {
  readonly place: number
  readonly talk: number
  readonly type: 'text' | 'template'
  readonly enqueuedAt: number
  state: DeliveryState
  /** null once it is done with */
  job: { runAt: number; attempts: number; attempt: number | null } | null
  readonly reported: ModelReport[]
}

interface Call {
  readonly message: Message
  readonly attempt: number
  readonly round: number
  readonly result: SendResult
}

export class Broken extends Error {}

class History {
  readonly random: Random
  readonly meta: MetaModel
  readonly messages: Message[] = []
  readonly waiting: ModelReport[] = []
  calls: Call[] = []
  talks = Array.from({ length: TALKS }, (_, n) => blankConversation('w', 'n', `contact ${n}`, new Date(START)))
  readonly written: { at: Date; arrival: number }[][] = Array.from({ length: TALKS }, () => [])
  lane = this.freshLane()
  now = START
  wallSkew = 0
  attempts = 0
  arrivals = 0

  constructor(seed: number) {
    this.random = new Random(seed)
    this.meta = new MetaModel(this.random)
  }

  freshLane(): Lane {
    return new Lane('n', 'w', { limit: LIMIT, isConnected: true, heldUntil: null })
  }

  wall = () => new Date(this.now + this.wallSkew)

  step(): void {
    const draw = this.random.below(100)
    if (draw < 22) this.somebodyAnswers()
    else if (draw < 34) this.customerWrites()
    else if (draw < 58) this.pump()
    else if (draw < 72) this.answerComes()
    else if (draw < 86) this.reportComes()
    else if (draw < 96) this.now += this.random.chance(0.9) ? this.random.below(3_000) : this.random.below(3 * HOUR)
    else if (draw < 98) this.meta.changeMood()
    else if (draw < 99) this.crash()
    else this.wallSkew = [0, HOUR, -HOUR, 25 * HOUR, -25 * HOUR][this.random.below(5)] ?? 0
  }

  windowEnds(talk: number): number {
    return this.talks[talk]?.window_expires_at?.getTime() ?? 0
  }

  somebodyAnswers(): void {
    const talk = this.random.below(TALKS)
    const place = this.messages.length
    const type = this.windowEnds(talk) > this.now && this.random.chance(0.8) ? 'text' : 'template'
    const state: DeliveryState = {
      id: `m${place}`,
      conversationId: `t${talk}`,
      assigneeId: null,
      isLast: false,
      wamid: null,
      status: 'queued',
      times: {},
      error: null,
      pricing: null,
    }
    this.messages.push({
      place,
      talk,
      type,
      enqueuedAt: this.now,
      state,
      job: { runAt: this.now, attempts: 0, attempt: null },
      reported: [],
    })
  }

  /** Dated by Meta, and now and then late by hours. */
  customerWrites(): void {
    const talk = this.random.below(TALKS)
    const late = this.random.chance(0.8) ? this.random.below(5_000) : this.random.below(40 * HOUR)
    const at = new Date(Math.floor((this.now - late) / 1000) * 1000)
    const arrival = ++this.arrivals
    const preview = { id: `in${arrival}`, type: 'text', text: 'oi', direction: 'in', status: null } as const
    const row = this.talks[talk]
    if (row !== undefined)
      this.talks[talk] = afterInbound(row, {
        sentAt: at,
        arrival,
        wamid: `wamid.in${arrival}`,
        preview,
        speaks: true,
        opensWindow: true,
        defaultTeamId: null,
      })
    this.written[talk]?.push({ at, arrival })
    this.meta.count('n', this.now)
    this.lane.pace.note(this.now, 1)
  }

  /** What claim.ts says in SQL: of each conversation only its oldest job, and that only when none of its calls is under way. */
  claimable(most: number): Message[] {
    const except = new Set(this.lane.pairs.waiting(this.now))
    const heads = new Map<number, Message>()
    for (const message of this.messages) if (message.job !== null && !heads.has(message.talk)) heads.set(message.talk, message)
    const due = [...heads.values()].filter(
      ({ job, state }) => job?.attempt === null && job.runAt <= this.now && !except.has(state.conversationId),
    )
    return due.sort((a, b) => (a.job?.runAt ?? 0) - (b.job?.runAt ?? 0) || a.place - b.place).slice(0, most)
  }

  pump(): void {
    const gate = this.lane.gate(this.now, this.wall(), false)
    if (typeof gate !== 'object' || !('most' in gate)) return
    for (const message of this.claimable(gate.most)) this.offer(message)
  }

  offer(message: Message): void {
    const { job, type, talk } = message
    if (job === null) return
    job.attempt = ++this.attempts
    job.attempts++
    const ageSeconds = (this.now - message.enqueuedAt) / 1000
    const isWindowClosed = this.windowEnds(talk) <= this.now
    const stale = refuseStale({ type, isWindowClosed, isAuthentication: false, ageSeconds }, this.wall())
    if (stale !== null) {
      this.settle(message, job.attempt, { kind: 'failed', error: stale })
      return
    }
    const isAway = this.lane.isSoundingOut && !this.meta.isThere()
    const round = this.lane.begin()
    this.lane.pace.use(this.now)
    this.lane.pairs.use(message.state.conversationId, this.now)
    const order = { numberId: 'n', limit: LIMIT, conversationId: message.state.conversationId, messageId: message.state.id, now: this.now }
    const before = this.meta.accepted.length
    const result: SendResult = isAway ? { outcome: 'not_sent', cause: 'still_away' } : this.meta.send(order)
    if (this.meta.accepted.length > before && type === 'text') hold(!isWindowClosed, 'a session message left after its window')
    this.calls.push({ message, attempt: job.attempt, round, result })
  }

  answerComes(): void {
    const [call] = this.calls.splice(this.random.below(Math.max(1, this.calls.length)), 1)
    if (call === undefined) return
    const attempts = call.message.job?.attempts ?? 1
    const judgement = judge(call.result, { attempts, now: this.wall(), random: this.random.next() })
    this.lane.hear(this.now, call.round, judgement, this.random.next())
    this.settle(call.message, call.attempt, judgement.verdict)
  }

  settle(message: Message, attempt: number, verdict: Verdict): void {
    const isOurs = message.job?.attempt === attempt
    this.change(message, conclude(message.state, verdict, isOurs, this.wall()))
    if (verdict.kind === 'accepted') {
      const joined = this.waiting.filter((report) => report.wamid === verdict.wamid)
      for (const report of joined) this.change(message, mergeReport(message.state, wordOf(report)))
      for (const report of joined) this.waiting.splice(this.waiting.indexOf(report), 1)
    }
    if (!isOurs || message.job === null) return
    if (verdict.kind === 'again') message.job = { ...message.job, attempt: null, runAt: this.now + verdict.afterMs }
    else message.job = null
  }

  reportComes(): void {
    const report = this.meta.reports.pop()
    if (report === undefined) return
    if (this.random.chance(0.1)) this.meta.reports.unshift(report) // Meta sends it once more, later
    const message = this.messages.find(({ state }) =>
      report.bearsReference ? state.id === report.messageId : state.wamid === report.wamid,
    )
    this.messages.find(({ state }) => state.id === report.messageId)?.reported.push(report)
    if (message === undefined) return void this.waiting.push(report)
    if (message.state.wamid === null) message.job = null // proof that Meta has it: its answer need not be waited for
    this.change(message, mergeReport(message.state, wordOf(report)))
  }

  /** Everything in memory is gone; what was under way is in doubt, and the next process first keeps silent. */
  crash(): void {
    for (const { message, attempt } of this.calls) {
      const error = { code: 0, reason: 'answer_lost', title: '', details: null, retryable: true, at: this.wall().toISOString() }
      this.settle(message, attempt, { kind: 'unknown', error })
    }
    this.calls = []
    this.lane = this.freshLane()
    this.lane.keepQuiet(this.now, WINDOW_MS + MARGIN_MS)
  }

  change(message: Message, next: DeliveryState): void {
    const before = message.state
    hold(rank(next.status) >= rank(before.status), `${before.id} went back from ${before.status} to ${next.status}`)
    for (const [word, at] of Object.entries(before.times))
      hold((next.times[word] ?? Number.POSITIVE_INFINITY) <= at, `${word} lost its first time`)
    hold(before.wamid === null || next.wamid === before.wamid, 'a message changed its wamid')
    message.state = next
  }

  check(): void {
    const { accepted } = this.meta
    hold(new Set(accepted.map(({ messageId }) => messageId)).size === accepted.length, 'Meta accepted a message twice')
    const last = new Map<string, number>()
    for (const { conversationId, messageId } of accepted) {
      const place = Number(messageId.slice(1))
      hold(place > (last.get(conversationId) ?? -1), `${messageId} overtook in ${conversationId}`)
      last.set(conversationId, place)
    }
    hold(this.meta.tooFast === 0, 'more left in a second than Meta allows')
    const open = this.calls.filter(({ message, attempt }) => message.job?.attempt === attempt).map(({ message }) => message.talk)
    hold(new Set(open).size === open.length, 'two calls of one conversation at once')
    hold(this.lane.inFlight === this.calls.length, 'the lane has miscounted its calls')
    for (const { state, job } of this.messages) {
      hold(state.status !== 'failed' || state.error !== null, `${state.id} failed without a reason`)
      hold(job !== null || state.status !== 'queued', `${state.id} waits for nothing`)
    }
    for (const [n, talk] of this.talks.entries()) this.checkTalk(talk, this.written[n] ?? [])
  }

  checkTalk(talk: (typeof this.talks)[number], written: readonly { at: Date; arrival: number }[]): void {
    if (written.length === 0) return
    const newest = [...written].sort((a, b) => a.at.getTime() - b.at.getTime() || a.arrival - b.arrival).at(-1)
    hold(talk.last_message_arrival === newest?.arrival, 'the card does not show the newest message')
    hold(talk.window_expires_at?.getTime() === (newest?.at.getTime() ?? 0) + 24 * HOUR, 'the window is not 24 h from the last word')
    hold(talk.unread_count === written.length, 'unread messages are miscounted')
  }

  /** Meta comes back for good, every report arrives, time passes. */
  settleAll(): void {
    this.meta.mood = 'up'
    for (let n = 0; n < 5_000 && (this.calls.length > 0 || this.meta.reports.length > 0 || this.messages.some(({ job }) => job)); n++) {
      this.pump()
      this.answerComes()
      this.reportComes()
      this.now += n < 1_000 ? 400 : 60_000 // Meta may ask for waits of up to an hour
      this.check()
    }
    for (const { state, reported } of this.messages) {
      hold(state.status !== 'queued' && state.status !== 'sending', `${state.id} is stuck`)
      const highest = reported.reduce((best, { status }) => (rank(status) > rank(best) ? status : best), 'queued')
      hold(
        highest === 'queued' ||
          reported.every((report) => !report.bearsReference && report.wamid !== state.wamid) ||
          rank(state.status) >= rank(highest),
        `${state.id} is ${state.status}, was reported ${highest}`,
      )
    }
  }
}

const nobody = { error: null, pricing: null }
const wordOf = (report: ModelReport) => ({ ...nobody, wamid: report.wamid, status: report.status, timestamp: report.timestamp })

function hold(isSo: boolean, what: string): void {
  if (!isSo) throw new Broken(what)
}

/** @throws Broken, naming the seed and the step */
export function simulate(seed: number, steps: number): { readonly messages: number; readonly accepted: number } {
  const history = new History(seed)
  for (let step = 0; step <= steps; step++) {
    try {
      if (step < steps) history.step()
      else history.settleAll()
      history.check()
    } catch (error) {
      throw new Broken(`seed ${seed}, step ${step} of ${steps}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      })
    }
  }
  return { messages: history.messages.length, accepted: history.meta.accepted.length }
}
