/**
 * The attack on what agents see: the client's own code in many browsers behind a line that breaks, while customers write, people take,
 * close and read, rights change and the server is killed. At the end every screen must be what the server says when asked afresh. Then
 * once more with every notification of the database lost.
 */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { connectNumber } from '../bench/harness/connect-number.ts'
import { openDb, openPool } from '../server/src/platform/database.ts'
import { createPerson, join, PASSWORD } from '../server/src/test/sign-in.ts'
import type { ListView } from '../web/src/inbox/list-view.ts'
import { Agent, askAfresh } from './harness/agent.ts'
import { furnishBrowser } from './harness/browser-world.ts'
import { drained } from './harness/check-ingress.ts'
import { deliverAll, type Item, makeDeliveries, makeItems, type Place } from './harness/meta.ts'
import { type Person, signIn } from './harness/person.ts'
import { type Product, superviseProduct } from './harness/product.ts'
import { startProxy } from './harness/proxy.ts'
import { Random } from './harness/random.ts'

export interface RealtimeAttack {
  readonly seed: number
  readonly browsers: number
  readonly events: number
  /** connections of event streams that are cut, besides those the bad line breaks by itself */
  readonly disconnects: number
  readonly kills: number
  /** messages while all notifications are lost */
  readonly deaf: number
  readonly entry: string
  readonly databaseUrl: string
}

export interface RealtimeReport {
  readonly seed: number
  readonly browsers: number
  readonly events: number
  readonly broken: number
  readonly kills: number
  readonly resets: number
  /** screens that are not what the server says */
  readonly wrong: number
  /** messages that did not reach every screen that may show them, though no notification came */
  readonly deafLost: number
  readonly deafP99Ms: number
  readonly deafMaxMs: number
  readonly seconds: number
}

/** What the product promises when every notification is lost: it looks every 2 s, and both programs share two cores here. */
const DEAF_WITHIN_MS = 5_000
export const isClean = (report: RealtimeReport): boolean => report.wrong + report.deafLost === 0 && report.deafP99Ms <= DEAF_WITHIN_MS

const OWNER = { email: 'ana@padaria.example', password: 'a long password of chaos' }
const NUMBER = { wabaId: '102290129340398', phoneNumberId: '106540352242922' }
const WEATHER = { cut: 0.1, halfClosed: 0.05, silent: 0.01, delayMs: 4 }
const VIEWS: readonly ListView[] = [
  { tab: 'all', chip: 'active', sort: 'recent', window: null, numberId: null, teamId: null },
  { tab: 'unassigned', chip: 'active', sort: 'recent', window: null, numberId: null, teamId: null },
  { tab: 'mine', chip: 'active', sort: 'recent', window: null, numberId: null, teamId: null },
  { tab: 'all', chip: 'closed', sort: 'recent', window: null, numberId: null, teamId: null },
]

export async function attackRealtime(attack: RealtimeAttack): Promise<RealtimeReport> {
  const started = performance.now()
  const random = new Random(attack.seed)
  const env = { DATABASE_URL: attack.databaseUrl, OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: OWNER.password, OWNER_WORKSPACE: 'Padaria' }
  const product = await superviseProduct({ entry: attack.entry, env })
  const proxy = await startProxy(product.url, WEATHER, random)
  const db = new pg.Client({ connectionString: attack.databaseUrl })
  await db.connect()
  furnishBrowser()
  const agents: Agent[] = []
  try {
    const { workspaceId, people } = await furnishWorkspace(db, attack.databaseUrl, product.url)
    for (let n = 0; n < attack.browsers; n++) {
      const { person, userId } = people[n % people.length] ?? (people[0] as Staff)
      const view = VIEWS[n % VIEWS.length] ?? (VIEWS[0] as ListView)
      agents.push(new Agent({ lineUrl: proxy.url, cookie: person.cookie, userId, view, browser: `browser ${n}` }))
    }
    const items = makeItems(random, Math.ceil(attack.events * 0.9), Math.ceil(attack.events / 70) + 5)
    const storm = { over: false }
    const before = product.starts
    const busy = [
      killEvenly(product, random, attack, storm),
      cutEvenly(proxy.cut, random, attack, storm),
      actAll(people, db, random, Math.ceil(attack.events * 0.1), storm),
      lookAround(agents, db, random, storm),
    ]
    await deliverAll(product.url, NUMBER, makeDeliveries(random, items), attack.events / secondsOf(attack) / 4)
    storm.over = true
    await Promise.all(busy)
    await product.up()
    await drained(db)
    proxy.calm()
    const kills = product.starts - before
    const wrong = await wrongAtLast(agents, people)
    const deaf = await whileDeaf(attack, { db, product, workspaceId, agents, people })
    const { rows } = await db.query<{ n: number }>('select seq as n from event_head where workspace_id = $1', [workspaceId])
    return {
      seed: attack.seed,
      browsers: agents.length,
      events: Number(rows[0]?.n ?? 0),
      broken: proxy.broken,
      kills,
      resets: agents.reduce((sum, agent) => sum + agent.resets, 0),
      wrong: wrong.length + deaf.wrong,
      deafLost: deaf.lost,
      deafP99Ms: deaf.p99,
      deafMaxMs: deaf.max,
      seconds: Math.round((performance.now() - started) / 1000),
    }
  } finally {
    for (const agent of agents) agent.close()
    await proxy.close()
    await db.end()
    await product.stop()
  }
}

