/** Two agents over one inbox. */
import { describe } from 'vitest'
import { Agent } from './harness/agent.ts'
import { colleague, sandboxNumber, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { stage } from './harness/stage.ts'

describe('two agents', () => {
  const story = stage()

  story('see who looks, who types, who takes, who closes and who reopens, without a reload', async (stage) => {
    const owner = await signedIn(stage)
    await sandboxNumber(owner)
    const nanda = new Agent(await colleague(stage, owner, 'Nanda Prado', 'agent'))
    const caio = new Agent(await colleague(stage, owner, 'Caio Lima', 'agent'))
    const phones = new Phones(owner)
    await phones.open()
    const marina = await phones.newCustomer('Marina das Duas')
    await nanda.comesIn()
    await caio.comesIn()
    await marina.writes('Tem alguém aí?')

    await nanda.opens('Marina das Duas')
    await caio.opens('Marina das Duas')
    await nanda.seesLooking('Caio Lima')

    await nanda.takes()
    await caio.composer.waitFor()
    await caio.page.getByText('com Nanda Prado').first().waitFor()

    await nanda.types('Tem sim, já respondo')
    await caio.seesPresence('Nanda Prado', 'typing')
    await nanda.answers('Tem sim!')
    await caio.sees('Tem sim!')
    await marina.receives('Tem sim!')

    await nanda.closes()
    await caio.page.getByText('Atendimento encerrado').waitFor()
    await caio.reopens()
    await nanda.composer.waitFor()

    await caio.closes()
    await nanda.page.getByText('Atendimento encerrado').waitFor()
    await marina.writes('Só mais uma coisa')
    await nanda.sees('Só mais uma coisa')
    await nanda.page.getByText('Atendimento encerrado').waitFor({ state: 'detached' })
  })
})
