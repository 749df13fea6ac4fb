/** The real thread, from the bundle that a chaos run uses: only there do deliveries kill. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { referenceKey } from '../installation.ts'
import { contactOf, envelope, textFrom } from '../test/meta-webhooks.ts'
import { type World, world } from '../test/world.ts'
import type { NextHand } from './deliveries.ts'
import { retryDeadDeliveries } from './replay.ts'
import { type InboundThread, keepInboundThread } from './thread-keeper.ts'

/** What each poison is given up as. */
const POISONS = { throw: 'failed', abort: 'failed', exit: 'interrupted', allocate: 'interrupted', spin: 'interrupted' }

let w: World
let scratch: string
/** What the webhook route is told of. */
let next: NextHand | null = null
beforeAll(async () => {
  w = await world({}, { inbound: () => next })
  scratch = mkdtempSync(join(tmpdir(), 'recado-thread-'))
  await build({
    entryPoints: [join(import.meta.dirname, 'thread.ts')],
    ...{ outfile: join(scratch, 'inbound.mjs'), bundle: true, platform: 'node', format: 'esm', external: ['pg-native'] },
    define: { __FAILPOINTS__: 'true' },
    banner: { js: "import { createRequire as __cr } from 'node:module'; const require = __cr('/');" },
  })
})
afterAll(async () => {
  await w.close()
  rmSync(scratch, { recursive: true })
})

const keep = () =>
  keepInboundThread({
    entry: join(scratch, 'inbound.mjs'),
    log: w.deps.log,
    pipelineUrl: w.pipelineUrl,
    logLevel: 'silent',
    referenceKey: referenceKey(w.deps.vault),
    noteInbound: () => undefined,
    stuckMs: 2_500,
    maxHeapMb: 48,
  })
const writes = (waId: string, text: string) =>
  w.deliver(envelope(w.home, { contacts: [contactOf(waId, 'Marina')], messages: [textFrom(waId, text)] }))
const arrived = async (waId: string) => (await w.list(`?q=${waId}`)).length
/** What failed is due again at once: how long it waits is another test's. */
async function hurry(thread: InboundThread): Promise<void> {
  await w.owner
    .updateTable('delivery_failure')
    .set({ run_at: new Date(0) })
    .where('dead_at', 'is', null)
    .execute()
  thread.wake()
}
const givenUp = () => w.owner.selectFrom('delivery_failure').select('code').where('dead_at', 'is not', null).orderBy('code').execute()

describe('deliveries that kill whoever reads them', () => {
  test('are given up, each by itself; everybody else arrives, and so does the same customer later', { timeout: 600_000 }, async () => {
    const thread = keep()
    onTestFinished(() => thread.stop())
    await writes('5511910000001', 'antes')
    for (const poison of Object.keys(POISONS)) await writes('5511910000002', `poison:${poison}`)
    await writes('5511910000003', 'depois')
    thread.wake()
    await expect.poll(() => Promise.all(['5511910000001', '5511910000003'].map(arrived)), { timeout: 240_000 }).toEqual([1, 1])
    const codes = Object.values(POISONS)
      .toSorted()
      .map((code) => ({ code }))
    await expect.poll(() => hurry(thread).then(givenUp), { timeout: 240_000 }).toEqual(codes)
    await writes('5511910000002', 'sou eu de novo')
    thread.wake()
    await expect.poll(() => arrived('5511910000002')).toBe(1)
  })

  test('and arrive after all once the bug is mended', async () => {
    expect(await retryDeadDeliveries(w.deps.pipeline)).toBe(Object.keys(POISONS).length)
    await w.settle() // this build survives them
    const [conversation] = await w.list('?q=5511910000002')
    expect((await w.thread(conversation.id)).toSorted()).toEqual(
      ['in sou eu de novo', ...Object.keys(POISONS).map((poison) => `in poison:${poison}`)].toSorted(),
    )
  })
})

describe('a batch that is given by hand', () => {
  afterEach(() => (next = null))
  /** Nobody can claim what is stored from now on, and nobody is woken for it: it is given by hand or stays where it is. */
  const onlyByHand = (holder: number, hand: NextHand['hand']) => {
    next = { wake: () => undefined, noteStored: () => undefined, engage: () => holder, hand }
  }

  test('is processed by the thread that had nothing to do', async () => {
    const thread = keep()
    onTestFinished(() => thread.stop())
    let idle: number | null = null
    await expect.poll(() => (idle = thread.engage()), { timeout: 30_000 }).not.toBeNull()
    onlyByHand(idle ?? 0, thread.hand)
    await writes('5511910000011', 'na mão')
    await expect.poll(() => arrived('5511910000011'), { timeout: 30_000 }).toBe(1)
  })

  test('is free as soon as whoever it was for is gone, and counts as tried', async () => {
    const gone = new pg.Client({ connectionString: w.pipelineUrl })
    await gone.connect()
    const { rows } = await gone.query<{ pid: number }>('select pg_backend_pid() as pid')
    onlyByHand(rows[0]?.pid ?? 0, () => undefined)
    await writes('5511910000012', 'para ninguém')
    await w.settle()
    expect(await arrived('5511910000012')).toBe(0)
    await gone.end()
    const settled = () => w.settle().then(() => arrived('5511910000012'))
    await expect.poll(settled, { timeout: 30_000 }).toBe(1)
    const last = w.owner.selectFrom('delivery_batch').select('attempts').orderBy('id', 'desc').limit(1)
    expect((await last.executeTakeFirstOrThrow()).attempts).toBe(2)
  })
})

test('a thread that has only just been started, or has ended, can be stopped', async () => {
  const thread = keep()
  await thread.stop()
  await thread.stop()
})
