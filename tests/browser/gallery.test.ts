/** The page with every kind of message: that each is drawn, in both themes and widths, with nothing wrong in it; and a picture of it to look at. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readDelivery } from '@recado/cloud-api/webhook'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { describe, expect, test } from 'vitest'
import { kindsOf } from '../../web/gallery/kind-of.ts'
import { RECEIVED, RECEIVED_KINDS } from '../../web/gallery/specimens.ts'
import { SENT, STATUSES } from '../../web/gallery/specimens-sent.ts'
import { faultsOf } from './harness/axe.ts'
import { found } from './harness/stage.ts'

const WEB = fileURLToPath(new URL('../../web', import.meta.url))
const BUILT = fileURLToPath(new URL('../../.cache/gallery', import.meta.url))
/** Looked at by people, not kept in the repository. */
const PICTURES = fileURLToPath(new URL('../../.cache/kinds', import.meta.url))
/** Bodies of Meta's own file and of public SDKs, beside the project and never copied into it. */
const BODIES = new URL('../../../shared/protocol/webhooks/', import.meta.url)

describe('the gallery of kinds', () => {
  test.skipIf('reason' in found)('draws each of them with words or a picture of its own', { timeout: 600_000 }, async () => {
    rmSync(BUILT, { recursive: true, force: true })
    await build({
      root: WEB,
      configFile: join(WEB, 'vite.config.ts'),
      mode: 'production',
      logLevel: 'warn',
      build: { outDir: BUILT, rolldownOptions: { input: join(WEB, 'gallery.html') } },
    })
    const site = await preview({
      root: WEB,
      configFile: false,
      logLevel: 'warn',
      build: { outDir: BUILT },
      preview: { port: 0, host: '127.0.0.1' },
    })
    const browser = await chromium.launch({ executablePath: 'path' in found ? found.path : '', args: ['--no-sandbox'], timeout: 180_000 })
    try {
      const page = await browser.newPage({ locale: 'pt-BR', reducedMotion: 'reduce' })
      page.setDefaultTimeout(60_000)
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(String(error)))
      await page.goto(`${site.resolvedUrls?.local[0]}gallery.html`)
      const specimens = page.locator('[data-specimen]')
      await specimens.nth(RECEIVED.length + SENT.length - 1).waitFor()
      await page.waitForFunction(() => document.querySelector('[data-coming], [data-specimen] img:not([src])') === null)
      const empty = await specimens.evaluateAll(sayingNothing)
      expect([empty, errors]).toEqual([[], []])
      mkdirSync(PICTURES, { recursive: true })
      for (const width of [1440, 390]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 900 })
          await page.emulateMedia({ colorScheme })
          expect(await faultsOf(page, `${width} ${colorScheme}`)).toEqual([])
          await page.screenshot({ path: join(PICTURES, `gallery-${width}-${colorScheme}.png`), fullPage: true })
        }
      }
    } finally {
      await browser.close()
      await site.close()
    }
  })

  const files = existsSync(BODIES) ? readdirSync(BODIES).filter((name) => name.endsWith('.json')) : []

  test.skipIf(files.length === 0)('has every kind of the bodies beside the project (skipped where they are absent)', () => {
    const missing = files.flatMap((name) =>
      readDelivery(readFileSync(new URL(name, BODIES), 'utf8')).flatMap((update) => {
        if (update.kind === 'status') return STATUSES.includes(update.status) ? [] : [`${name}: status ${update.status}`]
        if (update.kind === 'change') return [] // about the account, not said in a conversation
        const answers = update.contextWamid !== null && update.type !== 'reaction'
        return kindsOf({ ...update, marks: update.marks === null ? null : { ...update.marks }, answers })
          .filter((kind) => !RECEIVED_KINDS.has(kind))
          .map((kind) => `${name}: ${kind}`)
      }),
    )
    expect(missing).toEqual([])
  })
})

/** Runs in the page. @returns the titles of those that show neither words nor a picture beside who and when */
function sayingNothing(specimens: Element[]): (string | undefined)[] {
  const speaks = (drawn: Element) => {
    const whole = drawn.cloneNode(true) as Element // a clone of an element is one
    for (const time of whole.querySelectorAll('time')) time.parentElement?.remove()
    return whole.querySelector('img, video') !== null || whole.textContent.trim() !== ''
  }
  return specimens
    .filter((one) => ![...one.querySelectorAll('[data-bubble], p')].some(speaks))
    .map((one) => one.querySelector('h3')?.textContent)
}
