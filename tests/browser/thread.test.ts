/** A long conversation: what one reads stays where it is, whatever comes above it or below. */
import { createHmac } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { Agent } from './harness/agent.ts'
import { eventually } from './harness/eventually.ts'
import { sandboxNumber, signedIn } from './harness/people.ts'
import { OWNER_SETTINGS } from './harness/recado.ts'
import { stage } from './harness/stage.ts'

const APP_SECRET = 'c41d0a7be95f4c3288e6d1b0a9f27365'
const META = { META_APP_ID: '900900901', META_APP_SECRET: APP_SECRET, META_VERIFY_TOKEN: 'the word of this story' }
const NAME = 'Otília da Memória'
const BEGAN_S = 1_763_800_000
/** More than two pages of history. */
const MESSAGES = 120

describe('a long conversation', () => {
  const story = stage({ ...OWNER_SETTINGS, ...META })

  story('scrolling up, what one reads stays in place while older messages, a taller one above and a new one below come', async (stage) => {
    const owner = await signedIn(stage)
    const number = await sandboxNumber(owner)
    const writes = (from: number, to: number) => deliver(owner, number, from, to)
    await writes(1, MESSAGES)
    const agent = new Agent(owner)
    await agent.comesIn()
    await agent.opens(NAME)
    await agent.sees(`recado ${MESSAGES}`)
    await agent.bubble('recado 75').first().waitFor({ state: 'attached' })

    await above(agent.thread, 'recado 75')
    await agent.bubble('recado 30').first().waitFor({ state: 'attached' })
    await eventually(() => placeOf(agent.thread, 'recado 75')).toBe(0)

    await agent
      .bubble('recado 70')
      .first()
      .evaluate((bubble) => bubble.setAttribute('style', 'padding-bottom: 200px'))
    await eventually(() => placeOf(agent.thread, 'recado 75')).toBe(0)

    await writes(MESSAGES + 1, MESSAGES + 1)
    await owner.getByRole('button', { name: /^1 nova/ }).waitFor()
    await eventually(() => placeOf(agent.thread, 'recado 75')).toBe(0)
  })
})

/** Scrolls until a message stands at the upper edge. */
async function above(thread: Locator, text: string): Promise<void> {
  await thread.evaluate((log, words) => {
    const bubble = [...log.querySelectorAll('[data-message]')].find((one) => one.textContent.includes(words))
    if (bubble) log.scrollTop += bubble.getBoundingClientRect().top - log.getBoundingClientRect().top
  }, text)
}

/** @returns how many px below the upper edge it stands, to the nearest one */
function placeOf(thread: Locator, text: string): Promise<number> {
  return thread.evaluate((log, words) => {
    const bubble = [...log.querySelectorAll('[data-message]')].find((one) => one.textContent.includes(words))
    return bubble ? Math.abs(Math.round(bubble.getBoundingClientRect().top - log.getBoundingClientRect().top)) : Number.NaN
  }, text)
}

async function deliver(owner: Page, number: { wabaId: string; phoneNumberId: string }, from: number, to: number): Promise<void> {
  const messages = Array.from({ length: to - from + 1 }, (_, nth) => ({
    from: '5511955500077',
    id: `wamid.LONG${from + nth}`,
    timestamp: String(BEGAN_S + (from + nth) * 60),
    type: 'text',
    text: { body: `recado ${from + nth}` },
  }))
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '551140000000', phone_number_id: number.phoneNumberId },
    contacts: [{ profile: { name: NAME }, wa_id: '5511955500077' }],
    messages,
  }
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: number.wabaId, changes: [{ field: 'messages', value }] }],
  })
  const signature = `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
  const post = async () => (await owner.request.post('/webhooks/whatsapp', { data: body, headers })).status()
  let status = await post()
  while (status === 503) status = await post() // again, as Meta does, where a database that is busy did not take it in time
  expect(status).toBe(200)
}
