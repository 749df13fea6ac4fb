/** The road to Tech Provider, walked in the sandbox from empty to ready to submit, and on past a rejection. */
import { readFileSync } from 'node:fs'
import { ITEMS, PERMISSIONS } from '@recado/contract/road-items'
import { unzipSync } from 'fflate'
import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { videoFacts } from '../../server/src/road/video-facts.ts'
import common from '../../web/src/i18n/pt-BR/common.ts'
import road from '../../web/src/i18n/pt-BR/road.ts'
import codes from '../../web/src/i18n/pt-BR/roadCodes.ts'
import { GOOD_TEXT } from '../road/texts.ts'
import { eventually } from './harness/eventually.ts'
import { call, sandboxNumber, signedIn } from './harness/people.ts'
import { type Phone, Phones } from './harness/phone.ts'
import { phoneVideo } from './harness/phone-video.ts'
import { API, atMeta, checksAll, FACTS, item, opens, PAGES, plays, ROAD_FACTS, rechecks, stands } from './harness/road.ts'
import { stage } from './harness/stage.ts'

const { legal, texts, studio, submissions } = road
const UPRIGHT = { width: 1080, height: 1920 }
const SCREEN = { width: 1920, height: 1080 }
const HANDLING = {
  processors: 'Cloud',
  responsible: 'Aurora',
  country: 'Brazil',
  authorityRequests: 'none',
  authorityDetails: '',
  policies: ['legality'],
}

async function fillsFacts(page: Page): Promise<void> {
  await page.goto(PAGES.legal)
  for (const [name, value] of Object.entries(FACTS)) {
    await page.getByRole('textbox', { name: legal.fact[name as keyof typeof FACTS] }).fill(value)
  }
  await page.getByRole('button', { name: common.action.save }).click()
  await page.getByText(common.saved, { exact: true }).waitFor()
}

async function writesTexts(page: Page): Promise<void> {
  await call(page, 'PATCH', API, { facts: ROAD_FACTS })
  await page.goto(PAGES.texts)
  for (const permission of PERMISSIONS) {
    const text = page.locator(`[data-text="${permission} en"]`)
    await text.getByRole('button', { name: texts.draft }).click()
    await text.getByRole('button', { name: texts.save }).click()
    await text.getByText(codes.text_untouched).waitFor()
    await text.getByRole('textbox').fill(GOOD_TEXT[permission])
    await text.getByRole('button', { name: texts.save }).click()
    await text.getByText(texts.good, { exact: true }).waitFor()
  }
}

const cardOf = (page: Page, permission: (typeof PERMISSIONS)[number]) => page.getByRole('region', { name: studio[permission].title })

async function saysScenes(card: Locator, ...scenes: string[]): Promise<void> {
  for (const scene of scenes) {
    await card.locator(`[data-scene="${scene}"]`).getByRole('checkbox').click()
    await card.locator(`[data-scene="${scene}"][data-tick="person"]`).waitFor()
  }
}

/**
 * Records the tab while a message really goes out and is answered. A browser without screen capture rehearses, and a phone's video is
 * attached.
 * @returns what the video must measure
 */
