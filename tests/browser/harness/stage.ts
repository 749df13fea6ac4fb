/** Where a story plays: a running Recado, a browser, and the people who open pages in it. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { findChromium } from '../../../scripts/chromium.mjs'
import { OWNER_SETTINGS, Recado } from './recado.ts'

/** Generous: a story that is slow on a busy machine is not one that failed. What hangs is found out by its step. */
const STEP_MS = 60_000
const STORY_MS = 1_800_000
/** Not kept in the repository. */
const FAILURES = '.cache/browser-failures'

export interface Stage {
  readonly recado: Recado
  /** A browser of one's own: its cookies and its storage are nobody else's. */
  open(options?: BrowserContextOptions): Promise<Page>
}

/** `npm test` has looked already; a single run of vitest looks itself. */
async function browserPath(): Promise<{ path: string } | { reason: string }> {
  const { CHROMIUM_PATH: path, NO_CHROMIUM_BECAUSE: reason } = process.env
  if (path) return { path }
  return reason ? { reason } : findChromium(console.log)
}

export const found = await browserPath()
const missing = 'reason' in found ? found.reason : null
if (missing !== null) console.warn(`browser stories are skipped: ${missing}`)

/** Starts a Recado for the stories of one file; every story gets fresh browsers. @param settings environment, besides the harness's own */
export function stage(
  settings: Readonly<Record<string, string>> = OWNER_SETTINGS,
): (title: string, tell: (stage: Stage) => Promise<void>) => void {
  const recado = new Recado(settings)
  let browser: Browser | null = null
  beforeAll(async () => {
    if ('reason' in found) return
    const [launched] = await Promise.all([
      chromium.launch({
        executablePath: found.path,
        timeout: STORY_MS,
        args: ['--no-sandbox', '--use-fake-device-for-media-stream', '--auto-accept-this-tab-capture'],
      }),
      recado.start(),
    ])
    browser = launched
  }, STORY_MS)
  afterAll(async () => {
    await browser?.close()
    await recado.stop()
  })

  return (title, tell) =>
    test(title, { timeout: STORY_MS }, async (context) => {
      context.skip(missing !== null, missing ?? undefined)
      if (!browser) throw new Error('the browser is not open')
      const pages: Page[] = []
      const open = opener(browser, recado, pages)
      context.onTestFinished(async ({ task }) => {
        if (task.result?.state === 'fail') await photograph(title, pages, recado)
        await Promise.all(pages.map((page) => page.context().close()))
      })
      await tell({ recado, open })
    })
}

function opener(browser: Browser, recado: Recado, pages: Page[]): Stage['open'] {
  return async (options = {}) => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'pt-BR',
      baseURL: recado.url,
      reducedMotion: 'reduce',
      permissions: ['microphone'], // a machine's tone, from the browser itself
      ...options,
    })
    context.setDefaultTimeout(STEP_MS)
    const page = await context.newPage()
    pages.push(page)
    return page
  }
}

async function photograph(title: string, pages: readonly Page[], recado: Recado): Promise<void> {
  mkdirSync(FAILURES, { recursive: true })
  const name = title.replaceAll(/[^\p{L}\p{N}]+/gu, '-')
  for (const [index, page] of pages.entries()) {
    if (page.isClosed()) continue
    const path = join(FAILURES, `${name}-${index + 1}.png`)
    await page.screenshot({ path, timeout: 5_000 })
    console.error(`${page.url()} as it was: ${path}`)
  }
  console.error(`The server's last words:\n${recado.console.slice(-3000)}`)
}
