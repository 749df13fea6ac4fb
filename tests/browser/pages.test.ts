/** Every page in the longer languages on the narrowest screen, and what the inbox costs. What axe says is in screens.test.ts. */
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { call, sandboxNumber, signedIn } from './harness/people.ts'
import { OWNER } from './harness/recado.ts'
import { stage } from './harness/stage.ts'

const PAGES = [
  '/inbox',
  '/templates',
  '/templates/library',
  '/numbers',
  '/numbers/connect',
  '/settings/workspace',
  '/settings/members',
  '/settings/teams',
  '/settings/api-keys',
  '/settings/profile',
  '/settings/workspaces',
  '/road?ground=sandbox',
  '/road/legal',
  '/road/texts?ground=sandbox',
  '/road/studio?ground=sandbox',
  '/road/pack?ground=sandbox',
  '/road/guide',
  '/alerts',
  '/help',
  '/welcome',
  '/no-such-page',
]
const WIDTH = 320
const SCRIPT_BUDGET = 250_000

describe('every page', () => {
  const story = stage()

  for (const locale of ['en', 'es'] as const) {
    story(`speaks ${locale}, fits ${WIDTH} px and has one heading above the others`, async (stage) => {
      const page = await signedIn(stage, OWNER, { viewport: { width: WIDTH, height: 844 } })
      await call(page, 'PATCH', '/session/profile', { locale })
      const { id } = await sandboxNumber(page)
      const complaints = listenFor(page)
      for (const path of [...PAGES, `/numbers/${id}`]) {
        await page.goto(path)
        await page.getByRole('heading', { level: 1 }).first().waitFor()
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${path} sideways`).toBeLessThanOrEqual(
          0,
        )
        expect(await page.getAttribute('html', 'lang')).toBe(locale)
        expect(await page.getByRole('heading', { level: 1 }).count(), `${path} has one h1`).toBe(1)
      }
      expect(complaints).toEqual([])
    })
  }

  story('the inbox asks for no more than 250 KB of script', async (stage) => {
    const page = await signedIn(stage)
    await call(page, 'PATCH', '/session/profile', { locale: 'pt-BR' }) // the browser's: words of two languages are another measure
    const sizes = new Map<string, Promise<number>>()
    page.on('response', (response) => {
      if (/\.js$/.test(new URL(response.url()).pathname))
        sizes.set(
          response.url(),
          response.body().then((body) => gzipSync(body).length),
        )
    })
    // In one language: the stories above leave Spanish, and a browser that nobody has used yet would fetch its own words and those.
    await call(page, 'PATCH', '/session/profile', { locale: 'pt-BR' })
    await page.goto('/inbox')
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForLoadState('networkidle')
    const total = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0)
    expect(total).toBeGreaterThan(100_000)
    expect(total).toBeLessThanOrEqual(SCRIPT_BUDGET)
  })
})

/** What the browser complains about by itself. A page that is missing or refused is no complaint. */
function listenFor(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  return complaints
}
