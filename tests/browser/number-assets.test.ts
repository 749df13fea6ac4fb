/** What customers see of a number, changed by whoever administers it: the profile with its photo, and QR codes. */
import { readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import words from '../../web/src/i18n/pt-BR/numberAssets.ts'
import { sandboxNumber, signedIn } from './harness/people.ts'
import { PICTURE } from './harness/picture.ts'
import { stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

describe('what customers see of a number', () => {
  const story = stage()

  story('the profile is filled in, with a photo, and still there after a reload', async (stage) => {
    const page = await signedIn(stage)
    const { id } = await sandboxNumber(page)
    await page.goto(`/numbers/${id}`)
    await page.getByRole('link', { name: words.tab.profile }).click()
    const field = (name: string) => page.getByRole('textbox', { name, exact: true })

    await field(words.profile.about).fill('Pão quente o dia todo')
    await field(words.profile.website1).fill('padaria')
    const save = page.getByRole('button', { name: words.profile.save })
    await save.click()
    await page.getByText(words.profile.problem.websites).waitFor()
    await field(words.profile.website1).fill('https://example.com/pedidos')
    await page.getByLabel(words.profile.vertical).selectOption('RESTAURANT')
    await save.click()
    await page.getByText(words.profile.saved).waitFor()

    await page.locator('input[type=file]').setInputFiles(PICTURE)
    const crop = page.getByRole('dialog', { name: words.profile.crop })
    const frame = crop.getByRole('img', { name: words.profile.crop })
    await expect
      .poll(() => frame.evaluate((canvas) => (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(256, 256, 1, 1).data[3]))
      .toBe(255)
    await crop.getByRole('slider', { name: words.profile.cropPart.zoom }).fill('2')
    await crop.getByRole('button', { name: words.profile.cropSave }).click()
    await page.getByText(words.profile.pictureDone).waitFor()
    await page.reload()
    const preview = page.getByRole('region', { name: words.profile.preview })
    await preview.getByText('https://example.com/pedidos').waitFor()
    await preview.getByText(words.vertical.RESTAURANT).waitFor()
    await expect
      .poll(() =>
        preview.locator('img[data-photo]').evaluateAll((photos) => photos.map((photo) => (photo as HTMLImageElement).naturalWidth)),
      )
      .toEqual([640])
  })

  story('a QR code is made, saved as a file, given another message and deleted', async (stage) => {
    const page = await signedIn(stage)
    const { id } = await sandboxNumber(page)
    await page.goto(`/numbers/${id}/qr-codes`)
    await page.getByText(words.qr.emptyTitle).waitFor()
    await page.getByRole('button', { name: words.qr.new }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('textbox').fill('Quero um bolo')
    await form.getByRole('button', { name: words.qr.create }).click()
    await page.getByRole('img', { name: filled(words.qr.image, { message: 'Quero um bolo' }) }).waitFor()

    const saved = async (format: string) => {
      const coming = page.waitForEvent('download')
      await page.getByRole('button', { name: filled(words.qr.download, { message: 'Quero um bolo', format }), exact: true }).click()
      return readFileSync(await (await coming).path())
    }
    expect((await saved(words.qr.svg)).toString()).toContain('<svg')
    expect((await saved(words.qr.png)).subarray(1, 4).toString()).toBe('PNG')

    // The sheet is on the page for the printer alone, and only while it prints.
    await page.evaluate(() => {
      window.print = () => undefined
    })
    const sheet = page.locator('[data-print-sheet]')
    await page.getByRole('button', { name: words.qr.print }).click()
    await sheet.getByText('Quero um bolo').waitFor({ state: 'attached' })
    expect(await sheet.locator('img').count()).toBe(1)
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
    await sheet.waitFor({ state: 'detached' })

    await page.getByRole('button', { name: filled(words.qr.edit, { message: 'Quero um bolo' }) }).click()
    await form.getByRole('textbox').fill('Quero dois bolos')
    await form.getByRole('button', { name: words.qr.save }).click()
    await page.getByRole('img', { name: filled(words.qr.image, { message: 'Quero dois bolos' }) }).waitFor()

    await page.getByRole('button', { name: filled(words.qr.remove, { message: 'Quero dois bolos' }) }).click()
    await form.getByRole('button', { name: words.qr.removeDo }).click()
    await page.getByText(words.qr.emptyTitle).waitFor()
  })
})
