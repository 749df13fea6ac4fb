/** The people of a workspace: found, described, brought in from a file; and a search that leads to the very message. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import common from '../../web/src/i18n/pt-BR/common.ts'
import words from '../../web/src/i18n/pt-BR/contacts.ts'
import { Agent } from './harness/agent.ts'
import { eventually } from './harness/eventually.ts'
import { isOnScreen } from './harness/on-screen.ts'
import { call, sandboxNumber, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

describe('contacts', () => {
  const story = stage()

  story('somebody is found by part of their number, tagged, told apart by the tag, and opts out by a word', async (stage) => {
    const page = await signedIn(stage)
    await call(page, 'POST', '/contacts', { phone: '11 98888-4321', name: 'Açucena Prado' })
    await call(page, 'POST', '/contacts', { phone: '21 97777-1111', name: 'Bento Lima' })
    await page.goto('/contacts')
    await page.getByRole('button', { name: 'Bento Lima' }).waitFor()
    await page.getByRole('searchbox', { name: words.search }).fill('acuc')
    await page.getByRole('button', { name: 'Bento Lima' }).waitFor({ state: 'detached' })
    await page.getByRole('searchbox', { name: words.search }).fill('4321')
    await page.getByRole('button', { name: 'Açucena Prado' }).click()

    const card = page.getByRole('dialog', { name: filled(words.card.label, { name: 'Açucena Prado' }) })
    await card.getByRole('button', { name: words.card.addTag }).click()
    await page.getByRole('textbox', { name: words.card.addTag }).fill('Atacado')
    await page.getByRole('menuitem', { name: filled(words.card.newTag, { name: 'Atacado' }) }).click()
    await card.getByText('Atacado', { exact: true }).waitFor()
    await card.getByRole('button', { name: words.card.optOut }).click()
    await card.getByText(words.consent.opted_out).first().waitFor()
    await card.getByRole('button', { name: words.card.close }).click()
    await card.waitFor({ state: 'detached' }) // and gives the focus back

    await page.getByRole('searchbox', { name: words.search }).fill('')
    await page.getByRole('combobox', { name: words.anyConsent }).selectOption({ label: words.consent.opted_out })
    await page.getByText(filled(words.count_one, { count: '1' })).waitFor()
    await page.getByRole('cell', { name: 'Atacado' }).waitFor()
  })

  story('a file is mapped, checked, and written; what is wrong in it can be taken home', async (stage) => {
    const page = await signedIn(stage)
    await page.goto('/contacts/import')
    const rows = ['Nome;Celular;Etiquetas', 'Dora Reis;(31) 96666-0001;VIP', 'Sem Número;;', 'Elias Faria;+351 912 345 678;']
    await choose(page, 'clientes.csv', rows.join('\n'))
    await page.getByRole('combobox', { name: `Celular: ${words.importing.goesTo}` }).waitFor()
    await page.getByRole('button', { name: words.importing.check }).click()
    await page.getByText(filled(words.importing.good_other, { count: '2' })).waitFor()
    await page.getByText(filled(words.importing.faulty_one, { count: '1' })).waitFor()
    const [faults] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: words.importing.faults }).click()])
    expect(faults.suggestedFilename()).toBe('not-imported.csv')
    await page.getByRole('button', { name: filled(words.importing.confirm_other, { count: '2' }) }).click()
    await page.getByText(words.importing.done).first().waitFor()
    await page.getByRole('link', { name: words.importing.see }).click()
    await page.getByRole('button', { name: 'Dora Reis' }).waitFor()
    await page.getByRole('button', { name: 'Elias Faria' }).waitFor()
  })

  story('the search finds a message without its accents and leads to it, far up in its conversation', async (stage) => {
    const page = await signedIn(stage)
    await sandboxNumber(page)
    const phones = new Phones(page)
    await phones.open()
    const gil = await phones.newCustomer('Gil da Busca')
    await gil.writes('Gostaria de três tortas de maçã')
    const conversation = await only(page)
    await call(page, 'POST', `/conversations/${conversation}/accept`, {})
    for (let n = 0; n < 70; n++) {
      await call(page, 'POST', `/conversations/${conversation}/messages`, { type: 'text', text: { body: `Resposta ${n}` } })
    }
    // What was just written is findable a moment later.
    const found = () => call<{ messages: object[] }>(page, 'GET', '/search?q=torta').then(({ messages }) => messages.length)
    await expect.poll(found, { timeout: 60_000 }).toBe(1)
    await page.goto('/contacts')
    await page.getByRole('button', { name: 'Gil da Busca' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('torta maca') // at once: the field may still be on its way
    await eventually(() => page.getByRole('textbox', { name: common.commands.placeholder }).inputValue()).toBe('torta maca')
    const hit = page.getByRole('button', { name: /três tortas de maçã/ })
    await hit.click()
    const agent = new Agent(page)
    await agent.bubble('três tortas de maçã').locator('[data-found]').waitFor()
    await expect.poll(() => agent.bubble('três tortas de maçã').evaluate(isOnScreen)).toBe(true)
  })
})

async function choose(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.getByLabel(words.importing.choose, { exact: true }).and(page.locator('input')).setInputFiles(file)
}

async function only(page: Page): Promise<string> {
  const list = () => call<{ items: { id: string }[] }>(page, 'GET', '/conversations').then(({ items }) => items)
  await expect.poll(list).toHaveLength(1)
  return (await list())[0]?.id ?? ''
}
