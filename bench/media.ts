/**
 * 200 customers send a picture of 5 MB in the same moment, while others write as they always do. How long until all files are here, how much
 * memory it takes (the server and the process that makes previews, over what they had at rest), and how much longer a text takes to be
 * acknowledged than in a quiet hour. Floors: the same bytes hashed, written and synced to the same disk, one by one; and that quiet hour.
 */
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startCluster } from './harness/cluster.ts'
import { connectNumber } from './harness/connect-number.ts'
import { generate } from './harness/generate.ts'
import type { LoadResult } from './harness/load.ts'
import { APP_SECRET, type PayloadOptions } from './harness/payloads.ts'
import { OWNER_SETTINGS, ownWorkspace, signInOwner } from './harness/people.ts'
import { type Program, startProduct } from './harness/programs.ts'
import { report } from './harness/report.ts'

const FILES = Number(process.argv[2] ?? 200)
const BYTES = 5 * 1024 * 1024
const LOOK_MS = 50
const MB = 1024 * 1024
/** Texts of other customers, a second; the load lasts less long than the files take to come. */
const TEXTS_PER_SECOND = 300
const LOAD_SECONDS = 5
const payload: PayloadOptions = { wabaId: '102290129340398', phoneNumberId: '106540352242922', senders: 0, statuses: false, repeats: 0 }

const cluster = await startCluster()
try {
  const floorSeconds = await floor()
  const databaseUrl = await cluster.database('recado')
  const program = await startProduct({
    ...OWNER_SETTINGS,
    DATABASE_URL: databaseUrl,
    SANDBOX: 'on',
    META_APP_ID: '900',
    META_APP_SECRET: APP_SECRET,
    META_VERIFY_TOKEN: 'a verify token of the bench',
  })
  try {
    await connectTexts(databaseUrl)
    const { seconds, overIdleMb, quiet, busy } = await arrive(program)
    const rate = (spent: number) => Number(((FILES * BYTES) / MB / spent).toFixed(1))
    report({
      name: 'media',
      floor: { mb_per_second: rate(floorSeconds), text_ack_p50_ms: quiet.p50, text_ack_p99_ms: quiet.p99 },
      metrics: {
        files: FILES,
        seconds: Number(seconds.toFixed(2)),
        mb_per_second: rate(seconds),
        memory_over_idle_mb: Math.round(overIdleMb),
        texts_per_second: busy.perSecond,
        text_errors: busy.errors,
        text_ack_p50_ms: busy.p50,
        text_ack_p99_ms: busy.p99,
      },
      ratio: {
        mb_per_second: Number((rate(seconds) / rate(floorSeconds)).toFixed(2)),
        text_ack_p99: Number((busy.p99 / quiet.p99).toFixed(2)),
      },
    })
  } finally {
    await program.stop()
  }
} finally {
  await cluster.stop()
}

/** A head that says JPEG, and noise: no two are alike, and none can be decoded. */
function picture(): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(BYTES - 4)])
}

async function floor(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'recado-bench-media-'))
  const bytes = picture()
  const began = performance.now()
  for (let n = 0; n < FILES; n++) {
    const file = await open(join(folder, String(n)), 'wx')
    createHash('sha256').update(bytes).digest()
    await file.write(bytes)
    await file.sync()
    await file.close()
  }
  const seconds = (performance.now() - began) / 1000
  rmSync(folder, { recursive: true })
  return seconds
}

/** The number that the texts are written to. */
async function connectTexts(databaseUrl: string): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  try {
    await connectNumber(db, payload, await ownWorkspace(db))
  } finally {
    await db.end()
  }
}

function texts(program: Program, from: number, onReady?: () => void): Promise<LoadResult> {
  const url = `${program.url}/webhooks/whatsapp`
  const expected = (LOAD_SECONDS + 2) * TEXTS_PER_SECOND
  return generate(
    { url, connections: 20, seconds: LOAD_SECONDS, warmupSeconds: 1, rate: TEXTS_PER_SECOND, from, expected, payload },
    onReady,
  )
}

interface Arrival {
  readonly seconds: number
  readonly overIdleMb: number
  readonly quiet: LoadResult
  readonly busy: LoadResult
}

async function arrive(program: Program): Promise<Arrival> {
  const cookie = await signInOwner(program.url)
  const call = async (method: string, path: string, body?: unknown) => {
    const headers = { cookie, 'content-type': 'application/json' }
    const answer = await fetch(program.url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const number = await call('POST', '/api/v1/numbers/sandbox', {})
  const phones = `/sandbox/api/wabas/${number.wabaId}`
  const { items } = await call('GET', `${phones}/customers`)
  const chat = `${phones}/customers/${items[0].id}/chats/${number.phoneNumberId}/messages`
  await call('PUT', `${phones}/faults`, { webhooks: { paused: true } })
  for (let n = 0; n < FILES; n++) {
    await call('POST', chat, { type: 'image', image: { dataUrl: `data:image/jpeg;base64,${picture().toString('base64')}` } })
  }
  spawnSync('sync') // a gigabyte of Meta's own files is on its way to the disk that we share with it here
  const quiet = await texts(program, 0)
  const idle = await atRest(program)
  let peak = 0
  const watching = setInterval(() => {
    peak = Math.max(peak, memoryMb(program))
  }, LOOK_MS)
  let begins: () => void = () => undefined
  const beginning = new Promise<void>((resolve) => {
    begins = resolve
  })
  const load = texts(program, quiet.next, begins)
  await beginning
  const began = performance.now()
  let seconds: number
  try {
    await call('PUT', `${phones}/faults`, { webhooks: { paused: false } })
    for (let ready = 0; ready < FILES; ) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      ready = filesIn(join(program.dataDir, 'media'))
    }
    seconds = (performance.now() - began) / 1000
  } finally {
    clearInterval(watching)
  }
  return { seconds, overIdleMb: peak - idle, quiet, busy: await load }
}

/** What it settles at once the posting is over. */
async function atRest(program: Program): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  return memoryMb(program)
}

function filesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
}

/** The server, and its child that makes previews. The simulator is Meta, and not ours to count. */
function memoryMb({ pid }: Program): number {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)
  return [pid, ...children.filter((child) => read(`/proc/${child}/cmdline`).includes('preview'))]
    .map((one) => Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${one}/status`))?.[1] ?? 0) / 1024)
    .reduce((sum, mb) => sum + mb, 0)
}

/** A process may end between two looks. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