/** How long the storm lasts: room for every kill and its recovery. */
const secondsOf = (attack: RealtimeAttack): number => Math.max(attack.events / 250, attack.kills * 6, 4)

interface Staff {
  readonly person: Person
  readonly userId: string
}

/** An owner who sees everything, and agents who see their own and what nobody has. */
async function furnishWorkspace(db: pg.Client, databaseUrl: string, url: string): Promise<{ workspaceId: string; people: Staff[] }> {
  const { rows } = await db.query<{ workspace_id: string; user_id: string }>('select workspace_id, user_id from membership limit 1')
  const { workspace_id: workspaceId, user_id: ownerId } = rows[0] ?? { workspace_id: '', user_id: '' }
  await connectNumber(db, NUMBER, workspaceId)
  const people: Staff[] = [{ person: await signIn(url, OWNER.email, OWNER.password), userId: ownerId }]
  const kysely = openDb(openPool({ connectionString: databaseUrl, max: 1, name: 'chaos' }))
  for (const name of ['Bia', 'Caio', 'Davi', 'Eva']) {
    const agent = await createPerson(kysely, name)
    await join(kysely, workspaceId, agent, name === 'Bia' ? 'supervisor' : 'agent')
    people.push({ person: await signIn(url, agent.email, PASSWORD), userId: agent.userId })
  }
  await kysely.destroy()
  return { workspaceId, people }
}

async function killEvenly(product: Product, random: Random, attack: RealtimeAttack, storm: { over: boolean }): Promise<void> {
  const every = (secondsOf(attack) * 1000) / (attack.kills + 1)
  for (let n = 0; n < attack.kills && !storm.over; n++) {
    await pause(every * (0.6 + 0.4 * random.next()))
    if (!storm.over) await product.kill()
  }
}

async function cutEvenly(cut: (share: number) => void, random: Random, attack: RealtimeAttack, storm: { over: boolean }): Promise<void> {
  const rounds = Math.ceil(attack.disconnects / (attack.browsers * 0.2))
  for (let n = 0; n < rounds && !storm.over; n++) {
    await pause((secondsOf(attack) * 1000 * (0.5 + random.next())) / (rounds + 1))
    cut(0.2)
  }
}

/** People at work elsewhere: they take, read, close, rename, and the owner changes what agents see. */
async function actAll(people: readonly Staff[], db: pg.Client, random: Random, acts: number, storm: { over: boolean }): Promise<void> {
  for (let n = 0; n < acts && !storm.over; n++) {
    await pause(random.below(30))
    const { rows } = await db.query<{ id: string; contact_id: string }>('select id, contact_id from conversation order by id')
    const chosen = rows[random.below(Math.max(1, rows.length))]
    const owner = people[0] as Staff
    const { person } = people[random.below(people.length)] ?? owner
    if (chosen === undefined) continue
    const post = (path: string) => person.call('POST', `/api/v1/conversations/${chosen.id}/${path}`)
    const deeds = [
      () => post('accept'),
      () => post('read'),
      () => post('close'),
      () => post('reopen'),
      () => person.call('PATCH', `/api/v1/contacts/${chosen.contact_id}`, { name: `Cliente ${n}` }),
    ]
    const sight = n % 40 === 20 ? (n % 80 === 20 ? 'own' : 'all') : null
    const act =
      sight === null ? deeds[random.below(deeds.length)] : () => owner.person.call('PATCH', '/api/v1/workspace', { agentsSee: sight })
    await act?.().catch((error: Error) => {
      if (!/: 4\d\d /.test(error.message)) throw error // what may not be done is refused, and that is right
    })
  }
}

