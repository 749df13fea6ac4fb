/** Something gets worse at Meta: whoever administers sees it come, reads what to do, and sees it go. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import words from '../../web/src/i18n/pt-BR/alerts.ts'
import common from '../../web/src/i18n/pt-BR/common.ts'
import { playedMeta } from './harness/meta.ts'
import { call, signedIn } from './harness/people.ts'
import { OWNER_SETTINGS } from './harness/recado.ts'
import { stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

const APP = { appId: '800000000000005', appSecret: 'abcdef0123456789abcdef0123456789', verifyToken: 'token of the client' }
const { control, change, graphUrl } = await playedMeta()

/** Keeps the page's first snapshot, from which its stream goes on, from being read. @returns lets it be read */
async function heldStream(page: Page): Promise<() => void> {
  let begin = () => {}
  const begins = new Promise<void>((resolve) => {
    begin = resolve
  })
  await page.route('**/api/v1/inbox', async (route) => {
    await begins
    await route.continue()
  })
  return begin
}

interface Made {
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly accessToken: string
  readonly displayPhoneNumber: string
}

describe('alerts', () => {
  const story = stage({ ...OWNER_SETTINGS, META_GRAPH_URL: graphUrl })

  story('quality falls: the bell says so, the page says what to do, and better quality ends it', async (stage) => {
    const page = await signedIn(stage)
    await control('/apps', { ...APP, callbackUrl: `${stage.recado.url}/webhooks/whatsapp` })
    const made = await control<Made>('/wabas', { name: 'Padaria Aurora', appId: APP.appId })
    const { wabaId, phoneNumberId, accessToken } = made
    const { displayPhoneNumber: number } = await call<{ displayPhoneNumber: string }>(page, 'POST', '/numbers/connect', {
      accessToken,
      wabaId,
      phoneNumberId,
      appSecret: APP.appSecret,
      verifyToken: 'rv-something',
    })
    const letBegin = await heldStream(page)
    await page.goto('/alerts')
    await page.getByRole('heading', { name: words.none }).waitFor()
    const title = filled(words.kind.title.quality_low, { number })

    /** Meta tells that something changed, not what: that is read. */
    const quality = async (qualityRating: string) => {
      await change(`/numbers/${phoneNumberId}`, { qualityRating })
      const value = { display_phone_number: number.replace(/\D/g, ''), event: 'FLAGGED', current_limit: 'TIER_2K' }
      await control(`/wabas/${wabaId}/webhook`, { field: 'phone_number_quality_update', value })
    }
    await quality('RED')
    await expect.poll(async () => (await call<{ items: unknown[] }>(page, 'GET', '/alerts')).items.length).toBe(1)
    letBegin() // what happened before the stream began, which never tells of it, is seen too
    await page.getByRole('heading', { name: title }).waitFor()
    await page.getByText(words.kind.mend.quality_low).waitFor()
    await page.getByRole('link', { name: common.nav.alerts }).getByText('1', { exact: true }).waitFor()

    await quality('GREEN')
    await page.getByRole('heading', { name: words.none }).waitFor()
    await quality('YELLOW')
    await page.getByRole('heading', { name: filled(words.kind.title.quality_medium, { number }) }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: title }).waitFor() // among the past ones
    expect(await page.getByText(words.kind.mend.quality_low).count()).toBe(0)
  })
})
