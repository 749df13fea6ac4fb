/** A number that stays in the WhatsApp Business app: from the button to its past in the inbox, and the first live message. */
import { describe, expect } from 'vitest'
import coexistence from '../../web/src/i18n/pt-BR/coexistence.ts'
import inbox from '../../web/src/i18n/pt-BR/inbox.ts'
import kinds from '../../web/src/i18n/pt-BR/kinds.ts'
import sandbox from '../../web/src/i18n/pt-BR/sandbox.ts'
import words from '../../web/src/i18n/pt-BR/signup.ts'
import { Agent } from './harness/agent.ts'
import { faultsOf } from './harness/axe.ts'
import { signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { goesThroughPopup } from './harness/signup.ts'
import { stage } from './harness/stage.ts'

describe('coexistence', () => {
  const story = stage()

  story('from the button to the history in the inbox, a first live message, and off again', async (stage) => {
    const page = await signedIn(stage)
    await page.goto('/numbers/connect')
    await page.getByRole('link', { name: words.connect.coexistence.rehearse }).click()
    await page.getByRole('heading', { name: words.titlePhone }).waitFor()
    await page.getByText(words.needs.share).waitFor()
    await goesThroughPopup(page, 'finish')
    await page.getByText(words.done.title).waitFor()
    await page.locator('[data-step=register][data-state=skipped]').waitFor()
    await page.locator('[data-step=sync][data-state=done]').waitFor()

    await page.getByRole('link', { name: words.done.open }).click()
    const card = page.getByRole('region', { name: coexistence.title })
    await card.locator('[data-part=contacts][data-state=done]').waitFor()
    await card.locator('[data-part=history][data-state=done]').waitFor()
    expect(await faultsOf(page, 'a number that stays in the app')).toEqual([])
    const numberPage = page.url()

    // What was said on the phone is there, closed, and asks for nothing.
    const agent = new Agent(page)
    await agent.comesIn()
    await page.getByText(inbox.chip.closed, { exact: true }).click()
    await agent.opens('Dona Célia, mercado')
    await agent.sees('Chega cedo, pode deixar.')
    await agent.thread.getByText(kinds.phoneFile.title).waitFor()

    // Marina writes now: her conversation comes back with its past above.
    const phones = new Phones(await signedIn(stage))
    await phones.open()
    const marina = await phones.takes('Marina Teles')
    await marina.writes('Sábado às 10h está ótimo!')
    await agent.comesIn()
    await agent.opens('Marina (bolos)')
    await agent.sees('Bom dia! Ainda dá tempo de encomendar para sábado?')
    await agent.sees('Sábado às 10h está ótimo!')
    await agent.takes()
    await agent.answers('Combinado, Marina.')
    await marina.receives('Combinado, Marina.')

    // The phone leaves: the number says why, and the past stays.
    await phones.page.getByRole('button', { name: sandbox.app.leave, exact: true }).click()
    await page.goto(numberPage)
    await card.getByText(coexistence.gone.reason.ACCOUNT_DISCONNECTED).waitFor()
    await agent.comesIn()
    await agent.opens('Marina (bolos)')
    await agent.sees('Combinado, Marina.')
    await page.getByText(inbox.failure.left_from_phone, { exact: false }).first().waitFor()
  })
})
