/** Embedded Signup in the browser, with the simulator's SDK and popup in the place of Meta's. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import words from '../../web/src/i18n/pt-BR/signup.ts'
import { Agent } from './harness/agent.ts'
import { call, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { goesThroughPopup, pressesLast } from './harness/signup.ts'
import { stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

type Problem = keyof typeof words.problem
const problem = (page: Page, name: Problem) => page.getByText(words.problem[name].what)
const startButton = (page: Page) => page.getByRole('button', { name: new RegExp(`^(${words.start}|${words.startAgain})$`) })

async function pressesStart(page: Page): Promise<Page> {
  const button = startButton(page)
  await expect.poll(() => button.isEnabled()).toBe(true)
  const [popup] = await Promise.all([page.waitForEvent('popup'), button.click()])
  return popup
}

/** What happened, why, and the way out. */
async function explained(page: Page, name: Problem): Promise<void> {
  const card = page.locator(`[data-problem=${name}]`)
  for (const said of [words.problem[name].what, words.problem[name].why, words.problem[name].mend]) {
    // Up to the first blank that a fact of this very run fills.
    await card
      .getByText(said.split('{{')[0] ?? '')
      .first()
      .waitFor()
  }
}

/** Every way in which the popup can end badly, and what is told of it. */
const ENDINGS = [
  ['cancel', 'cancelled'],
  ['error', 'reported'],
  ['code_expired', 'code_expired'],
  ['code_used', 'code_used'],
  ['no_permission', 'permission_missing'],
] as const

describe('Embedded Signup', () => {
  const story = stage()

  story('from the button to the first message', async (stage) => {
    const page = await signedIn(stage)
    await page.goto('/numbers/connect')
    await page.getByRole('link', { name: words.connect.cloud.rehearse }).click()
    await goesThroughPopup(page, 'finish')
    await page.getByText(words.done.title).waitFor()
    await page.locator('[data-step=register][data-state=done]').waitFor()

    // The page may be closed; what was connected stays.
    await page.goto('/numbers')
    await page.getByText('Padaria Aurora').first().waitFor()

    const phones = new Phones(await signedIn(stage))
    await phones.open()
    const marina = await phones.newCustomer('Marina do Cadastro')
    await marina.writes('Oi, vocês abrem hoje?')
    const agent = new Agent(page)
    await agent.comesIn()
    await agent.opens('Marina do Cadastro')
    await agent.sees('Oi, vocês abrem hoje?')
    await agent.takes()
    await agent.answers('Abrimos às 7h.')
    await marina.receives('Abrimos às 7h.')
  })

  story('what goes wrong says why, and goes on after the mend', async (stage) => {
    const page = await signedIn(stage)
    await page.goto('/numbers/connect/signup?ground=sandbox')
    for (const [ending, name] of ENDINGS) {
      await goesThroughPopup(page, ending)
      await explained(page, name)
    }
    await pressesStart(page).then((popup) => popup.close())
    await explained(page, 'popup_closed')

    await goesThroughPopup(page, 'other_pin')
    await problem(page, 'pin_needed').waitFor()
    // Left and come back to: the run is where it was.
    await page.reload()
    await problem(page, 'pin_needed').waitFor()
    await page.getByLabel(words.pin).fill('135790')
    await page.getByRole('button', { name: words.pinSend }).click()
    await page.getByText(words.done.title).waitFor()
  })

  story('what keeps the popup from opening is said before and after the press', async (stage) => {
    const page = await signedIn(stage)
    await page.goto('/numbers/connect/signup?ground=sandbox')
    const button = startButton(page)
    await expect.poll(() => button.isEnabled()).toBe(true)
    await page.evaluate(() => {
      window.open = () => null
    })
    await button.click()
    await explained(page, 'popup_blocked')

    // A guard of the browser lets nothing of Meta's in.
    await page.route('**/sandbox/sdk.js*', (route) => route.abort())
    await page.reload()
    await explained(page, 'sdk_blocked')
    expect(await startButton(page).isDisabled()).toBe(true)
  })

  story('a wrong configuration is named, where Meta only says that something went wrong', async (stage) => {
    const page = await signedIn(stage)
    await page.request.patch('/sandbox/api/app', { data: { configurations: [{ id: '555000111', name: 'Cadastro' }] } })
    await page.goto('/numbers/connect/signup?ground=sandbox')
    const popup = await pressesStart(page)
    await popup.getByText(words.popup.wrong).waitFor()
    await pressesLast(popup, words.popup.close)
    await page.getByText(filled(words.problem.configuration_unknown.what, { configuration: '100000000000001' })).waitFor()
  })

  story('a link lets somebody without an account connect a number, and shows them nothing else', async (stage) => {
    const owner = await signedIn(stage)
    await owner.request.patch('/sandbox/api/app', { data: { configurations: [] } })
    const { url } = await call<{ url: string }>(owner, 'POST', '/signup-links', { ground: 'sandbox', mode: 'cloud' })
    const visitor = await stage.open()
    await visitor.goto(new URL(url).pathname)
    await visitor.getByRole('heading', { name: filled(words.linkTitle, { workspace: 'Padaria Aurora' }) }).waitFor()
    await goesThroughPopup(visitor, 'finish')
    await visitor.getByText(words.done.close).waitFor()
    expect((await visitor.request.get('/api/v1/numbers')).status()).toBe(401)
  })
})