async function recordsMessaging(page: Page, phone: Phone, numberId: string): Promise<typeof SCREEN> {
  await page.goto(PAGES.studio)
  const card = cardOf(page, 'whatsapp_business_messaging')
  await card.getByRole('button', { name: studio.record }).click()
  const bar = page.locator('[data-studio]')
  await bar
    .or(card.getByRole('alert'))
    .first()
    .waitFor()
    .catch(() => undefined)
  const isRecording = await bar.isVisible()
  if (isRecording) await eventually(() => page.getAttribute('html', 'lang')).toBe('en')
  else {
    await page.goto(PAGES.studio)
    await card.locator('input[type=file]').setInputFiles(await phoneVideo(page))
    await card.locator('video').waitFor()
    await card.getByRole('button', { name: studio.rehearse }).click()
    await bar.waitFor()
  }
  const { items } = await call<{ items: { id: string }[] }>(page, 'GET', `/conversations?number=${numberId}`)
  const [conversation] = items
  await call(page, 'POST', `/conversations/${conversation?.id}/accept`, {})
  await call(page, 'POST', `/conversations/${conversation?.id}/messages`, { type: 'text', text: { body: 'O pão já saiu!' } })
  await phone.receives('O pão já saiu!')
  await phone.writes('Que bom, obrigada')
  for (const scene of ['sent', 'delivered', 'answered']) await page.locator(`[data-scene="${scene}"][data-tick="software"]`).waitFor()
  if (isRecording)
    await expect
      .poll(async () => Number(await bar.locator('[data-seconds]').getAttribute('data-seconds')), { timeout: 180_000 })
      .toBeGreaterThan(24)
  await bar.getByRole('button').click()
  await bar.waitFor({ state: 'detached', timeout: 180_000 })
  await eventually(() => page.getAttribute('html', 'lang')).toBe('pt-BR') // the bar goes first
  await saysScenes(card, 'signin', 'phone', 'shown')
  return isRecording ? SCREEN : UPRIGHT
}

/** Rehearsed on the screen while a template is really made; the video comes from a phone's camera. */
async function attachesManagement(page: Page, wabaId: string): Promise<void> {
  const card = cardOf(page, 'whatsapp_business_management')
  await card.getByRole('button', { name: studio.rehearse }).click()
  const body = { type: 'BODY', text: 'Olá, seu pão sai em uma hora.' }
  await call(page, 'POST', '/templates', { wabaId, name: 'pao_quente', language: 'pt_BR', category: 'UTILITY', components: [body] })
  for (const scene of ['created', 'reviewed']) await card.locator(`[data-scene="${scene}"][data-tick="software"]`).waitFor()
  const bar = page.locator('[data-studio="rehearsing"]')
  await bar.getByRole('button').click()
  await bar.waitFor({ state: 'detached' })
  const small = { name: 'pequeno.txt', mimeType: 'video/webm', buffer: Buffer.from('this is no video') }
  await card.locator('input[type=file]').setInputFiles(small)
  await card.getByRole('alert').waitFor()
  await card.locator('input[type=file]').setInputFiles(await phoneVideo(page))
  await card.getByText(codes.video_scenes.split('{{')[0] ?? '', { exact: false }).waitFor()
  expect(await plays(card.locator('video'))).toEqual(UPRIGHT)
  await saysScenes(card, 'signin', 'list')
}

/** Two videos of the size Meta asks for, which play on the page that is printed; the ZIP has those very bytes. */
async function opensPack(page: Page, sizes: Record<(typeof PERMISSIONS)[number], typeof SCREEN>): Promise<void> {
  await page.goto(PAGES.pack)
  await page.getByText(road.pack.ready).waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: road.pack.zip }).click()])
  const files = unzipSync(readFileSync(await download.path()))
  for (const permission of PERMISSIONS) {
    const [name = ''] = Object.keys(files).filter((each) => each.startsWith(`${permission}/video.`))
    const bytes = Buffer.from(files[name] ?? [])
    expect(videoFacts(bytes)).toMatchObject(sizes[permission])
    await page.goto(`/api/v1${API}/pack/${permission}`)
    const video = page.locator('video')
    expect(await plays(video)).toEqual(sizes[permission])
    const shown = await page.request.get((await video.getAttribute('src')) ?? '')
    expect(bytes.equals(await shown.body())).toBe(true)
    expect(Buffer.from(files[`${permission}/description.txt`] ?? []).toString()).toBe(GOOD_TEXT[permission])
  }
}

