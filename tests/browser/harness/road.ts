/** The operator on the road to Tech Provider, and Meta's side of it, which the sandbox plays. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import road from '../../../web/src/i18n/pt-BR/road.ts'

/** The road's API on the rehearsal ground. */
export const API = '/road/sandbox'
const SEARCH = '?ground=sandbox'
export const PAGES = {
  checklist: `/road${SEARCH}`,
  legal: `/road/legal${SEARCH}`,
  texts: `/road/texts${SEARCH}`,
  studio: `/road/studio${SEARCH}`,
  pack: `/road/pack${SEARCH}`,
} as const

export const FACTS = {
  productName: 'Atende Já',
  companyName: 'Aurora Tecnologia',
  country: 'Brasil',
  contactEmail: 'privacidade@aurora.example',
} as const
export const ROAD_FACTS = { clients: 'bakeries', users: 'counter staff', daily: '', value: '', screens: ['Conversations'] }

/** What a person fills in at Meta, and what Meta decides. */
export async function atMeta(page: Page, change: unknown): Promise<void> {
  const answer = await page.request.patch('/sandbox/api/app', { data: change })
  expect(answer.ok()).toBe(true)
}

export const item = (page: Page, id: string): Locator => page.locator(`[data-item="${id}"]`)

/** The item is in that state, as soon as the screen has it. */
export const stands = (page: Page, id: string, state: 'passed' | 'failed' | 'done' | 'unknown' | 'open'): Promise<void> =>
  page.locator(`[data-item="${id}"][data-state="${state}"]`).waitFor()

export async function opens(page: Page, id: string): Promise<Locator> {
  const row = item(page, id)
  await row.waitFor()
  if ((await row.getAttribute('open')) === null) await row.locator('summary').click()
  return row
}

/** @returns the item, opened and looked at again */
export async function rechecks(page: Page, id: string): Promise<Locator> {
  await page.goto(PAGES.checklist)
  const row = await opens(page, id)
  const done = page.waitForResponse((answer) => answer.url().endsWith('/checks') && answer.ok())
  await row.getByRole('button', { name: road.item.recheck }).click()
  await done
  return row
}

export async function checksAll(page: Page): Promise<void> {
  await page.goto(PAGES.checklist)
  const done = page.waitForResponse((answer) => answer.url().endsWith('/checks') && answer.ok())
  await page.getByRole('button', { name: road.summary.run }).click()
  await done
}

/** A video that the page really plays: its size, once pictures have moved. */
export async function plays(video: Locator): Promise<{ width: number; height: number }> {
  await video.waitFor()
  await video.evaluate(async (element) => {
    if (!(element instanceof HTMLVideoElement)) throw new Error('no video')
    element.muted = true
    await element.play()
  })
  await expect.poll(() => video.evaluate((element) => (element instanceof HTMLVideoElement ? element.currentTime : 0))).toBeGreaterThan(0)
  return video.evaluate((element) =>
    element instanceof HTMLVideoElement ? { width: element.videoWidth, height: element.videoHeight } : { width: 0, height: 0 },
  )
}
