/** The one-time link on the console, and the screens behind it, in each language. */
import type { Locale } from '@recado/contract/team'
import { describe } from 'vitest'
import enInbox from '../../web/src/i18n/en/inbox.ts'
import enSandbox from '../../web/src/i18n/en/sandbox.ts'
import en from '../../web/src/i18n/en/setup.ts'
import esInbox from '../../web/src/i18n/es/inbox.ts'
import esSandbox from '../../web/src/i18n/es/sandbox.ts'
import es from '../../web/src/i18n/es/setup.ts'
import ptInbox from '../../web/src/i18n/pt-BR/inbox.ts'
import ptSandbox from '../../web/src/i18n/pt-BR/sandbox.ts'
import pt from '../../web/src/i18n/pt-BR/setup.ts'
import { stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

interface Words {
  setup: typeof pt | typeof en | typeof es
  sandbox: typeof ptSandbox | typeof enSandbox | typeof esSandbox
  inbox: typeof ptInbox | typeof enInbox | typeof esInbox
}
const LANGUAGES: Record<Locale, Words> = {
  'pt-BR': { setup: pt, sandbox: ptSandbox, inbox: ptInbox },
  en: { setup: en, sandbox: enSandbox, inbox: enInbox },
  es: { setup: es, sandbox: esSandbox, inbox: esInbox },
}

describe.each(Object.entries(LANGUAGES))('the first start, in %s', (locale, { setup, sandbox, inbox }) => {
  const story = stage({})

  story(`from the link on the console to a customer’s first message (${locale})`, async ({ recado, open }) => {
    const page = await open({ locale })
    await page.goto(recado.setupLink)
    await page.getByRole('heading', { name: setup.title }).waitFor()
    await page.getByLabel(setup.name).fill('Bia Rocha')
    await page.getByLabel(setup.email).fill('bia@example.com')
    await page.getByLabel(setup.password, { exact: true }).fill('uma senha comprida')
    await page.getByLabel(setup.workspaceName).fill('Padaria Aurora')
    await page.getByRole('button', { name: setup.submit }).click()

    await page.getByRole('heading', { name: filled(setup.welcome.title, { name: 'Bia' }) }).waitFor()
    await page.getByRole('button', { name: setup.welcome.sandboxButton }).click()
    await page.getByText(setup.welcome.sandboxReady).waitFor()

    const phone = await page.context().newPage()
    await phone.goto('/sandbox/phone')
    await phone.getByText(sandbox.band).waitFor()
    const field = phone.getByRole('textbox', { name: filled(sandbox.composer.messageAs, { name: 'Marina Teles' }) })
    await field.fill('Olá!')
    await field.press('Enter')
    await page.getByText(inbox.tab.unassigned).click()
    await page.locator('[data-card]', { hasText: 'Marina Teles' }).getByText('Olá!').waitFor()

    await page.goto(recado.setupLink)
    await page.getByRole('heading', { name: setup.closedTitle }).waitFor()
  })
})
