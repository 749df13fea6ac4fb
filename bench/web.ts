/**
 * B16, B17: the inbox with 10,000 conversations in Chromium: script on its route, largest paint, switching conversations (one after the
 * other down the list, again, and far from the open one, where nothing was read ahead), typing, scrolling, and switching among 80 open
 * conversations on a processor four times slower. Floor: the same browser with a page that is a heading and a text field.
 */
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { AFTER_PAINT, agentBrowser, openBrowser } from './harness/browser.ts'
import { quantile } from './harness/clock.ts'
import { startCluster } from './harness/cluster.ts'
import { connectNumber } from './harness/connect-number.ts'
import { APP_SECRET } from './harness/payloads.ts'
import { OWNER_SETTINGS, ownWorkspace, signInOwner } from './harness/people.ts'
import { ROOT, startProduct } from './harness/programs.ts'
import { type Figures, report } from './harness/report.ts'

const CONVERSATIONS = Number(process.argv[2] ?? 10_000)
const LOADS = 5
const SWITCHES = 12
const FAR_FROM = 15
/** The neighbours of an open conversation are read ahead, so the next one is three further. */
const FAR_STEP = 3
const OPEN_CONVERSATIONS = 80
const SLOWER = 4
const KEYS = 'Bom dia! Abrimos das sete às dezenove, todo sábado.'
const SCROLL_FRAMES = 120
const SCROLL_STEP_PX = 400

declare global {
  interface Window {
    /** ms from each key to its letter */
    taken?: number[]
  }
}

const cluster = await startCluster()
const browser = await openBrowser()
try {
  const floor = await floorFigures(browser)
  const databaseUrl = await cluster.database('recado')
  const env = {
    ...OWNER_SETTINGS,
    DATABASE_URL: databaseUrl,
    META_APP_ID: '900',
    META_APP_SECRET: APP_SECRET,
    META_VERIFY_TOKEN: 'a verify token of the bench',
  }
  const program = await startProduct(env)
  try {
    const db = new pg.Client({ connectionString: databaseUrl })
    await db.connect()
    const workspaceId = await ownWorkspace(db)
    await connectNumber(db, { wabaId: '102290129340398', phoneNumberId: '106540352242922' }, workspaceId)
    const order = ['seed', '--workspace', workspaceId, '--conversations', String(CONVERSATIONS), '--messages', String(CONVERSATIONS * 20)]
    execFileSync(process.execPath, [join(ROOT, 'dist/server/recado.mjs'), ...order], {
      env: { PATH: process.env.PATH, ...env, DATA_DIR: program.dataDir },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    await db.query('vacuum analyze')
    const talk = await answerable(db, workspaceId)
    await takeSome(db, workspaceId)
    await db.end()
    const cookie = await signInOwner(program.url)
    const metrics = {
      ...(await loads(browser, program.url, cookie)),
      ...(await interactions(browser, program.url, cookie, talk)),
      ...(await slowSwitches(browser, program.url, cookie)),
    }
    report({
      name: 'web',
      metrics,
      floor,
      ratio: {
        lcp: Number(((metrics.lcp_ms ?? 0) / (floor.lcp_ms ?? 1)).toFixed(1)),
        keystroke_p50: Number(((metrics.keystroke_p50_ms ?? 0) / (floor.keystroke_p50_ms ?? 1)).toFixed(1)),
      },
    })
  } finally {
    await program.stop()
  }
} finally {
  await browser.close()
  await cluster.stop()
}

async function floorFigures(where: Browser): Promise<Figures> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><h1>Recado</h1><textarea autofocus></textarea>'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { page, context } = await agentBrowser(where, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'a=b')
  await page.addInitScript(AFTER_PAINT)
  await page.goto('/')
  const lcp = await largestPaint(page)
  const keys = await keystrokes(page, 'textarea')
  await context.close()
  server.close()
  return { lcp_ms: lcp, keystroke_p50_ms: keys.p50, keystroke_p99_ms: keys.p99 }
}

/** A conversation that a person may answer now. */
async function answerable(db: pg.Client, workspaceId: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    "update conversation set status = 'open', window_expires_at = now() + interval '20 hours' where workspace_id = $1 and id = (select id from conversation where workspace_id = $1 order by last_message_at desc limit 1) returning id",
    [workspaceId],
  )
  const id = rows[0]?.id
  if (id === undefined) throw new Error('nothing was seeded')
  return id
}

/** Conversations that an agent has open at once: the owner's. */
async function takeSome(db: pg.Client, workspaceId: string): Promise<void> {
  await db.query("update conversation set assignee_id = null where workspace_id = $1 and status <> 'closed'", [workspaceId])
  await db.query(
    `update conversation set status = 'open', assignee_id = (select user_id from membership where workspace_id = $1 and role = 'owner'), window_expires_at = now() + interval '20 hours'
     where workspace_id = $1 and id in (select id from conversation where workspace_id = $1 order by last_message_at desc offset 200 limit $2)`,
    [workspaceId, OPEN_CONVERSATIONS],
  )
}

/** Cold caches, several times. */
async function loads(where: Browser, url: string, cookie: string): Promise<Figures> {
  const paints: number[] = []
  let scriptKb = 0
  for (let load = 0; load < LOADS; load++) {
    const { context, page } = await agentBrowser(where, url, cookie)
    const scripts = new Map<string, Promise<Buffer>>()
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script' || response.url().endsWith('.js')) scripts.set(response.url(), response.body())
    })
    await page.goto('/inbox?tab=all')
    await page.locator('[data-card]').first().waitFor()
    await page.waitForTimeout(1_000) // what it fetches behind the first picture counts too
    paints.push(await largestPaint(page))
    const bodies = await Promise.all(scripts.values())
    scriptKb = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0) / 1024
    await context.close()
  }
  return {
    script_gz_kb: Math.round(scriptKb),
    lcp_ms: quantile(
      paints.sort((a, b) => a - b),
      0.5,
    ),
    lcp_worst_ms: quantile(paints, 1),
  }
}

function largestPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(Math.round(list.getEntries().at(-1)?.startTime ?? 0))).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        })
      }),
  )
}

async function interactions(where: Browser, url: string, cookie: string, talk: string): Promise<Figures> {
  const { context, page } = await agentBrowser(where, url, cookie)
  await page.addInitScript(AFTER_PAINT)
  await page.goto(`/inbox/${talk}?tab=all`)
  await page.getByRole('log').waitFor()
  await page
    .locator('[data-card]')
    .nth(SWITCHES - 1)
    .waitFor()
  const first = await switches(page, positions(1, 1))
  const again = await switches(page, positions(1, 1))
  const far = await switches(page, positions(FAR_FROM, FAR_STEP))
  await page.goto(`/inbox/${talk}?tab=all`)
  const composer = page.locator('[data-region=composer] textarea')
  await composer.waitFor()
  const keys = await keystrokes(page, '[data-region=composer] textarea')
  const scroll = await scrollList(page)
  await context.close()
  return {
    switch_first_p50_ms: quantile(first, 0.5),
    switch_first_worst_ms: quantile(first, 1),
    switch_again_p50_ms: quantile(again, 0.5),
    switch_again_worst_ms: quantile(again, 1),
    switch_far_p50_ms: quantile(far, 0.5),
    switch_far_worst_ms: quantile(far, 1),
    keystroke_p50_ms: keys.p50,
    keystroke_p99_ms: keys.p99,
    ...scroll,
  }
}

async function slowSwitches(where: Browser, url: string, cookie: string): Promise<Figures> {
  const { context, page } = await agentBrowser(where, url, cookie)
  await page.addInitScript(AFTER_PAINT)
  await page.goto('/inbox?tab=mine')
  await page
    .locator('[data-card]')
    .nth(SWITCHES - 1)
    .waitFor()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const first = await switches(page, positions(1, 1))
  const again = await switches(page, positions(1, 1))
  await context.close()
  return {
    slow_switch_first_p50_ms: quantile(first, 0.5),
    slow_switch_first_worst_ms: quantile(first, 1),
    slow_switch_again_p50_ms: quantile(again, 0.5),
    slow_switch_again_worst_ms: quantile(again, 1),
  }
}

/** Places in the list, the first of which is 1. */
function positions(from: number, step: number): number[] {
  return Array.from({ length: SWITCHES }, (_, n) => from + n * step)
}

/** From the click to the painted messages of another conversation, ascending. */
async function switches(page: Page, places: readonly number[]): Promise<number[]> {
  const times = await page.evaluate(async (wanted) => {
    const cardAt = (place: number) => document.querySelector<HTMLElement>(`[data-list] li[aria-posinset="${place}"] [data-card]`)
    const taken: number[] = []
    for (const place of wanted) {
      const list = document.querySelector('[data-list]')
      for (const asked = performance.now(); cardAt(place) === null && performance.now() - asked < 10_000; await window.afterPaint())
        if (list !== null) list.scrollTop = (place - 4) * 78
      const card = cardAt(place)
      const id = card?.getAttribute('data-card')
      if (card === null || card.getAttribute('aria-current') === 'true') continue
      const before = document.querySelector('[role=log] [data-message]')
      const clicked = performance.now()
      card.click()
      for (let shown = before; shown === before || shown === null; shown = document.querySelector('[role=log] [data-message]')) {
        if (performance.now() - clicked > 10_000) throw new Error(`conversation ${id} was not shown`)
        await new Promise(requestAnimationFrame)
      }
      taken.push((await window.afterPaint()) - clicked)
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
    return taken
  }, places)
  return times.sort((a, b) => a - b)
}

/** From the key to the painted letter. */
async function keystrokes(page: Page, selector: string): Promise<{ p50: number; p99: number }> {
  await page.locator(selector).click()
  await page.evaluate(() => {
    const taken: number[] = []
    Object.assign(window, { taken })
    window.addEventListener('keydown', (event) => void window.afterPaint().then((at) => taken.push(at - event.timeStamp)), {
      capture: true,
    })
  })
  await page.keyboard.type(KEYS, { delay: 40 })
  const taken = await page.evaluate(() => window.taken ?? []) // set above
  const sorted = taken.sort((a, b) => a - b)
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) }
}

/** A fast wheel: after every painted frame, is there a card at each height of the list? Skeletons do not count as cards. */
async function scrollList(page: Page): Promise<Figures> {
  const result = await page.evaluate(
    async ({ frames, step }) => {
      const list = document.querySelector<HTMLElement>('[data-list]')
      if (list === null) throw new Error('the list is missing')
      const box = list.getBoundingClientRect()
      let blank = 0
      let longest = 0
      let last = performance.now()
      for (let frame = 0; frame < frames; frame++) {
        list.scrollTop += step
        const now = await window.afterPaint()
        longest = Math.max(longest, now - last)
        last = now
        const empty = [0.1, 0.5, 0.9].filter(
          (part) => document.elementFromPoint(box.left + box.width / 2, box.top + box.height * part)?.closest('li') === null,
        )
        if (empty.length > 0) blank++
      }
      return { blank, longest, scrolled: list.scrollTop }
    },
    { frames: SCROLL_FRAMES, step: SCROLL_STEP_PX },
  )
  return {
    scroll_frames: SCROLL_FRAMES,
    scroll_blank_frames: result.blank,
    scroll_longest_frame_ms: Math.round(result.longest),
    scrolled_px: Math.round(result.scrolled),
  }
}