async function lookAround(agents: readonly Agent[], db: pg.Client, random: Random, storm: { over: boolean }): Promise<void> {
  while (!storm.over) {
    const { rows } = await db.query<{ id: string }>('select id from conversation order by id')
    for (const agent of agents) if (random.chance(0.15)) agent.look(rows[random.below(rows.length)]?.id ?? null)
    for (const agent of agents) agent.tryAgain()
    await pause(300)
  }
}

/** A silent line is noticed after 45 s, a silent answer after 30. */
const SETTLED_WITHIN_MS = 120_000

/** What is still wrong when everything had time to arrive. */
async function wrongAtLast(agents: readonly Agent[], people: readonly Staff[]): Promise<string[]> {
  const until = performance.now() + SETTLED_WITHIN_MS
  for (;;) {
    for (const agent of agents) agent.tryAgain()
    await pause(300)
    const fresh = await Promise.all(people.map(({ person }) => askAfresh(person)))
    const found = await Promise.all(
      agents.map(async (agent, n) => {
        const differences = await agent.differences(fresh[n % fresh.length] as Awaited<ReturnType<typeof askAfresh>>)
        return differences.length === 0 ? [] : [`browser ${n}: ${differences.length} differences, ${differences.slice(0, 3).join(', ')}`]
      }),
    )
    const wrong = found.flat()
    if (wrong.length === 0) return []
    if (performance.now() > until) {
      for (const line of wrong.slice(0, 5)) console.error(line)
      return wrong
    }
  }
}

interface Scene {
  readonly db: pg.Client
  readonly product: Product
  readonly workspaceId: string
  readonly agents: readonly Agent[]
  readonly people: readonly Staff[]
}

/** The function that notifies is put in the shade of one that does nothing, for every connection made from now on. */
const DEAFEN = `
  create schema deaf;
  create function deaf.pg_notify(text, text) returns void language sql as 'select';
  grant usage on schema deaf to public`

async function whileDeaf(attack: RealtimeAttack, scene: Scene): Promise<{ lost: number; wrong: number; p99: number; max: number }> {
  if (attack.deaf === 0) return { lost: 0, wrong: 0, p99: 0, max: 0 }
  const { db, product, agents, people } = scene
  await people[0]?.person.call('PATCH', '/api/v1/workspace', { agentsSee: 'all' })
  await db.query(DEAFEN)
  await db.query(
    `alter database ${pg.escapeIdentifier(new URL(attack.databaseUrl).pathname.slice(1))} set search_path = public, deaf, pg_catalog`,
  )
  await product.kill()
  await wrongAtLast(agents, people)
  const resets = agents.map((agent) => agent.resets)
  const items: Item[] = Array.from({ length: attack.deaf }, (_, n) => ({
    wamid: `wamid.DEAF${n}`,
    customer: `55319${n % 20}0000000`,
    timestamp: Math.floor(Date.now() / 1000),
    text: 'alguém aí?',
  }))
  await deliverAll(
    product.url,
    NUMBER as Place,
    items.map((item) => [item]),
    50,
  )
  await drained(db)
  const wrong = await wrongAtLast(agents, people)
  const { rows } = await db.query<{ wamid: string; at: Date }>(
    "select body::json -> 'message' ->> 'wamid' as wamid, at from event where type = 'message.created' and body like '%wamid.DEAF%'",
  )
  const delays = rows.flatMap(({ wamid, at }) => agents.flatMap(({ heard }) => (heard.get(wamid) ?? Number.NaN) - at.getTime()))
  const measured = delays.filter(Number.isFinite).sort((a, b) => a - b)
  // Who began anew meanwhile has them from the snapshot, which was compared above.
  const listening = agents.filter((agent, n) => agent.resets === resets[n])
  return {
    lost: attack.deaf - rows.length + rows.filter(({ wamid }) => listening.some(({ heard }) => !heard.has(wamid))).length,
    wrong: wrong.length,
    p99: Math.round(measured[Math.floor(measured.length * 0.99)] ?? 0),
    max: Math.round(measured.at(-1) ?? 0),
  }
}
