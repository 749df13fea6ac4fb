/** Who opens the pages: the owner of the first workspace, and whoever was invited into it. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import { OWNER } from './recado.ts'
import type { Stage } from './stage.ts'

export interface Account {
  readonly email: string
  readonly password: string
}

/** A browser in which somebody has signed in. Without an account, the owner's. */
export async function signedIn(stage: Stage, account: Account = OWNER, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await stage.open(options)
  await call(page, 'POST', '/session', { email: account.email, password: account.password })
  return page
}

/** A colleague who was invited by the owner and has joined, in a browser of their own. */
export async function colleague(stage: Stage, owner: Page, name: string, role: string): Promise<Page> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`
  const { link } = await call<{ link: string }>(owner, 'POST', '/invitations', { email, role })
  const page = await stage.open()
  const token = new URL(link).pathname.split('/').at(-1)
  await call(page, 'POST', '/invitations/accept', { token, name, email, password: OWNER.password, locale: 'pt-BR' })
  return page
}

/** A number that reaches nobody, for the workspace of whoever asks. */
export function sandboxNumber(owner: Page): Promise<{ id: string; wabaId: string; phoneNumberId: string }> {
  return call(owner, 'POST', '/numbers/sandbox', {})
}

/** Our API with the page's own session, for what a story presupposes but does not tell. */
export async function call<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await page.request.fetch(`/api/v1${path}`, { method, ...(body === undefined ? {} : { data: body }) })
  const text = await answer.text()
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}
