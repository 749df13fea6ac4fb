import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.mjs'

export async function openBrowser(): Promise<Browser> {
  const found = await findChromium((line) => console.error(line))
  if ('reason' in found) throw new Error(found.reason)
  return chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] })
}

/** A fresh browser of an agent's, signed in. @param cookie as `name=value` */
export async function agentBrowser(browser: Browser, url: string, cookie: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'pt-BR',
    baseURL: url,
    reducedMotion: 'reduce',
  })
  const [name = '', value = ''] = cookie.split(/=(.*)/s)
  await context.addCookies([{ name, value, url }])
  context.setDefaultTimeout(30_000)
  return { context, page: await context.newPage() }
}

/** In the page: resolves after what was changed is on the screen, with the page's time. */
export const AFTER_PAINT = `window.afterPaint = () => new Promise((resolve) => requestAnimationFrame(() => {
  const channel = new MessageChannel()
  channel.port1.onmessage = () => resolve(performance.now())
  channel.port2.postMessage(null)
}))`

declare global {
  interface Window {
    afterPaint(): Promise<number>
  }
}
