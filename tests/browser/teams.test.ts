/** Teams: made by an admin, seen by its people, handed a conversation in front of everybody's eyes. */
import { describe } from 'vitest'
import inbox from '../../web/src/i18n/pt-BR/inbox.ts'
import teams from '../../web/src/i18n/pt-BR/teams.ts'
import { Agent } from './harness/agent.ts'
import { colleague, sandboxNumber, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

describe('a team', () => {
  const story = stage()

  story('is made in the settings, takes a conversation over from its owner, and is what the list is filtered by', async (stage) => {
    const owner = await signedIn(stage)
    await sandboxNumber(owner)
    const agent = await colleague(stage, owner, 'Nanda Reis', 'agent')

    await owner.goto('/settings/teams')
    await owner.getByRole('heading', { name: teams.empty.title }).waitFor()
    await owner.getByRole('button', { name: teams.make }).click()
    const form = owner.getByRole('dialog', { name: teams.makeTitle })
    await form.getByLabel(teams.name).fill('Financeiro')
    await form.getByRole('checkbox', { name: 'Nanda Reis' }).check()
    await form.getByRole('button', { name: teams.make }).click()
    await owner.getByRole('button', { name: filled(teams.edit, { name: 'Financeiro' }) }).waitFor()

    await agent.goto('/settings/teams')
    await agent.getByText(teams.mine).waitFor()

    const phones = new Phones(await signedIn(stage))
    await phones.open()
    const renata = await phones.newCustomer('Renata do Boleto')
    await renata.writes('Cadê o meu boleto?')
    const bia = new Agent(owner)
    await bia.comesIn()
    await bia.opens('Renata do Boleto')
    await bia.takes()
    await owner.getByRole('button', { name: filled(teams.move, { name: teams.none }) }).click()
    await owner.getByRole('menuitemradio', { name: 'Financeiro' }).click()
    await owner.getByText(/Conversa movida para Financeiro por/).waitFor()

    await agent.goto('/inbox?tab=unassigned')
    await agent.getByRole('link', { name: /Renata do Boleto/ }).waitFor()
    await agent.getByRole('button', { name: inbox.filter.label }).click()
    await agent.getByRole('menuitemradio', { name: inbox.filter.noTeam }).click()
    await agent.getByRole('link', { name: /Renata do Boleto/ }).waitFor({ state: 'detached' })
    await agent.getByRole('button', { name: filled(inbox.filter.remove, { what: inbox.filter.noTeam }) }).click()
    await agent.getByRole('link', { name: /Renata do Boleto.*Financeiro/ }).click()
    await agent.getByText(/Conversa movida para Financeiro por/).waitFor()
  })
})
