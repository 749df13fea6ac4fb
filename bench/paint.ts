/**
 * B6: from the moment a customer's webhook is due until its bubble is painted in an agent's Chromium, at 50 a second into the open
 * conversation. Floor: until the event stands in a plain stream beside the browser, in the same run.
 */
import pg from 'pg'
import type { Page } from 'playwright-core'
import { AFTER_PAINT, agentBrowser, openBrowser } from './harness/browser.ts'
import { monotonicMs, quantile } from './harness/clock.ts'
import { startCluster } from './harness/cluster.ts'
import { connectNumber } from './harness/connect-number.ts'
import { generate } from './harness/generate.ts'
import { APP_SECRET, type PayloadOptions } from './harness/payloads.ts'
import { OWNER_SETTINGS, ownWorkspace, signInOwner } from './harness/people.ts'
import { startProduct } from './harness/programs.ts'
import { report } from './harness/report.ts'
import { watch } from './harness/watch.ts'

const SECONDS = Number(process.argv[2] ?? 10)
const RATE = Number(process.argv[3] ?? 50)
const WARMUP_SECONDS = 2
const FIRST = 1
const payload: PayloadOptions = { wabaId: '102290129340398', phoneNumberId: '106540352242922', senders: 1, statuses: false, repeats: 0 }

interface Painted {
  readonly id: string
  /** the page's clock */
  readonly at: number
}

declare global {
  interface Window {
    painted?: Painted[]
  }
}

const cluster = await startCluster()
const browser = await openBrowser()
try {
  const databaseUrl = await cluster.database('recado')
  const program = await startProduct({
    ...OWNER_SETTINGS,
    DATABASE_URL: databaseUrl,
    META_APP_ID: '900',
    META_APP_SECRET: APP_SECRET,
    META_VERIFY_TOKEN: 'a verify token of the bench',
  })
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  try {
    await connectNumber(db, payload, await ownWorkspace(db))
    const cookie = await signInOwner(program.url)
    const load = { url: `${program.url}/webhooks/whatsapp`, connections: 10, payload }
    await generate({ ...load, seconds: 0.5, warmupSeconds: 0, rate: 2, from: 0, expected: FIRST }) // opens the conversation
    const { page } = await agentBrowser(browser, program.url, cookie)
    await page.addInitScript(AFTER_PAINT)
    await page.goto('/inbox?tab=all')
    await page.locator('[data-card]').first().click()
    await page.locator('[role=log] [data-message]').first().waitFor()
    await watchBubbles(page)
    const count = (SECONDS + WARMUP_SECONDS) * RATE
    const streams = await watch({
      url: program.url,
      path: '/api/v1/events',
      cookies: [cookie],
      clients: 1,
      lastEventId: null,
      from: FIRST,
      count,
      probe: null,
    })
    const sent = await generate({ ...load, seconds: SECONDS, warmupSeconds: WARMUP_SECONDS, rate: RATE, from: FIRST, expected: count })
    const floor = await streams.finish({
      startedAt: sent.startedAt,
      rate: RATE,
      sent: sent.next - FIRST,
      measureFrom: FIRST + WARMUP_SECONDS * RATE,
    })
    const painted = await page.evaluate(() => window.painted ?? []) // set by watchBubbles
    const clock = await clockOf(page)
    const { rows } = await db.query<{ id: string; wamid: string }>('select id, wamid from message')
    const numbers = new Map(rows.map(({ id, wamid }) => [id, Number(wamid.slice(-28))]))
    const seen = new Map<number, number>()
    for (const { id, at } of painted) {
      const n = numbers.get(id)
      if (n !== undefined && n >= FIRST + WARMUP_SECONDS * RATE && !seen.has(n))
        seen.set(n, at + clock - sent.startedAt - ((n - FIRST) * 1000) / RATE)
    }
    const times = [...seen.values()].sort((a, b) => a - b)
    report({
      name: 'paint',
      floor: { stream_p50_ms: floor.p50, stream_p99_ms: floor.p99 },
      metrics: {
        painted_p50_ms: quantile(times, 0.5),
        painted_p99_ms: quantile(times, 0.99),
        painted_max_ms: quantile(times, 1),
        bubbles: times.length,
        missing: sent.next - FIRST - WARMUP_SECONDS * RATE - times.length,
      },
      ratio: { p99: Number((quantile(times, 0.99) / floor.p99).toFixed(2)) },
    })
  } finally {
    await db.end()
    await program.stop()
  }
} finally {
  await browser.close()
  await cluster.stop()
}

/** Notes for every bubble that comes into the conversation when it was on the screen. */
async function watchBubbles(page: Page): Promise<void> {
  await page.evaluate(() => {
    const painted: Painted[] = []
    Object.assign(window, { painted })
    const log = document.querySelector('[role=log]')
    if (log === null) throw new Error('no conversation is open')
    new MutationObserver((changes) => {
      const ids = changes
        .flatMap(({ addedNodes }) =>
          [...addedNodes].flatMap((node) => (node instanceof Element ? [node, ...node.querySelectorAll('[data-message]')] : [])),
        )
        .flatMap((element) => element.getAttribute('data-message') ?? [])
      if (ids.length > 0) void window.afterPaint().then((at) => painted.push(...ids.map((id) => ({ id, at }))))
    }).observe(log, { childList: true, subtree: true })
  })
}

/** @returns what to add to the page's time to get the time of clock.ts; off by half of the fastest question at most */
async function clockOf(page: Page): Promise<number> {
  let best = { took: Number.POSITIVE_INFINITY, offset: 0 }
  for (let i = 0; i < 30; i++) {
    const before = monotonicMs()
    const there = await page.evaluate(() => performance.now())
    const took = monotonicMs() - before
    if (took < best.took) best = { took, offset: before + took / 2 - there }
  }
  return best.offset
}
