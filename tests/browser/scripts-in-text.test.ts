/** Everything a customer can write, into every field they control, through real webhooks, shown to an agent: it stays text. */
import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { messagesOfEveryKind } from '../hostile/bodies.ts'
import { PAYLOADS } from '../hostile/script-payloads.ts'
import { Agent } from './harness/agent.ts'
import { sandboxNumber, signedIn } from './harness/people.ts'
import { OWNER_SETTINGS } from './harness/recado.ts'
import { stage } from './harness/stage.ts'

type Item = Record<string, unknown>

const APP_SECRET = '7f3c9a51d2e84b60a1f5c7d9e0b34682'
const META = { META_APP_ID: '900900900', META_APP_SECRET: APP_SECRET, META_VERIFY_TOKEN: 'the word of these stories' }

/** What Meta fills in itself, and what decides which kind it is. */
const METAS_OWN = new Set(['id', 'from', 'from_user_id', 'timestamp', 'type', 'message_id', 'context'])

/** The same message with the payload in place of every text in it. */
function carrying(payload: string, value: unknown): unknown {
  if (typeof value === 'string') return payload
  if (Array.isArray(value)) return value.map((item) => carrying(payload, item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, METAS_OWN.has(key) ? held : carrying(payload, held)]))
}

/** One message of each kind; what an advertisement, a shop and Meta add is in the last ones. */
const kinds = (from: string): Item[] => [
  ...messagesOfEveryKind(from).filter(({ type }) => type !== 'reaction'), // of a message that nobody has: shown nowhere
  ...[
    {
      text: { body: '' },
      referral: { source_url: '', source_id: '', source_type: '', headline: '', body: '', image_url: '', thumbnail_url: '', ctwa_clid: '' },
    },
    { text: { body: '' }, context: { referred_product: { catalog_id: '', product_retailer_id: '' }, from: '', id: '' } },
    { interactive: { type: 'button_reply', button_reply: { id: '', title: '' } } },
    { interactive: { type: 'nfm_reply', nfm_reply: { name: '', body: '', response_json: '' } } },
    { system: { body: '', identity: '', wa_id: '', customer: '' } },
  ].map((content) => ({ from, type: Object.keys(content)[0], ...content })),
]

const WRITERS = 10
/** Who has waited longest stands first in the list. */
const [EARLIER, LATER] = ['1763700000', '1763800000']
/** Hundreds of messages are scrolled through: long, where a machine is busy, and never stuck. */
const reading = <T>(ask: () => Promise<T>) => expect.poll(ask, { timeout: 300_000, interval: 50 })
const writer = (nth: number) => `55119${String(40_000_000 + nth)}`

/** What an agent's browser must not do. */
async function watched(page: Page): Promise<string[]> {
  const seen: string[] = []
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (request.url().includes('canary')) seen.push(`request ${request.url()}`)
  })
  await page.exposeFunction('canary', (what: unknown) => seen.push(`ran ${what}`))
  await page.exposeFunction('reportCanary', (what: string) => seen.push(what))
  await page.addInitScript(() => {
    const report = (what: string) => (window as unknown as { reportCanary(what: string): void }).reportCanary(what)
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      report(`refused ${violatedDirective} ${blockedURI}`),
    )
    new MutationObserver(() => {
      const made = document.querySelector('[data-canary]')
      if (made) report(`element ${made.outerHTML}`)
    }).observe(document, { childList: true, subtree: true, attributes: true })
  })
  return seen
}

describe('what customers write', () => {
  const story = stage({ ...OWNER_SETTINGS, ...META })

  story(`${PAYLOADS.length} programs in every field they control: none runs, none becomes an element, none leads away`, async (stage) => {
    expect(PAYLOADS).toHaveLength(200)
    const owner = await signedIn(stage)
    const { wabaId, phoneNumberId } = await sandboxNumber(owner)
    const seen = await watched(owner)
    let messages = 0

    const deliver = async (at: string, contacts: Item[], written: Item[]) => {
      const metadata = { display_phone_number: '551140000000', phone_number_id: phoneNumberId }
      const value = {
        messaging_product: 'whatsapp',
        metadata,
        contacts,
        messages: written.map((one) => ({ ...one, timestamp: at, id: `wamid.CANARY${messages++}` })),
      }
      const entry = [{ id: wabaId, changes: [{ field: 'messages', value }] }]
      const body = JSON.stringify({ object: 'whatsapp_business_account', entry })
      const signature = `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
      const post = () => owner.request.post('/webhooks/whatsapp', { data: body, headers })
      let answer = await post()
      while (answer.status() === 503) answer = await post() // again, as Meta does, where a database that is busy did not take it in time
      expect(answer.status()).toBe(200)
    }

    // Each payload is somebody's name. The first few also write one message of each kind for each of their share of the payloads.
    await deliver(
      LATER,
      PAYLOADS.map((name, nth) => ({ profile: { name, username: name }, wa_id: writer(nth), user_id: `BR.${writer(nth)}` })),
      PAYLOADS.map((body, nth) => ({ from: writer(nth), type: 'text', text: { body } })),
    )
    for (let nth = 0; nth < WRITERS; nth++) {
      const name = `Autora ${nth}`
      const share = PAYLOADS.filter((_, place) => place % WRITERS === nth)
      const from = writer(1_000 + nth)
      await deliver(
        EARLIER,
        [{ profile: { name }, wa_id: from }],
        [
          ...share.flatMap((payload) => kinds(from).map((message) => carrying(payload, message) as Item)),
          { from, type: 'text', text: { body: `fim de ${name}` } },
        ],
      )
    }

    const agent = new Agent(owner)
    await agent.comesIn()
    for (let nth = 0; nth < WRITERS; nth++) {
      await agent.opens(`Autora ${nth}`)
      await agent.sees(`fim de Autora ${nth}`)
      const all = (PAYLOADS.length / WRITERS) * kinds('').length + 1
      await reading(async () => {
        await agent.thread.evaluate((log) => log.scrollTo({ top: 0 }))
        return agent.thread.locator('[data-message], [class*=system]').count()
      }).toBeGreaterThanOrEqual(all)
      const hrefs = await agent.thread.locator('a').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol))
      expect(hrefs.filter((protocol) => !['http:', 'https:', 'mailto:', 'tel:'].includes(protocol))).toEqual([])
    }
    await readsTheWholeList(owner)
    expect(seen).toEqual([])
  })
})

/** The list keeps only what is near the eye in the page, so one scrolls through all of it. */
async function readsTheWholeList(page: Page): Promise<void> {
  const names = new Set<string>()
  const list = page.locator('[data-list]')
  await reading(async () => {
    for (const text of await page.locator('[data-card]').allTextContents()) names.add(text)
    await list.evaluate((scroller) => scroller.scrollBy({ top: scroller.clientHeight }))
    return names.size
  }).toBeGreaterThanOrEqual(PAYLOADS.length)
}
