/**
 * B12, B13: one workspace with 500 open streams and 80 events a second: deliveries per second, and how long an event takes to all of
 * them; then 2,000 streams that come back at once with a cursor, until every one has every event it missed, once.
 * Floor of the first: node:http writing the same bytes to 500 streams. Whoever makes the events is not the server in either.
 */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Event } from '../packages/contract/src/events.ts'
import { openDb, openPool } from '../server/src/platform/database.ts'
import { newId } from '../server/src/platform/ids.ts'
import { enterWorkspace } from '../server/src/platform/scope.ts'
import { publishAll } from '../server/src/realtime/event-log.ts'
import { paced } from './harness/clock.ts'
import { type Cluster, startCluster } from './harness/cluster.ts'
import type { Watched } from './harness/listeners.ts'
import { APP_SECRET, wamidOf } from './harness/payloads.ts'
import { OWNER_SETTINGS, ownWorkspace, signInOwner } from './harness/people.ts'
import { startBare, startProduct } from './harness/programs.ts'
import { type Figures, report } from './harness/report.ts'
import { watch } from './harness/watch.ts'

const SECONDS = Number(process.argv[2] ?? 20)
const CLIENTS = Number(process.argv[3] ?? 500)
const RETURNING = Number(process.argv[4] ?? 2_000)
const RATE = 80
const WARMUP_SECONDS = 2
const COUNT = (SECONDS + WARMUP_SECONDS) * RATE
const MISSED = 100
const CATCH_UP_DEADLINE_MS = 60_000

const cluster = await startCluster()
try {
  const floor = await floorFigures()
  const { steady, storm } = await productFigures(cluster)
  report({
    name: 'fanout',
    floor,
    metrics: { ...steady, ...storm },
    ratio: { deliveries: part(steady.deliveries_per_s, floor.deliveries_per_s), p99: part(steady.p99_ms, floor.p99_ms) },
  })
} finally {
  await cluster.stop()
}

function part(measured = 0, floorFigure = 1): number {
  return Number((measured / floorFigure).toFixed(2))
}

function figuresOf(seen: Watched, cpuSeconds: number): Figures {
  const cpu = Math.round((cpuSeconds / (COUNT * CLIENTS)) * 1e7) / 10
  return {
    deliveries_per_s: seen.perSecond,
    p50_ms: seen.p50,
    p99_ms: seen.p99,
    max_ms: seen.max,
    missing: seen.missing,
    doubled: seen.doubled,
    node_cpu_us_per_delivery: cpu,
  }
}

async function floorFigures(): Promise<Figures> {
  const program = await startBare('floor-fanout')
  const streams = await watch({
    url: program.url,
    path: '/events',
    clients: CLIENTS,
    cookies: [],
    lastEventId: null,
    from: 0,
    count: COUNT,
    probe: null,
  })
  const cpu = program.cpuSeconds()
  const emit = (n: number) =>
    void fetch(`${program.url}/emit`, { method: 'POST', body: `event: change\nid: ${n + 1}\ndata: ${JSON.stringify(eventOf(n))}\n\n` })
  const { startedAt } = await paced(RATE, COUNT, 0, emit)
  const seen = await streams.finish({ startedAt, rate: RATE, sent: COUNT, measureFrom: WARMUP_SECONDS * RATE })
  const figures = figuresOf(seen, program.cpuSeconds() - cpu)
  await program.stop()
  return figures
}

async function productFigures(where: Cluster): Promise<{ steady: Figures; storm: Figures }> {
  const databaseUrl = await where.database('recado')
  const program = await startProduct({
    ...OWNER_SETTINGS,
    DATABASE_URL: databaseUrl,
    META_APP_ID: '900',
    META_APP_SECRET: APP_SECRET,
    META_VERIFY_TOKEN: 'a verify token of the bench',
  })
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const workspaceId = await ownWorkspace(client)
  const cookies = [await signInOwner(program.url)]
  const db = openDb(openPool({ connectionString: databaseUrl, max: 1, name: 'bench' }), 'prepared') // one connection: events keep their order
  const publish = (n: number) =>
    db.transaction().execute(async (tx) => {
      await enterWorkspace(tx, workspaceId)
      await publishAll(tx, workspaceId, [{ event: eventOf(n), audience: { assigneeId: null, wasAssigneeId: null } }])
    })
  const headSeq = async () =>
    (await client.query<{ seq: string }>('select coalesce(max(seq), 0) as seq from event_head where workspace_id = $1', [workspaceId]))
      .rows[0]?.seq
  const open = { url: program.url, path: '/api/v1/events', cookies, probe: null }
  try {
    const streams = await watch({ ...open, clients: CLIENTS, lastEventId: null, from: 0, count: COUNT })
    await pause(2_000)
    const cpu = program.cpuSeconds()
    const { startedAt } = await paced(RATE, COUNT, 0, (n) => void publish(n))
    const seen = await streams.finish({ startedAt, rate: RATE, sent: COUNT, measureFrom: WARMUP_SECONDS * RATE })
    const steady = figuresOf(seen, program.cpuSeconds() - cpu)

    const cursor = Number(await headSeq())
    for (let n = COUNT; n < COUNT + MISSED; n++) await publish(n)
    const back = await watch({ ...open, clients: RETURNING, lastEventId: cursor, from: COUNT, count: MISSED })
    const caughtUpMs = await Promise.race([back.caughtUp, pause(CATCH_UP_DEADLINE_MS, CATCH_UP_DEADLINE_MS)])
    const storm = await back.finish({ startedAt: 0, rate: 1, sent: MISSED, measureFrom: 0 }, 500)
    return {
      steady: { ...steady, rss_mb: Math.round(program.rssMb()) },
      storm: {
        storm_streams: RETURNING,
        storm_caught_up_s: Math.round(caughtUpMs) / 1000,
        storm_missing: storm.missing,
        storm_doubled: storm.doubled,
      },
    }
  } finally {
    await db.destroy()
    await client.end()
    await program.stop()
  }
}

/** As large as a customer's message is. Its number stands where listeners look for it. */
function eventOf(n: number): Event {
  const at = new Date().toISOString()
  const contact = {
    id: newId(),
    displayName: 'Marina Alves',
    name: null,
    profileName: 'Marina Alves',
    username: null,
    phone: '5511900000000',
    bsuid: null,
    createdAt: at,
  }
  const lastMessage = {
    id: newId(),
    type: 'text',
    text: `Bom dia! Vocês abrem no sábado? ${wamidOf(n)} ${'Chegou meu pedido? '.repeat(7)}`,
    direction: 'in' as const,
    status: null,
  }
  return {
    type: 'conversation.updated',
    conversation: {
      id: newId(),
      numberId: newId(),
      contact,
      status: 'pending',
      teamId: null,
      assignee: null,
      windowExpiresAt: at,
      unreadCount: 1,
      waitingSince: at,
      lastMessageAt: at,
      lastMessage,
      createdAt: at,
    },
  }
}
