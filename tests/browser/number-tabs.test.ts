/** How a number is known, what a chat with it begins with and what Meta lets a business decide, changed by whoever administers it. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import assets from '../../web/src/i18n/pt-BR/numberAssets.ts'
import history from '../../web/src/i18n/pt-BR/numberHistory.ts'
import names from '../../web/src/i18n/pt-BR/numberNames.ts'
import settings from '../../web/src/i18n/pt-BR/numberSettings.ts'
import starters from '../../web/src/i18n/pt-BR/numberStarters.ts'
import sandbox from '../../web/src/i18n/pt-BR/sandbox.ts'
import { call, sandboxNumber, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

const tab = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click()

describe('a number as Meta has it', () => {
  const story = stage()

  story('is renamed, given questions to begin with and a shop, and remembers what changed', async (stage) => {
    const page = await signedIn(stage)
    const { id } = await sandboxNumber(page)
    await page.goto(`/numbers/${id}/name`)
    const name = page.getByRole('textbox', { name: names.name.new })
    await name.fill('PADARIA AURORA')
    await page.getByText(names.doubt.shouting).waitFor()
    await name.fill('Padaria do Bairro')
    await page.getByText(names.doubt.shouting).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: names.name.ask }).click()
    await page.getByText(filled(names.name.pending, { name: 'Padaria do Bairro' })).waitFor()

    const meta = await page.context().newPage()
    const phones = new Phones(meta)
    await phones.open()
    await meta.getByText(sandbox.number.title).click()
    await meta.getByRole('button', { name: sandbox.number.approveName }).click()
    await meta.getByText(sandbox.number.noName).waitFor()

    await page.reload()
    await page.getByText(names.name.needsRegistration).waitFor()
    await page.getByRole('textbox', { name: names.name.pin }).fill('246810')
    await page.getByRole('button', { name: names.name.register }).click()
    await page.getByText(names.name.needsRegistration).waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1, name: 'Padaria do Bairro' }).waitFor()

    await tab(page, assets.tab.starters)
    await page.getByRole('button', { name: starters.prompts.add }).click()
    const question = page.getByRole('textbox', { name: filled(starters.prompts.one, { nth: '1' }) })
    await question.fill('Bolo 🎂')
    await page.getByText(starters.problem.emoji).waitFor()
    await question.fill('Quero encomendar um bolo')
    await page.getByRole('region', { name: starters.preview }).getByText('Quero encomendar um bolo').waitFor()
    await page.getByRole('button', { name: starters.save, exact: true }).click()
    await page.getByText(starters.saved).waitFor()

    await tab(page, assets.tab.metaSettings)
    const shop = page.getByRole('switch', { name: settings.shop.visible })
    await shop.focus()
    await shop.press('Space')
    await page.getByText(settings.saved).waitFor()
    await page.reload()
    await page.getByRole('switch', { name: settings.shop.visible, checked: true }).waitFor()

    await tab(page, assets.tab.history)
    await page.getByText(history.what.name_review).first().waitFor()
    await page.getByText('“Padaria do Bairro”').waitFor()

    await meta.reload()
    const noemi = await phones.newCustomer('Noemi Nova')
    await noemi.chat.getByRole('button', { name: 'Quero encomendar um bolo' }).click()
    await noemi.bubble('Quero encomendar um bolo').waitFor()
  })

  story('asks for a username and the official mark, and keeps what a business may decide', async (stage) => {
    const page = await signedIn(stage)
    const { id } = await sandboxNumber(page)
    const part = (title: string) => page.getByRole('region', { name: title, exact: true })
    const meta = await page.context().newPage()
    const phones = new Phones(meta)
    await phones.open(id)
    await meta.getByText(sandbox.number.title).click()
    const decides = (name: string) => meta.getByRole('button', { name, exact: true }).click()

    await page.goto(`/numbers/${id}/name`)
    const username = part(names.username.title)
    await username.getByRole('textbox', { name: names.username.new }).fill('padaria_da_rua')
    await username.getByRole('button', { name: names.username.ask }).click()
    await username.getByText('@padaria_da_rua').waitFor()
    await username.getByText(names.username.reserved, { exact: true }).waitFor()
    const mark = part(names.official.title)
    await mark.getByRole('button', { name: names.official.open }).click()
    await mark.getByRole('textbox', { name: names.official.website }).fill('https://example.com')
    await mark.getByRole('button', { name: names.official.send }).click()
    await mark.getByText(names.official.state.PENDING, { exact: true }).waitFor()

    await meta.reload()
    await meta.getByText(sandbox.number.title).click()
    for (const approval of [sandbox.number.approveUsername, sandbox.number.approveOfficial]) {
      await decides(approval)
      await expect.poll(() => meta.getByRole('button', { name: approval, exact: true }).isDisabled()).toBe(true)
    }
    await page.reload()
    await username.getByText(names.username.approved, { exact: true }).waitFor()
    await mark.getByText(names.official.state.APPROVED, { exact: true }).waitFor()

    await tab(page, assets.tab.metaSettings)
    const checked = page.getByRole('switch', { name: settings.identity.switch })
    await checked.focus()
    await checked.press('Space')
    await page.getByRole('switch', { name: settings.identity.switch, checked: true, disabled: false }).waitFor() // kept, not under way
    const calls = page.getByRole('switch', { name: settings.calling.switch })
    await calls.focus()
    await calls.press('Space')
    await page.getByRole('button', { name: settings.calling.save }).click()
    await part(settings.calling.title).getByText(settings.calling.on, { exact: true }).waitFor()
    await page.getByRole('combobox', { name: settings.storage.kind }).selectOption('NO_STORAGE_ENABLED')
    await page.getByRole('textbox', { name: settings.storage.minutes }).fill('120')
    const kept = page.waitForResponse((a) => a.url().endsWith('/meta-settings/storage') && a.request().method() === 'PUT' && a.ok())
    await page.getByRole('button', { name: settings.storage.save }).click()
    await kept
    await page.reload()
    await page.getByRole('switch', { name: settings.identity.switch, checked: true }).waitFor()
    await page.getByRole('switch', { name: settings.calling.switch, checked: true }).waitFor()
    await expect.poll(() => page.getByRole('textbox', { name: settings.storage.minutes }).inputValue()).toBe('120')

    // The limit of the whole portfolio, and a restriction with what Meta proposes against it.
    await meta.getByLabel(sandbox.number.tier).selectOption('TIER_10K')
    await decides(sandbox.number.restrict)
    await meta.getByRole('button', { name: sandbox.number.unrestrict }).waitFor()
    const changes = async () =>
      (await call<{ items: { what: string }[] }>(page, 'GET', `/numbers/${id}/history`)).items.map(({ what }) => what)
    await expect.poll(changes).toEqual(expect.arrayContaining(['limit', 'restriction']))
    await tab(page, assets.tab.history)
    await page.getByText(history.what.limit).first().waitFor()
    await page.getByText(history.what.restriction).first().waitFor()
  })
})
