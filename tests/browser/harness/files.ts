/** Files brought into the composer: chosen, dropped, pasted. */
import type { JSHandle, Locator, Page } from 'playwright-core'
import words from '../../../web/src/i18n/pt-BR/media.ts'

export const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer })
type Chosen = ReturnType<typeof file>

export async function attach(page: Page, ...files: readonly Chosen[]): Promise<void> {
  await page.locator('[data-region=composer] input[type=file]').setInputFiles([...files])
}

function held(page: Page, files: readonly Chosen[]): Promise<JSHandle<DataTransfer>> {
  const given = files.map(({ buffer, ...rest }) => ({ ...rest, bytes: [...buffer] }))
  return page.evaluateHandle((all) => {
    const transfer = new DataTransfer()
    for (const { name, mimeType, bytes } of all) transfer.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }))
    return transfer
  }, given)
}

export async function drop(page: Page, ...files: readonly Chosen[]): Promise<void> {
  const dataTransfer = await held(page, files)
  const thread = page.locator('[data-region=thread]')
  await thread.dispatchEvent('dragenter', { dataTransfer })
  await page.getByText(words.tray.drop).waitFor()
  await thread.dispatchEvent('drop', { dataTransfer })
  await page.getByText(words.tray.drop).waitFor({ state: 'detached' })
}

export async function paste(field: Locator, ...files: readonly Chosen[]): Promise<void> {
  const clipboardData = await held(field.page(), files)
  await field.evaluate(
    (element, data) => element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })),
    clipboardData,
  )
}
