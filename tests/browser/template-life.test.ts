/** What becomes of a template after its approval, as Meta decides it and somebody here sees it. */
import type { Page } from 'playwright-core'
import { describe } from 'vitest'
import sandbox from '../../web/src/i18n/pt-BR/sandbox.ts'
import life from '../../web/src/i18n/pt-BR/templateLife.ts'
import words from '../../web/src/i18n/pt-BR/templates.ts'
import { sandboxNumber, signedIn } from './harness/people.ts'
import { stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

describe('the life of a template', () => {
  const story = stage()

  story('is paused by its quality and back, moved to another category, and every step stands in its history', async (stage) => {
    const page = await signedIn(stage)
    await sandboxNumber(page)
    await page.goto('/templates')
    await page.getByRole('button', { name: /^retomar_conversa/ }).click()
    await page.getByRole('link', { name: life.open }).click()
    const history = page.getByRole('region', { name: life.history.title })
    await history.getByText(filled(life.history.found, { to: words.status.APPROVED })).waitFor()

    const meta = await signedIn(stage)
    await meta.goto('/sandbox/phone')
    await meta.getByText(sandbox.templates.title).click()
    await meta.getByLabel(sandbox.templates.which).selectOption({ label: 'retomar_conversa · pt_BR' })
    await meta.getByLabel(sandbox.templates.quality, { exact: true }).selectOption('RED')
    await history.getByText(filled(life.history.quality, { from: words.quality.GREEN, to: words.quality.RED })).waitFor()
    await presses(meta, sandbox.templates.pause)
    await history.getByText(life.history.pause.FIRST_PAUSE).waitFor()
    await page.getByRole('button', { name: life.action.unpause }).click()
    await history.getByText(life.history.pause.UNPAUSE).waitFor()

    await meta.getByLabel(sandbox.templates.category, { exact: true }).selectOption('MARKETING')
    await presses(meta, sandbox.templates.moveCategory)
    const { UTILITY, MARKETING } = words.category
    await history.getByText(filled(life.history.category, { from: UTILITY, to: MARKETING })).waitFor()
    await page.reload()
    await page.getByText(MARKETING, { exact: true }).first().waitFor()
    await history.getByText(life.history.pause.FIRST_PAUSE).waitFor()
  })
})

const presses = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
