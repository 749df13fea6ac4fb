/** Somebody who looks at something else is called back by the browser when a customer writes, and lands in that conversation. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import common from '../../web/src/i18n/pt-BR/common.ts'
import inbox from '../../web/src/i18n/pt-BR/inbox.ts'
import words from '../../web/src/i18n/pt-BR/settings.ts'
import { Agent } from './harness/agent.ts'
import { eventually } from './harness/eventually.ts'
import { sandboxNumber, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { stage } from './harness/stage.ts'

describe('notifications', () => {
  const story = stage()

  story('are asked for, come while the page is hidden and not while it is seen, and open the conversation', async (stage) => {
    const page = await signedIn(stage)
    await sandboxNumber(page)
    const desktop = new Desktop(page)
    await desktop.stands()
    const phones = new Phones(await page.context().newPage())
    await phones.open()
    const ana = await phones.newCustomer('Ana Lima')

    await page.goto('/settings/profile')
    const notify = page.getByRole('switch', { name: words.alerts.notify })
    await desktop.answers('denied')
    await notify.click()
    await page.getByText(words.alerts.denied).waitFor()
    expect(await notify.isChecked()).toBe(false)
    await desktop.answers('granted')
    await notify.click()
    await eventually(() => notify.isChecked()).toBe(true)

    // What calls is fetched only now; from the first notification on it is there.
    await desktop.hides(true)
    let before = 0
    await eventually(async () => {
      await ana.writes(`Tem alguém aí? ${++before}`)
      return desktop.shown()
    }).toContainEqual(expect.stringMatching(/^Ana Lima: Tem alguém aí\?/))
    await desktop.hides(false)
    await ana.writes('Isto já se vê')
    await page.locator('#nav').getByRole('link', { name: common.nav.inbox }).click()
    await page.getByText(inbox.tab.all).click()
    await new Agent(page).card('Ana Lima').getByText('Isto já se vê').waitFor()
    await desktop.hides(true)
    await ana.writes('Isto chama')
    await eventually(() => desktop.shown()).toContain('Ana Lima: Isto chama')
    expect(await desktop.shown()).not.toContain('Ana Lima: Isto já se vê')

    await desktop.clicksLast()
    await page.waitForURL(/\/inbox\/[0-9a-f-]{36}/)
    await new Agent(page).sees('Isto chama')
  })
})

/** What a headless browser does not have: windows that can be behind others, and a place where notifications appear. */
class Desktop {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Before the page is opened. */
  stands(): Promise<unknown> {
    return this.#page.addInitScript(DESKTOP)
  }

  answers(answer: 'granted' | 'denied'): Promise<unknown> {
    return this.#page.evaluate(`desktop.answer = '${answer}'`)
  }

  hides(isHidden: boolean): Promise<unknown> {
    return this.#page.evaluate(`desktop.isHidden = ${isHidden}`)
  }

  shown(): Promise<string[]> {
    return this.#page.evaluate("desktop.shown.map(({ title, body }) => title + ': ' + body)")
  }

  clicksLast(): Promise<unknown> {
    return this.#page.evaluate('desktop.shown.at(-1).onclick()')
  }
}

const DESKTOP = `
  const desktop = (globalThis.desktop = { answer: 'default', isHidden: false, shown: [] })
  Object.defineProperty(document, 'hidden', { get: () => desktop.isHidden })
  globalThis.Notification = class {
    static get permission() { return desktop.answer }
    static async requestPermission() { return desktop.answer }
    constructor(title, { body }) { desktop.shown.push(Object.assign(this, { title, body })) }
    close() {}
  }
`
