/** Who may do what: invited, raised, seen at once, taken away, and the ways in and out. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import common from '../../web/src/i18n/pt-BR/common.ts'
import session from '../../web/src/i18n/pt-BR/session.ts'
import settings from '../../web/src/i18n/pt-BR/settings.ts'
import { colleague, signedIn } from './harness/people.ts'
import { OWNER } from './harness/recado.ts'
import { stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

const { members, keys, section } = settings
const dialog = (page: Page) => page.getByRole('dialog')
const sections = (page: Page) => page.getByRole('navigation', { name: settings.sections })
const role = (name: keyof typeof common.role) => common.role[name].charAt(0).toUpperCase() + common.role[name].slice(1)

describe('people of a workspace', () => {
  const story = stage()

  story('a link made by one is a way in for another, once', async (stage) => {
    const owner = await signedIn(stage)
    await owner.goto('/settings/members')
    await owner.getByRole('button', { name: members.invite, exact: true }).click()
    await dialog(owner).getByRole('button', { name: members.create }).click()
    const link = (await dialog(owner).getByRole('code').or(dialog(owner).locator('code')).first().textContent()) ?? ''
    await owner.keyboard.press('Escape')
    await owner.getByText(members.anyone).waitFor()

    const guest = await stage.open()
    await guest.goto(new URL(link).pathname)
    await guest.getByLabel(session.invite.name).fill('Nanda Reis')
    await guest.getByLabel(session.invite.email).fill('nanda@example.com')
    await guest.getByLabel(session.invite.password).fill('uma frase comprida')
    await guest.getByRole('button', { name: session.invite.submit }).click()
    await guest.waitForURL('**/inbox')
    await owner.getByText('nanda@example.com').waitFor()

    const late = await stage.open()
    await late.goto(new URL(link).pathname)
    await late.getByRole('heading', { name: session.expired.title }).waitFor()
  })

  story('a new role counts at once, without signing in again or reloading; being taken out ends everything', async (stage) => {
    const owner = await signedIn(stage)
    const agent = await colleague(stage, owner, 'Caio Lima', 'agent')
    await agent.goto('/settings/profile')
    await sections(agent).getByText(section.members).waitFor()
    expect(await sections(agent).getByText(section['api-keys']).count()).toBe(0)

    await owner.goto('/settings/members')
    await owner.getByRole('combobox', { name: filled(members.roleOf, { name: 'Caio Lima' }) }).click()
    await owner.getByRole('option', { name: role('admin') }).click()
    await sections(agent).getByText(section['api-keys']).waitFor()

    await owner.getByRole('button', { name: filled(members.remove, { name: 'Caio Lima' }) }).click()
    await dialog(owner)
      .getByRole('heading', { name: filled(members.removeTitle, { name: 'Caio Lima', workspace: OWNER.workspace }) })
      .waitFor()
    await dialog(owner)
      .getByRole('button', { name: filled(members.remove, { name: 'Caio Lima' }) })
      .click()
    await agent.getByRole('heading', { name: common.noWorkspace.title }).waitFor()
  })

  story('a key is shown once, and revoked by name', async (stage) => {
    const owner = await signedIn(stage)
    await owner.goto('/settings/api-keys')
    await owner.getByRole('button', { name: keys.create }).click()
    await dialog(owner).getByLabel(keys.name).fill('Loja')
    await dialog(owner).getByRole('button', { name: keys.create }).click()
    const key = (await dialog(owner).locator('code').first().textContent()) ?? ''
    const asKey = () => owner.request.get('/api/v1/conversations', { headers: { authorization: `Bearer ${key}`, cookie: '' } })
    expect((await asKey()).status()).toBe(200)
    await owner.getByRole('button', { name: keys.done }).click()
    await owner.reload()
    await owner.getByText('Loja', { exact: true }).waitFor()
    expect(await owner.content()).not.toContain(key)

    const revoke = filled(keys.revokeOf, { name: 'Loja' })
    await owner.getByRole('button', { name: revoke }).click()
    await dialog(owner).getByRole('button', { name: revoke }).click()
    await owner.getByRole('button', { name: filled(keys.showRevoked_one, { count: '1' }) }).waitFor()
    expect((await asKey()).status()).toBe(401)
  })

  story('a session that ended elsewhere leads to signing in, and back to the same page', async (stage) => {
    const page = await signedIn(stage)
    await page.goto('/settings/profile')
    await page.getByRole('heading', { level: 1 }).waitFor()
    // Whatever the page asks in the background waits for the click: the first refusal would already lead away from here.
    const held: (() => void)[] = []
    let clicked = false
    await page.route('**/api/**', async (route) => {
      if (!clicked) await new Promise<void>((resolve) => held.push(resolve))
      await route.continue()
    })
    await page.context().clearCookies()
    await page.getByRole('link', { name: common.nav.numbers }).click()
    clicked = true
    for (const go of held) go()
    await page.getByRole('heading', { name: session.signIn.title }).waitFor()
    await page.getByLabel(session.signIn.email).fill(OWNER.email)
    await page.getByRole('textbox', { name: session.signIn.password }).fill('not this one')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await page.getByRole('textbox', { name: session.signIn.password }).fill(OWNER.password)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/numbers')
    await page.getByRole('heading', { name: common.nav.numbers }).waitFor()
  })
})
