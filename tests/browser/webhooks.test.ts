/** Where the messages of a number go: taken away by another system, found, brought back, tried, and every call of Meta's looked into. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import words from '../../web/src/i18n/pt-BR/numberAssets.ts'
import { faultsOf } from './harness/axe.ts'
import { playedMeta } from './harness/meta.ts'
import { call, colleague, sandboxNumber, signedIn } from './harness/people.ts'
import { OWNER_SETTINGS } from './harness/recado.ts'
import { stage } from './harness/stage.ts'

const APP = { appId: '800000000000006', appSecret: 'abcdef0123456789abcdef0123456789', verifyToken: 'token of the client' }
const { control, graphUrl } = await playedMeta()

interface Made {
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly accessToken: string
}

/** Another system's endpoint: it takes Meta's handshake, and whatever else comes. */
const theirs: Server = createServer((request, response) => {
  response.end(new URL(request.url ?? '', 'http://x').searchParams.get('hub.challenge') ?? 'ok')
})
let theirUrl = ''
beforeAll(async () => {
  await new Promise<void>((listening) => theirs.listen(0, '127.0.0.1', listening))
  theirUrl = `http://127.0.0.1:${(theirs.address() as AddressInfo).port}/hook`
})
afterAll(() => {
  theirs.close()
})

async function takenAway({ phoneNumberId, accessToken }: Made): Promise<void> {
  const answer = await fetch(`${graphUrl}/v26.0/${phoneNumberId}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ webhook_configuration: { override_callback_uri: theirUrl, verify_token: 'theirs' } }),
  })
  expect(answer.status).toBe(200)
}

const log = (page: Page) => page.getByRole('region', { name: words.deliveries.log })
const see = (page: Page) => log(page).getByRole('button', { name: new RegExp(`^${words.deliveries.see.split('{{')[0]}`) })
const replay = (page: Page) => log(page).getByRole('button', { name: new RegExp(`^${words.deliveries.againOf.split('{{')[0]}`) })

describe('the webhooks of a number', () => {
  const story = stage({ ...OWNER_SETTINGS, META_GRAPH_URL: graphUrl })

  story('another system took the messages: found, and brought back with one click', async (stage) => {
    const page = await signedIn(stage)
    await control('/apps', { ...APP, callbackUrl: `${stage.recado.url}/webhooks/whatsapp` })
    const made = await control<Made>('/wabas', { name: 'Padaria Aurora', appId: APP.appId })
    const { accessToken, wabaId, phoneNumberId } = made
    const { id } = await call<{ id: string }>(page, 'POST', '/numbers/connect', {
      accessToken,
      wabaId,
      phoneNumberId,
      appSecret: APP.appSecret,
      verifyToken: 'rv-something',
    })
    await takenAway(made)
    await control(`/wabas/${wabaId}/inbound`, { text: 'Isto foi para o outro sistema' })

    await page.goto(`/numbers/${id}/webhooks`)
    await page.getByText(words.webhooks.state.elsewhere).waitFor()
    await page.getByText(theirUrl).waitFor()
    await page.getByRole('button', { name: words.webhooks.mend }).click()
    await page.getByText(words.webhooks.state.ours).waitFor()
    await page.getByText(theirUrl).waitFor({ state: 'detached' })

    // The next one arrives here: in the inbox, and in the log, as Meta sent it.
    await control(`/wabas/${wabaId}/inbound`, { text: 'Tem bolo hoje?' })
    const heard = () => call<{ items: { lastMessage: { text: string } | null }[] }>(page, 'GET', '/conversations')
    await expect.poll(async () => (await heard()).items.map(({ lastMessage }) => lastMessage?.text)).toEqual(['Tem bolo hoje?'])
    await page.reload()
    await see(page).click()
    const body = log(page).getByRole('region', { name: new RegExp(`^${words.deliveries.body.split('{{')[0]}`) })
    await body.getByText('Tem bolo hoje?').waitFor()
    expect(await faultsOf(page, 'the webhooks of a number')).toEqual([])

    // Again, and nothing doubles.
    await replay(page).click()
    await page.getByText(words.deliveries.queued).waitFor()
    await log(page).getByText(words.deliveries.state.processed, { exact: true }).waitFor()
    expect((await heard()).items).toHaveLength(1)

    // An agent sees that it came, and not who wrote or what.
    const agent = await colleague(stage, page, 'Rui Agente', 'agent')
    await agent.goto(`/numbers/${id}/webhooks`)
    await see(agent).click()
    await log(agent).getByText(words.deliveries.masked).waitFor()
    const covered = log(agent).getByRole('region', { name: new RegExp(`^${words.deliveries.body.split('{{')[0]}`) })
    await covered.getByText('••••').waitFor()
    expect(await covered.textContent()).not.toContain('Tem bolo hoje?')
    expect(await replay(agent).count()).toBe(0)
    expect(await agent.getByRole('button', { name: words.test.button }).count()).toBe(0)
  })

  story('the way from Meta to here is tried, field by field', async (stage) => {
    const page = await signedIn(stage)
    const { id } = await sandboxNumber(page)
    await page.goto(`/numbers/${id}/webhooks`)
    await page.getByRole('button', { name: words.test.button }).click()
    const result = page.getByRole('list', { name: words.test.title })
    await result.getByText(words.test.handshakeState.passed, { exact: true }).waitFor()
    await result.getByText('account_update', { exact: true }).waitFor()
    expect(await result.getByText(words.test.state.processed, { exact: true }).count()).toBe(
      (await result.getByRole('listitem').count()) - 1,
    )
    await log(page).getByText(words.deliveries.isTest, { exact: true }).first().waitFor()
    expect(await faultsOf(page, 'a test of webhooks')).toEqual([])
  })
})
