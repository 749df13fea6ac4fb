/** What the people who run numbers live through when Meta takes a token back: nothing that was written is lost. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import alerts from '../../web/src/i18n/pt-BR/alerts.ts'
import words from '../../web/src/i18n/pt-BR/numbers.ts'
import sandbox from '../../web/src/i18n/pt-BR/sandbox.ts'
import signup from '../../web/src/i18n/pt-BR/signup.ts'
import { playedMeta } from './harness/meta.ts'
import { call, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { OWNER_SETTINGS } from './harness/recado.ts'
import { goesThroughPopup } from './harness/signup.ts'
import { stage } from './harness/stage.ts'

const APP = { appId: '800000000000004', appSecret: 'abcdef0123456789abcdef0123456789', verifyToken: 'token of the client' }
const { control, graphUrl } = await playedMeta()

interface Made {
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly accessToken: string
}
interface Listed {
  readonly items: readonly { readonly id: string; readonly lastMessage: { readonly text: string; readonly status: string | null } | null }[]
}

const conversations = (page: Page) => call<Listed>(page, 'GET', '/conversations')

describe('a token that Meta takes back', () => {
  const story = stage({ ...OWNER_SETTINGS, META_GRAPH_URL: graphUrl })

  story('is said where the number is; what was written waits, and a pasted token sends it', async ({ recado, open }) => {
    const page = await signedIn({ recado, open })
    await control('/apps', { ...APP, callbackUrl: `${recado.url}/webhooks/whatsapp` })
    const made = await control<Made>('/wabas', { name: 'Padaria Aurora', appId: APP.appId })
    const { accessToken, wabaId, phoneNumberId } = made
    const { id } = await call<{ id: string }>(page, 'POST', '/numbers/connect', {
      accessToken,
      wabaId,
      phoneNumberId,
      appSecret: APP.appSecret,
      verifyToken: 'rv-something',
    })
    await control(`/wabas/${wabaId}/inbound`, { text: 'Tem bolo hoje?' })
    await expect.poll(async () => (await conversations(page)).items.length).toBe(1)

    await page.goto(`/numbers/${id}`)
    await page.getByText(words.token.never).waitFor()
    await control('/tokens/revoke', { accessToken })
    const [conversation] = (await conversations(page)).items
    await call(page, 'POST', `/conversations/${conversation?.id}/messages`, {
      type: 'text',
      text: { body: 'Tem, de milho' },
      clientId: crypto.randomUUID(),
    })
    await page.getByText(words.token.revoked).waitFor()
    expect((await conversations(page)).items[0]?.lastMessage?.status).toBe('queued')

    const notice = page.getByRole('status').filter({ hasText: words.token.revoked })
    await notice.getByRole('button', { name: words.token.renew }).click()
    const form = page.getByRole('dialog')
    const field = form.getByRole('textbox', { name: words.form.accessToken })
    await field.fill('EAAnotatoken')
    await form.getByRole('button', { name: words.token.renewDo }).click()
    await form.getByText(words.problem.token_invalid).waitFor()

    const fresh = await control<{ accessToken: string }>(`/wabas/${wabaId}/tokens`, { appId: APP.appId })
    await field.fill(fresh.accessToken)
    await form.getByRole('button', { name: words.token.renewDo }).click()
    await page.getByText(words.token.renewed).waitFor()
    await notice.waitFor({ state: 'detached' })
    await expect.poll(async () => (await conversations(page)).items[0]?.lastMessage?.status).toMatch(/accepted|sent|delivered|read/)
    expect(await page.content()).not.toContain(fresh.accessToken)
  })

  story('and Meta’s own window, where only that account will do, sends it as well', async ({ recado, open }) => {
    const page = await signedIn({ recado, open })
    await page.goto('/numbers/connect/signup?ground=sandbox')
    await goesThroughPopup(page, 'finish')
    await page.getByText(signup.done.title).waitFor()
    await page.getByRole('link', { name: signup.done.open }).click()
    await page.getByText(words.token.never).waitFor()
    const [, id] = /numbers\/([0-9a-f-]{36})/.exec(page.url()) ?? []

    const phones = new Phones(await signedIn({ recado, open }))
    await phones.open()
    const marina = await phones.newCustomer('Marina da Janela')
    await marina.writes('Tem bolo hoje?')
    await marina.chat.getByText('Tem bolo hoje?').waitFor()
    const written = async () => (await conversations(page)).items.find(({ lastMessage }) => lastMessage?.text === 'Tem bolo hoje?')
    await expect.poll(written).toBeDefined()
    const conversation = await written()

    await phones.page.getByText(sandbox.number.title).click()
    const revoked = phones.page.waitForResponse((a) => a.request().postData()?.includes('revokeTokens') === true && a.ok())
    await phones.page.getByRole('button', { name: sandbox.number.revokeTokens }).click()
    await revoked
    const send = (body: string) =>
      call(page, 'POST', `/conversations/${conversation?.id}/messages`, { type: 'text', text: { body }, clientId: crypto.randomUUID() })
    await send('Tem, de milho')
    const notice = page.getByRole('status').filter({ hasText: words.token.revoked })
    await notice.waitFor()
    await send('E de fubá')

    // The alert leads straight to the window's page.
    await page.goto('/alerts')
    await page.getByRole('link', { name: alerts.again }).click()
    await page.getByRole('heading', { name: signup.again.title }).waitFor()
    await goesThroughPopup(page, 'finish')
    await page.getByText(signup.done.title).waitFor()
    await page.getByRole('link', { name: signup.done.open }).click()
    await page.waitForURL(`**/numbers/${id}`)
    await page.getByText(words.token.never).waitFor()
    await notice.waitFor({ state: 'detached' })
    await marina.receives('Tem, de milho')
    await marina.receives('E de fubá')
  })
})