/** Meta turns it down; the reason leads to what mends it, and the next submission waits again. */
async function answersRejection(page: Page): Promise<void> {
  await page.goto(PAGES.pack)
  await page.getByRole('button', { name: submissions.add }).click()
  const waiting = page.locator('[data-submission="waiting"]')
  await waiting.getByText(submissions.outcome.rejected).click()
  await waiting.getByRole('textbox', { name: submissions.answer }).fill('The screencast does not show the login.')
  await waiting.getByRole('checkbox', { name: submissions.reason.video_incomplete }).click()
  await waiting.getByRole('button', { name: common.action.save }).click()
  const rejected = page.locator('[data-submission="rejected"]')
  await rejected.getByText(submissions.outcome.rejected).first().waitFor()
  await rechecks(page, 'review.submitted')
  await stands(page, 'review.submitted', 'failed')

  await page.goto(PAGES.pack)
  await rejected.getByRole('link').first().click()
  await item(page, 'review.videomessaging').getByRole('button', { name: road.item.recheck }).waitFor()
  await page.goto(PAGES.pack)
  await rejected.getByRole('checkbox', { name: submissions.mend.video_incomplete }).click()
  await rejected.getByRole('button', { name: common.action.save }).click()
  await rejected.getByText(common.saved, { exact: true }).waitFor()
  await page.getByRole('button', { name: submissions.add }).click()
  await waiting.waitFor()
  await rechecks(page, 'review.submitted')
  await stands(page, 'review.submitted', 'passed')
}

describe('the road to Tech Provider', () => {
  const story = stage()

  story('walked in the sandbox from empty to ready, with a recording, a pack, and a rejection answered', async (stage) => {
    const page = await signedIn(stage)
    const number = await sandboxNumber(page)
    await checksAll(page)
    for (const id of ['app.icon', 'app.privacy', 'number.connected', 'review.reviewer', 'review.videomessaging'])
      await stands(page, id, 'failed')

    await page.getByRole('combobox', { name: road.settings.demo }).click()
    await page.getByRole('option').first().click()
    await expect.poll(async () => (await call<{ demo: unknown }>(page, 'GET', API)).demo).not.toBeNull()
    await fillsFacts(page)
    const origin = new URL(page.url())
    await atMeta(page, {
      name: FACTS.productName,
      icon: 'good',
      category: 'Business',
      privacyPolicyUrl: `${origin.origin}/legal/privacy`,
      termsOfServiceUrl: `${origin.origin}/legal/terms`,
      contactEmail: FACTS.contactEmail,
      websiteUrl: 'https://aurora.example',
      appDomains: [origin.hostname],
      businessName: 'AURORA TECNOLOGIA',
      businessVerification: 'verified',
    })

    const phones = new Phones(await signedIn(stage))
    await phones.open()
    const phone = await phones.newCustomer('Marina da Estrada')
    await phone.writes('Oi, tem pão?')
    await expect.poll(async () => (await call<{ items: unknown[] }>(page, 'GET', '/conversations')).items.length).toBe(1)

    await checksAll(page)
    const webhook = await opens(page, 'server.webhook')
    await webhook.getByRole('button', { name: road.item.mend }).click()
    await webhook.getByText(codes.hook_set).waitFor()
    for (const id of ['review.callmessaging', 'review.callmanagement']) {
      const row = await opens(page, id)
      await row.getByRole('button', { name: road.item.call }).click()
      await row.getByText(codes.call_made).waitFor()
      await stands(page, id, 'passed')
      await page.locator(`[data-ends="${id}"]`).waitFor()
    }
    const control = await opens(page, 'portfolio.control')
    await control.getByRole('checkbox', { name: road.word.done }).click()
    await stands(page, 'portfolio.control', 'done')
    for (const { id, by, need } of ITEMS) {
      if (by === 'hand' && need === 'submit') await call(page, 'PUT', `${API}/items/${id}/mark`, { done: true, note: 'seen' })
    }

    await writesTexts(page)
    await call(page, 'PATCH', API, { handling: HANDLING })
    await page.goto(PAGES.pack)
    await page.getByRole('button', { name: road.reviewer.make }).click()
    await page.getByText(road.reviewer.made).waitFor()
    const recorded = await recordsMessaging(page, phone, number.id)
    await attachesManagement(page, number.wabaId)

    await checksAll(page)
    await page.getByRole('heading', { name: road.summary.ready, exact: true }).waitFor()
    await opensPack(page, { whatsapp_business_messaging: recorded, whatsapp_business_management: UPRIGHT })
    await answersRejection(page)
  })
})
