/** What breaks on the road: each turns its item red, says the mend, and is green again once mended. */

import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import common from '../../web/src/i18n/pt-BR/common.ts'
import road from '../../web/src/i18n/pt-BR/road.ts'
import codes from '../../web/src/i18n/pt-BR/roadCodes.ts'
import words from '../../web/src/i18n/pt-BR/roadItems.ts'
import { GOOD_TEXT } from '../road/texts.ts'
import { call, sandboxNumber, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { API, atMeta, FACTS, item, PAGES, ROAD_FACTS, rechecks, stands } from './harness/road.ts'
import { type Stage, stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

const GENERIC = `This application uses the permission to provide a complete solution for communication between companies and their customers. The platform is modern, secure and easy to use, and it helps every kind of company to improve its results. With this permission we can offer the best experience to all users, increase productivity, and keep everything organised in one place. It is essential for our business, and without it the application could not work as intended for the companies that trust us every day.`

/** A road with a number to show, pages, texts and a reviewer; and a customer who wrote. */
async function furnished(stage: Stage): Promise<Page> {
  const page = await signedIn(stage)
  const number = await sandboxNumber(page)
  await call(page, 'PUT', '/legal/facts', {
    companyId: '',
    address: '',
    privacyContact: '',
    website: '',
    processors: '',
    retentionMonths: 6,
    ...FACTS,
  })
  await call(page, 'PATCH', API, { demoNumberId: number.id, facts: ROAD_FACTS })
  await call(page, 'PUT', `${API}/texts/whatsapp_business_messaging/en`, { body: GOOD_TEXT.whatsapp_business_messaging })
  await call(page, 'POST', `${API}/reviewer`)
  const phones = new Phones(await signedIn(stage))
  await phones.open()
  await (await phones.newCustomer('Marina da Estrada')).writes('Oi, tem pão?')
  await expect.poll(async () => (await call<{ items: unknown[] }>(page, 'GET', '/conversations')).items.length).toBe(1)
  return page
}

/** Red, with what was found and how to mend it. */
async function isRed(page: Page, id: string, finding: RegExp, mend: string): Promise<void> {
  const row = await rechecks(page, id)
  await stands(page, id, 'failed')
  await row.getByText(finding).last().waitFor()
  await row.getByText(mend).waitFor()
}

async function isGreen(page: Page, id: string): Promise<void> {
  await rechecks(page, id)
  await stands(page, id, 'passed')
}

/** As a pattern, with anything in the blanks that are not given. */
const saying = (text: string, values: Record<string, string>) =>
  new RegExp(
    filled(text, values)
      .replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
      .replaceAll(/\{\{\w+\}\}/g, '.+'),
  )

describe('what breaks on the road', () => {
  const story = stage()

  story('turns red, says the mend, and is green again', async (stage) => {
    const page = await furnished(stage)
    await page.goto(PAGES.checklist)
    const { origin } = new URL(page.url())

    const policy = { right: `${origin}/legal/privacy`, dead: `${origin}/meta/nothing` }
    await atMeta(page, { privacyPolicyUrl: policy.dead })
    await isRed(
      page,
      'app.privacy',
      saying(codes.page_dead, { url: policy.dead, status: '404' }),
      filled(words.app.privacy.how, { ours: origin }),
    )
    await atMeta(page, { privacyPolicyUrl: policy.right })
    await isGreen(page, 'app.privacy')

    await isGreen(page, 'review.reviewer')
    await page.goto(PAGES.pack)
    await page.getByLabel(road.reviewer.password, { exact: true }).fill('no longer this one')
    await page.getByRole('button', { name: common.action.save }).first().click()
    await page.getByText(common.saved, { exact: true }).first().waitFor()
    await isRed(page, 'review.reviewer', saying(codes.reviewer_refused, { status: '401' }), words.review.reviewer.how)
    await page.goto(PAGES.pack)
    await page.getByRole('button', { name: road.reviewer.make }).click()
    await page.getByText(road.reviewer.made).waitFor()
    await isGreen(page, 'review.reviewer')

    const calls = async () => {
      const row = item(page, 'review.callmessaging')
      await row.getByRole('button', { name: road.item.call }).click()
      await row.getByText(codes.call_made).waitFor()
      await stands(page, 'review.callmessaging', 'passed')
    }
    await rechecks(page, 'review.callmessaging')
    await calls()
    await stage.recado.remembers(`update road_call set at = at - interval '31 days'`)
    await isRed(page, 'review.callmessaging', saying(codes.call_expired, { days: '31' }), words.review.callmessaging.how)
    await page.locator('[data-ends="review.callmessaging"]').getByText(road.upkeep.over).waitFor()
    await calls()

    await isGreen(page, 'review.textmessaging')
    const writes = async (body: string, answer: RegExp) => {
      await page.goto(PAGES.texts)
      const text = page.locator('[data-text="whatsapp_business_messaging en"]')
      await text.getByRole('textbox').fill(body)
      await text.getByRole('button', { name: road.texts.save }).click()
      await text.getByText(answer).first().waitFor()
    }
    await writes(GENERIC, saying(codes.text_generic, {}))
    await isRed(page, 'review.textmessaging', saying(codes.text_generic, {}), words.review.textmessaging.how)
    await writes(GOOD_TEXT.whatsapp_business_messaging, saying(road.texts.good, {}))
    await isGreen(page, 'review.textmessaging')
  })
})
