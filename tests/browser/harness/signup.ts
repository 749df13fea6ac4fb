/** The person at Meta's popup, which the simulator plays. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import words from '../../../web/src/i18n/pt-BR/signup.ts'

type Ending = keyof typeof words.popup.endings

/** Presses the button and plays the person in the popup. */
export async function goesThroughPopup(page: Page, ending: Ending): Promise<void> {
  const button = page.getByRole('button', { name: new RegExp(`^(${words.start}|${words.startAgain}|${words.again.start})$`) })
  await expect.poll(() => button.isEnabled()).toBe(true)
  const [popup] = await Promise.all([page.waitForEvent('popup'), button.click()])
  await popup.getByRole('radio', { name: words.popup.endings[ending] }).check()
  await pressesLast(popup, words.popup.finish)
}

/** The window closes under the press; a click that waits for what it does would be told that the page is gone. */
export async function pressesLast(popup: Page, name: string): Promise<void> {
  const button = popup.getByRole('button', { name })
  await expect.poll(() => button.isEnabled()).toBe(true)
  const closed = popup.waitForEvent('close')
  await button.evaluate((element: HTMLElement) => void setTimeout(() => element.click()))
  await closed
}
