/** Connecting a number by hand, against a second simulator that plays Meta itself. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import words from '../../web/src/i18n/pt-BR/numbers.ts'
import { playedMeta } from './harness/meta.ts'
import { signedIn } from './harness/people.ts'
import { OWNER_SETTINGS } from './harness/recado.ts'
import { stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

const APP = { appId: '800000000000002', appSecret: 'abcdef0123456789abcdef0123456789', verifyToken: 'token of the client' }
const { control, graphUrl } = await playedMeta()

const { form } = words
const field = (page: Page, name: keyof typeof form & string) => page.getByRole('textbox', { name: String(form[name]) })
const kept = (page: Page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))

describe('connecting a number by hand', () => {
  const story = stage({ ...OWNER_SETTINGS, META_GRAPH_URL: graphUrl })

  story('each field says at once what it found or what is wrong, and the number is there', async (stage) => {
    await control('/apps', APP)
    const account = await control<{ wabaId: string; phoneNumberId: string; accessToken: string; displayPhoneNumber: string }>('/wabas', {
      name: 'Padaria Aurora',
      appId: APP.appId,
    })
    const page = await signedIn(stage)
    await page.goto('/numbers/connect')
    const submit = page.getByRole('button', { name: form.submit })

    // An id without a token cannot be checked, and is not called good.
    await field(page, 'wabaId').fill(account.wabaId)
    await page.getByText(filled(words.problem.needs_other_field, { field: form.accessToken })).waitFor()

    await field(page, 'accessToken').fill('EAAnotatoken')
    await page.getByText(words.problem.token_invalid).waitFor()
    await field(page, 'accessToken').fill(account.accessToken)
    await page.getByText(form.good.accessTokenPermanent).waitFor()
    await page.getByText(filled(form.good.wabaId, { name: 'Padaria Aurora' })).waitFor()

    await field(page, 'phoneNumberId').fill('55 11 95550-0100')
    await page.getByText(words.problem.malformed_phoneNumberId).waitFor()
    await field(page, 'phoneNumberId').fill(account.phoneNumberId)
    await page.getByText(account.displayPhoneNumber).waitFor()

    await field(page, 'appSecret').fill('0123456789abcdef0123456789abcdef')
    await page.getByText(filled(words.problem.secret_of_other_app, { app: APP.appId })).waitFor()
    expect(await submit.isDisabled()).toBe(true)
    await page.getByText(filled(form.wrong, { fields: form.appSecret })).waitFor()

    // The ids survive a reload. Secrets were never written anywhere.
    expect(await kept(page)).not.toContain(account.accessToken)
    await page.reload()
    await page.waitForFunction((id) => [...document.querySelectorAll('input')].some((input) => input.value === id), account.wabaId)
    expect(await field(page, 'accessToken').inputValue()).toBe('')

    await field(page, 'accessToken').fill(account.accessToken)
    await field(page, 'appSecret').fill(APP.appSecret)
    await page.getByText(form.ready).waitFor()
    await submit.click()

    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForURL(/\/numbers\/[0-9a-f-]{36}$/)
    await page.getByText(filled(words.token.ok, { hint: account.accessToken.slice(-4) })).waitFor()
    expect(await page.content()).not.toContain(account.accessToken)
    expect(await kept(page)).not.toContain(account.wabaId)
  })

  story('a Meta that does not answer is not counted as right, and can be asked again', async (stage) => {
    const page = await signedIn(stage)
    await page.goto('/numbers/connect')
    await page.route('**/api/v1/numbers/check', (route) => route.abort())
    await field(page, 'accessToken').fill('EAAsomething')
    await page.getByText(form.offline).waitFor()
    await page.unroute('**/api/v1/numbers/check')
    await page.getByRole('button', { name: form.recheck }).click()
    await page.getByText(words.problem.token_invalid).waitFor()
    expect(await field(page, 'accessToken').inputValue()).toBe('EAAsomething')
  })
})
