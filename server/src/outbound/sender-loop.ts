import { openLifeline } from '../platform/lifeline.ts'
import type { Listener } from '../platform/listener.ts'
import { dueNumbers, workspaceOf } from './claim.ts'
import { COURTESY_CHANNEL, Courtesy } from './courtesy.ts'
import type { GraphClient } from './graph-client.ts'
import { INBOUND_COUNT_CHANNEL, readTally, startInboundTally } from './inbound-tally.ts'
import { OUTBOX_CHANNEL } from './outbox.ts'
import { Sender, type SenderDeps } from './sender.ts'
import { createTurnstile } from './turnstile.ts'

export interface SenderLoopDeps extends Omit<SenderDeps, 'onMore' | 'onAnswered' | 'graph' | 'lifeline'> {
  readonly graph: Pick<GraphClient, 'sendMessage' | 'markRead' | 'call'>
  readonly listener: Listener
  /** for the lifeline */
  readonly pipelineUrl: string
}

export interface SenderLoop {
  /** Messages that came in at a number: they count towards what it may send. */
  noteInbound(numberId: string, count: number): void
  /** Claims nothing more and waits for the answers under way; what does not come in time is left to resolve itself. */
  stop(): Promise<void>
}

/** Everyone is woken by notifications; this is how late a lost one, or a retry that has become due, is at most. */
const LOOK_EVERY_MS = 1_000
const ABANDONED_EVERY = 5
const AFTER_TROUBLE_MS = 1_000
const DRAIN_MS = 10_000
/** Claims at once, so that they leave connections to the others who share the pool. */
const CLAIMS_AT_ONCE = 3

export async function startSenderLoop(deps: SenderLoopDeps): Promise<SenderLoop> {
  const { log, pipeline } = deps
  let stopped = false
  const lifeline = await openLifeline(deps.pipelineUrl)
  const sender = new Sender({
    ...deps,
    lifeline,
    onMore: (numberIds) => {
      for (const numberId of numberIds) wake(numberId)
    },
    onAnswered: ({ workspaceId, conversationId }) => courtesy.show({ workspaceId, conversationId, what: 'answered' }),
  })
  const courtesy = new Courtesy({ ...deps, lanes: sender.lanes, clock: () => sender.now() })
  const tally = startInboundTally(pipeline, sender.owner.id, log)
  const claims = createTurnstile(CLAIMS_AT_ONCE)
  const workspaces = new Map<string, string>()
  /** Numbers being looked at, and whether they must be looked at again. */
  const running = new Map<string, { again: boolean; readonly done: Promise<void> }>()
  const sleepers = new Set<() => void>()

  function wake(numberId: string): void {
    const run = running.get(numberId)
    if (run !== undefined) run.again = true
    else if (!stopped) running.set(numberId, { again: false, done: Promise.resolve().then(() => pump(numberId)) })
  }

  async function pump(numberId: string): Promise<void> {
    let isBacklog = false
    for (let nextMs: number | null = 0; nextMs !== null && !stopped; ) {
      if (nextMs > 0) await sleep(nextMs)
      nextMs = await look(numberId, isBacklog)
      isBacklog = nextMs !== null
      const run = running.get(numberId)
      if (nextMs === null && run?.again === true) {
        run.again = false
        nextMs = 0
      }
    }
    running.delete(numberId)
  }

  async function look(numberId: string, isBacklog: boolean): Promise<number | null> {
    try {
      const workspaceId = workspaces.get(numberId) ?? (await workspaceOf(pipeline, numberId))
      if (workspaceId === null) return null
      workspaces.set(numberId, workspaceId)
      return (await claims.pass(() => sender.turn(numberId, workspaceId, isBacklog))).nextMs
    } catch (error) {
      log.error({ number: numberId, outcome: 'outbound_trouble', err: error }, 'messages not taken up')
      return AFTER_TROUBLE_MS
    }
  }

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const rouse = () => {
        clearTimeout(timer)
        sleepers.delete(rouse)
        resolve()
      }
      const timer = setTimeout(rouse, ms)
      sleepers.add(rouse)
    })

  async function watch(): Promise<void> {
    for (let round = 0; !stopped; round++) {
      try {
        await sender.lanes.renew()
        for (const { numberId, workspaceId } of await dueNumbers(pipeline)) {
          workspaces.set(numberId, workspaceId)
          wake(numberId)
        }
        if (round % ABANDONED_EVERY === 0) await sender.giveUpAbandoned()
      } catch (error) {
        log.error({ outcome: 'outbound_trouble', err: error }, 'the queue was not looked at')
      }
      if (!stopped) await sleep(LOOK_EVERY_MS)
    }
  }

  const rouseAll = () => {
    for (const rouse of sleepers) rouse()
  }
  await deps.listener.on(
    OUTBOX_CHANNEL,
    (numberId) => {
      sender.lanes.doubtHold(numberId)
      wake(numberId)
    },
    rouseAll,
  )
  await deps.listener.on(
    COURTESY_CHANNEL,
    (payload) => {
      if (!stopped) courtesy.heard(payload)
    },
    () => undefined,
  )
  await deps.listener.on(
    INBOUND_COUNT_CHANNEL,
    (payload) => {
      for (const [numberId, count] of readTally(payload)) sender.noteInbound(numberId, count)
    },
    () => undefined,
  )
  const watching = watch()

  return {
    noteInbound(numberId, count) {
      if (!sender.noteInbound(numberId, count)) tally.noteInbound(numberId, count)
    },
    async stop() {
      stopped = true
      tally.stop()
      rouseAll()
      await watching
      await Promise.all([...running.values()].map((run) => run.done))
      const drained = Promise.all([sender.quiesce(), courtesy.quiesce()])
      await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())])
      await sender.lanes
        .release()
        .catch((error: unknown) => log.warn({ outcome: 'lanes_not_released', err: error }, 'their leases end by themselves'))
      await lifeline.close()
    },
  }
}
