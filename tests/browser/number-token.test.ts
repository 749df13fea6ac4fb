/** What the people who run numbers live through when Meta takes a token back: nothing that was written is lost. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import words from '../../web/src/i18n/pt-BR/numbers.ts'
import { playedMeta } from './harness/meta.ts'
import { call, signedIn } from './harness/people.ts'
import { OWNER_SETTINGS } from './harness/recado.ts'
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
})
