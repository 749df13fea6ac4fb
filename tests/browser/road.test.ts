/** The road to Tech Provider, walked in the sandbox from empty to ready to submit, and what breaks on it. */
import { readFileSync } from 'node:fs'
import { ITEMS, PERMISSIONS } from '@recado/contract/road-items'
import { unzipSync } from 'fflate'
import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import common from '../../web/src/i18n/pt-BR/common.ts'
import road from '../../web/src/i18n/pt-BR/road.ts'
import codes from '../../web/src/i18n/pt-BR/roadCodes.ts'
import { GOOD_TEXT } from '../road/texts.ts'
import { webm } from '../small-video.ts'
import { call, sandboxNumber, signedIn } from './harness/people.ts'
import { type Phone, Phones } from './harness/phone.ts'
import { stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

const { legal, texts, studio, submissions } = road
const FACTS = {
  productName: 'Atende Já',
  companyName: 'Aurora Tecnologia',
  country: 'Brasil',
  contactEmail: 'privacidade@aurora.example',
} as const
const API = '/road/sandbox'
const HANDLING = {
  processors: 'Cloud',
  responsible: 'Aurora',
  country: 'Brazil',
  authorityRequests: 'none',
  authorityDetails: '',
  policies: ['legality'],
}

const PHONE_VIDEO = { name: 'celular.webm', mimeType: 'video/webm', buffer: webm({ width: 1920, height: 1080, seconds: 45 }) }

const item = (page: Page, id: string): Locator => page.locator(`[data-item="${id}"]`)
const stateOf = (page: Page, id: string) => item(page, id).getAttribute('data-state')

/** What a person fills in at Meta, and what Meta decides. */
async function atMeta(page: Page, change: unknown): Promise<void> {
  const answer = await page.request.patch('/sandbox/api/app', { data: change })
  expect(answer.ok()).toBe(true)
}

async function opens(page: Page, id: string): Promise<Locator> {
  const row = item(page, id)
  if ((await row.getAttribute('open')) === null) await row.locator('summary').click()
  return row
}

async function checksAll(page: Page): Promise<void> {
  await page.goto('/road?ground=sandbox')
  const done = page.waitForResponse((answer) => answer.url().endsWith('/checks') && answer.ok())
  await page.getByRole('button', { name: road.summary.run }).click()
  await done
}

async function fillsFacts(page: Page): Promise<void> {
  await page.goto('/road/legal?ground=sandbox')
  for (const [name, value] of Object.entries(FACTS)) {
    await page.getByRole('textbox', { name: legal.fact[name as keyof typeof FACTS] }).fill(value)
  }
  await page.getByRole('button', { name: common.action.save }).click()
  await page.getByText(common.saved, { exact: true }).waitFor()
}

async function writesTexts(page: Page): Promise<void> {
  await call(page, 'PATCH', API, {
    facts: { clients: 'bakeries', users: 'counter staff', daily: '', value: '', screens: ['Conversations'] },
  })
  await page.goto('/road/texts?ground=sandbox')
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

/**
 * Records the tab while a message really goes out and is answered. A browser without screen capture rehearses, and a file is attached.
 * @returns whether this browser recorded
 */
async function recordsMessaging(page: Page, phone: Phone, numberId: string): Promise<boolean> {
  await page.goto('/road/studio?ground=sandbox')
  const card = page.getByRole('region', { name: studio.whatsapp_business_messaging.title })
  await card.getByRole('button', { name: studio.record }).click()
  const bar = page.locator('[data-studio]')
  await bar
    .or(card.getByRole('alert'))
    .first()
    .waitFor({ timeout: 15_000 })
    .catch(() => undefined)
  const isRecording = await bar.isVisible()
  if (isRecording) expect(await page.getAttribute('html', 'lang')).toBe('en')
  else {
    await page.goto('/road/studio?ground=sandbox')
    await card.locator('input[type=file]').setInputFiles(PHONE_VIDEO)
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
      .poll(async () => Number(await bar.locator('[data-seconds]').getAttribute('data-seconds')), { timeout: 60_000 })
      .toBeGreaterThan(24)
  await bar.getByRole('button').click()
  await bar.waitFor({ state: 'detached', timeout: 60_000 })
  expect(await page.getAttribute('html', 'lang')).toBe('pt-BR')
  for (const scene of ['signin', 'phone', 'shown']) {
    await page.locator(`[data-scene="${scene}"]`).first().getByRole('checkbox').click()
    await page.locator(`[data-scene="${scene}"][data-tick="person"]`).first().waitFor()
  }
  return isRecording
}

async function attachesManagement(page: Page): Promise<void> {
  const card = page.getByRole('region', { name: studio.whatsapp_business_management.title })
  await card.locator('input[type=file]').setInputFiles(PHONE_VIDEO)
  await card.getByText(filled(codes.video_scenes, { scenes: '' }).slice(0, 18), { exact: false }).waitFor()
  for (const scene of ['signin', 'list', 'created', 'reviewed']) {
    await card.locator(`[data-scene="${scene}"]`).getByRole('checkbox').click()
    await card.locator(`[data-scene="${scene}"][data-tick="person"]`).waitFor()
  }
}

describe('the road to Tech Provider', () => {
  const story = stage()

  story('walked in the sandbox from empty to ready, with a recording, a pack, and a rejection answered', async (stage) => {
    const page = await signedIn(stage)
    const number = await sandboxNumber(page)
    await checksAll(page)
    for (const id of ['app.icon', 'app.privacy', 'number.connected', 'review.reviewer', 'review.videomessaging']) {
      await expect.poll(() => stateOf(page, id)).toBe('failed')
    }

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
      await expect.poll(() => stateOf(page, id)).toBe('passed')
    }
    const control = await opens(page, 'portfolio.control')
    await control.getByRole('checkbox', { name: road.word.done }).click()
    await expect.poll(() => stateOf(page, 'portfolio.control')).toBe('done')
    for (const { id, by, need } of ITEMS) {
      if (by === 'hand' && need === 'submit') await call(page, 'PUT', `${API}/items/${id}/mark`, { done: true, note: 'seen' })
    }

    await writesTexts(page)
    await call(page, 'PATCH', API, { handling: HANDLING })
    await page.goto('/road/pack?ground=sandbox')
    await page.getByRole('button', { name: road.reviewer.make }).click()
    await page.getByText(road.reviewer.made).waitFor()
    const hasRecorded = await recordsMessaging(page, phone, number.id)
    await attachesManagement(page)

    await checksAll(page)
    await page.getByRole('heading', { name: road.summary.ready, exact: true }).waitFor()

    await page.goto('/road/pack?ground=sandbox')
    await page.getByText(road.pack.ready).waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: road.pack.zip }).click()])
    const files = unzipSync(readFileSync(await download.path()))
    expect(Object.keys(files).filter((name) => /video\.(mp4|webm)$/.test(name))).toHaveLength(2)
    await page.goto('/road/studio?ground=sandbox')
    const video = page.locator('video').first()
    await video.waitFor()
    if (hasRecorded)
      await expect.poll(() => video.evaluate((element) => (element instanceof HTMLVideoElement ? element.videoWidth : 0))).toBe(1920)

    await atMeta(page, { icon: 'small' })
    await page.goto('/road?ground=sandbox')
    const icon = await opens(page, 'app.icon')
    await icon.getByRole('button', { name: road.item.recheck }).click()
    await expect.poll(() => stateOf(page, 'app.icon')).toBe('failed')
    await page.getByRole('heading', { name: road.summary.title, exact: true }).waitFor()

    await page.goto('/road/pack?ground=sandbox')
    await page.getByRole('button', { name: submissions.add }).click()
    await page.locator('[data-submission="waiting"]').getByText(submissions.outcome.rejected).click()
    await page.getByRole('checkbox', { name: submissions.reason.video_incomplete }).click()
    await page.getByRole('checkbox', { name: submissions.mend.video_incomplete }).click()
    await page.locator('[data-submission]').getByRole('button', { name: common.action.save }).click()
    await page.locator('[data-submission="rejected"]').waitFor()
  })
})
