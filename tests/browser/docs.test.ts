/** The page that shows the API and tries it, under the content security policy it is served with. */
import { describe, expect } from 'vitest'
import { signedIn } from './harness/people.ts'
import { stage } from './harness/stage.ts'

describe('the API’s own page', () => {
  const story = stage()

  story('lists every operation and tries one with the session of whoever looks', async (stage) => {
    const page = await signedIn(stage)
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto('/docs')
    await page.getByText('GET /members', { exact: true }).click()
    const members = page.locator('#get-api-v1-members')
    await members.getByRole('button', { name: 'Send' }).click()
    await members.getByText(/^200 in \d+ ms/).waitFor()
    expect(await members.locator('pre').first().textContent()).toContain('"role": "owner"')
    expect(complaints).toEqual([])
  })

  story('sends a body, and shows a refusal as it came', async (stage) => {
    const page = await signedIn(stage)
    await page.goto('/docs#post-api-v1-api-keys')
    const card = page.locator('#post-api-v1-api-keys')
    await card.getByLabel('Request body').fill('{"name": ""}')
    await card.getByRole('button', { name: 'Send' }).click()
    await card.getByText('"code": "invalid"').waitFor()
  })
})
