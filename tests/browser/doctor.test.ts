/** Somebody else took the webhooks of a number, and then its token ends: the doctor finds both, mends one and says what to do about the other. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import assets from '../../web/src/i18n/pt-BR/assets.ts'
import doctor from '../../web/src/i18n/pt-BR/doctor.ts'
import history from '../../web/src/i18n/pt-BR/numberHistory.ts'
import numbers from '../../web/src/i18n/pt-BR/numbers.ts'
import { playedMeta } from './harness/meta.ts'
import { call, signedIn } from './harness/people.ts'
import { OWNER_SETTINGS, type Recado } from './harness/recado.ts'
import { stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

const APP = { appId: '800000000000004', appSecret: 'abcdef0123456789abcdef0123456789', verifyToken: 'token of the client' }
const { control, change, graphUrl } = await playedMeta()

/** Another system, which answers Meta's challenge as it should. */
const thief = createServer((request, response) => {
  response.end(new URL(request.url ?? '/', 'http://thief').searchParams.get('hub.challenge') ?? 'thanks')
})
beforeAll(() => new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve)))
afterAll(() => thief.close())
const thiefUrl = () => `http://127.0.0.1:${(thief.address() as AddressInfo).port}/hook`

interface Made {
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly accessToken: string
}

async function connected(page: Page, recado: Recado, name: string, ownerBusiness: string): Promise<Made & { readonly id: string }> {
  await control('/apps', { ...APP, callbackUrl: `${recado.url}/webhooks/whatsapp` })
  const made = await control<Made>('/wabas', { name, ownerBusiness, appId: APP.appId })
  const { accessToken, wabaId, phoneNumberId } = made
  const form = { accessToken, wabaId, phoneNumberId, appSecret: APP.appSecret, verifyToken: APP.verifyToken }
  const { id } = await call<{ id: string }>(page, 'POST', '/numbers/connect', form)
  return { ...made, id }
}

const row = (page: Page, id: string, state: string) => page.locator(`[data-item=${id}][data-state=${state}]`)
/** Every area has answered, so that nothing moves any more. */
const settled = (page: Page) => page.locator('[data-checking=false]').waitFor()

describe('the doctor', () => {
  const story = stage({ ...OWNER_SETTINGS, META_GRAPH_URL: graphUrl })

  story('finds a webhook that was taken and brings it back; of a token that ended it says what to do', async ({ recado, open }) => {
    const page = await signedIn({ recado, open })
    const { id, phoneNumberId, accessToken } = await connected(page, recado, 'Padaria Aurora', 'Aurora Alimentos')
    const taken = await fetch(`${graphUrl}/v26.0/${phoneNumberId}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ webhook_configuration: { override_callback_uri: thiefUrl(), verify_token: 'x' } }),
    })
    expect(taken.status).toBe(200)

    await page.goto(`/numbers/${id}/doctor`)
    await settled(page)
    const webhook = row(page, 'number_webhook', 'broken')
    await webhook.getByText(thiefUrl()).waitFor()
    await row(page, 'token_valid', 'good').waitFor()
    await webhook
      .getByRole('button', { name: filled(doctor.mendOf, { mend: doctor.mend.webhooks, what: doctor.title.number_webhook }) })
      .click()
    await row(page, 'number_webhook', 'good').waitFor()
    await settled(page)

    await control('/tokens/expire', { accessToken })
    await page.getByRole('button', { name: doctor.again }).click()
    const token = row(page, 'token_valid', 'broken')
    await token.getByText(doctor.code.token_expired).waitFor()
    await token.getByText(doctor.todo.renew).waitFor()
    await row(page, 'number_connected', 'unknown').waitFor()
    await row(page, 'number_webhook', 'unknown').waitFor()
    await settled(page)
    await page.getByRole('button', { name: doctor.copy }).click()
    await page.getByText(doctor.copied).waitFor({ state: 'attached' })
    expect(await page.content()).not.toContain(accessToken)
  })

  story('what changes at Meta is a line of the account, and the account asks for attention', async ({ recado, open }) => {
    const page = await signedIn({ recado, open })
    const { phoneNumberId } = await connected(page, recado, 'Oficina Serra', 'Grupo Serra')
    await page.goto('/numbers')
    await page.getByRole('link', { name: numbers.accountsView }).click()
    await page.getByRole('heading', { name: filled(assets.portfolio, { name: 'Grupo Serra' }) }).waitFor()
    await page.getByRole('link', { name: 'Oficina Serra', exact: true }).click()
    await page.getByText(assets.timelineHint).waitFor()

    await change(`/numbers/${phoneNumberId}`, { qualityRating: 'RED' })
    await page.getByRole('button', { name: assets.refresh }).click()
    await page.getByText(assets.refreshed).waitFor()
    const line = page.getByRole('listitem').filter({ hasText: `${history.what.quality}: ` })
    await line.getByText(filled(history.moved, { from: numbers.quality.GREEN, to: numbers.quality.RED })).waitFor()
    await page.getByText(assets.health.broken, { exact: true }).first().waitFor()

    await page.goto('/numbers/accounts?attention=true')
    const block = page.getByRole('region', { name: 'Oficina Serra' })
    await block.getByText(`${numbers.figure.quality}: ${numbers.quality.RED}`).waitFor()
    await page.getByRole('searchbox', { name: assets.search }).fill('ninguém')
    await page.getByText(filled(assets.noneFound, { q: 'ninguém' })).waitFor()
    await page.getByRole('button', { name: assets.clear }).click()
    await page.getByRole('region', { name: 'Oficina Serra' }).waitFor()
  })
})
