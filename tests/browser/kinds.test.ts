/**
 * Every kind of message in the real inbox: the webhook bodies that lie beside the project, signed and delivered into one conversation each
 * of a running Recado, opened in a browser. Each must show words of its own, none may break the page.
 */
import { createHmac } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { Agent } from './harness/agent.ts'
import { call, sandboxNumber, signedIn } from './harness/people.ts'
import { OWNER_SETTINGS } from './harness/recado.ts'
import { type Stage, stage } from './harness/stage.ts'

const FOLDER = new URL('../../../shared/protocol/webhooks/', import.meta.url)
const APP = {
  META_APP_ID: '700000000000001',
  META_APP_SECRET: 'the app secret of the browser stories',
  META_VERIFY_TOKEN: 'a verify token 1',
}
/** Looked at by people, not kept in the repository. */
const PICTURES = '.cache/kinds'

type Item = Record<string, unknown>
interface Body {
  entry: { id: string; changes: { field: string; value: { metadata?: Item; messages?: Item[]; contacts?: Item[] } }[] }[]
}

describe.skipIf(!existsSync(FOLDER))('every kind of message (skipped where ../shared/protocol/webhooks is absent)', () => {
  const story = stage({ ...OWNER_SETTINGS, ...APP })

  story('is drawn in the inbox, wide and narrow, light and dark, with words of its own', async (stage) => {
    const owner = await signedIn(stage)
    const errors: string[] = []
    owner.on('pageerror', (error) => errors.push(String(error)))
    const wamids = await deliverAll(stage, owner)
    const agent = new Agent(owner)
    await agent.comesIn()
    await agent.opens('Galeria')
    await owner
      .locator('[data-message]')
      .nth(wamids - 1)
      .waitFor({ state: 'attached' })

    await owner.locator('[data-coming]').first().waitFor({ state: 'detached' })
    await owner.waitForFunction(() => document.querySelector('[data-coming]') === null)

    const empty = await owner.locator('[data-bubble]').evaluateAll((bubbles) => {
      const saysNothing = (bubble: Element) => {
        const words = bubble.cloneNode(true) as Element
        for (const meta of words.querySelectorAll('[data-meta]')) meta.remove()
        return words.textContent.trim() === '' && words.querySelector('img, svg, button, audio, video') === null
      }
      return bubbles.filter(saysNothing).length
    })
    expect([empty, errors]).toEqual([0, []])
    await photograph(owner)
  })
})

/** All messages of the bodies, as one customer's of our number. @returns how many bubbles they make */
async function deliverAll(stage: Stage, owner: Page): Promise<number> {
  const { wabaId, phoneNumberId } = await sandboxNumber(owner)
  let bubbles = 0
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.json'))) {
    const body: Body = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))
    for (const entry of body.entry) {
      entry.id = wabaId
      for (const { value } of entry.changes) {
        if (value.metadata) value.metadata.phone_number_id = phoneNumberId
        value.contacts = [{ profile: { name: 'Galeria' }, wa_id: '5511955500001' }]
        for (const message of value.messages ?? []) {
          bubbles += message.type === 'system' ? 0 : 1
          Object.assign(message, { from: '5511955500001', id: `wamid.${name}.${bubbles}`, timestamp: String(1_763_800_000 + bubbles) })
          if (message.type === 'system') Object.assign(message, { system: { ...(message.system as Item), wa_id: undefined } })
        }
      }
    }
    if (body.entry.every((entry) => entry.changes.every(({ value }) => (value.messages ?? []).length === 0))) continue
    const bytes = Buffer.from(JSON.stringify(body))
    const signature = `sha256=${createHmac('sha256', APP.META_APP_SECRET).update(bytes).digest('hex')}`
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
    const post = () => fetch(`${stage.recado.url}/webhooks/whatsapp`, { method: 'POST', headers, body: bytes })
    let answer = await post()
    while (answer.status === 503) answer = await post() // again, as Meta does, where a database that is busy did not take it in time
    expect([name, answer.status]).toEqual([name, 200])
  }
  const listed = () =>
    call<{ items: { unreadCount: number }[] }>(owner, 'GET', '/conversations').then(({ items }) => items[0]?.unreadCount ?? 0)
  await expect.poll(listed).toBeGreaterThan(0)
  return bubbles
}

async function photograph(page: Page): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  for (const [name, width, colorScheme] of [
    ['wide-light', 1440, 'light'],
    ['wide-dark', 1440, 'dark'],
    ['narrow-light', 390, 'light'],
    ['narrow-dark', 390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
    await page.emulateMedia({ colorScheme })
    const tall = await page.getByRole('log').evaluate((thread) => thread.scrollHeight)
    await page.setViewportSize({ width, height: Math.min(tall + 400, 12_000) })
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    await page.screenshot({ path: join(PICTURES, `${name}.png`) })
  }
}
