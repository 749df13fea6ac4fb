/** A customer and an agent, in two browsers, as two people would. */
import { describe } from 'vitest'
import { eventually } from './harness/eventually.ts'
import { PICTURE } from './harness/picture.ts'
import { stage } from './harness/stage.ts'
import { twoPeople } from './harness/two-people.ts'

describe('a conversation', () => {
  const story = stage()

  story('a customer writes, an agent answers, and the ticks go blue', async (stage) => {
    const { customer: marina, agent: bia } = await twoPeople(stage, 'Marina do Domingo')
    await marina.writes('Vocês abrem no domingo?')
    await bia.opens('Marina do Domingo')
    await bia.sees('Vocês abrem no domingo?')
    await marina.seesTick('Vocês abrem no domingo?', 'read')

    await bia.takes()
    await bia.types('Abrimos, das 8 às 14.')
    await marina.seesTyping()
    await marina.leavesChat()
    await bia.answers('Abrimos, das 8 às 14.')
    await bia.seesTick('Abrimos, das 8 às 14.', 'delivered')
    await marina.opensChat()
    await marina.receives('Abrimos, das 8 às 14.')
    await bia.seesTick('Abrimos, das 8 às 14.', 'read')
  })

  story('a reply, a reaction and a picture show up where they belong', async (stage) => {
    const { customer: renan, agent: bia } = await twoPeople(stage, 'Renan da Festa')
    await renan.writes('Bolo para 20 pessoas, quanto sai?')
    await bia.opens('Renan da Festa')
    await bia.takes()
    await bia.answers('Indico o de 2 kg, R$ 168,00.')
    await renan.receives('Indico o de 2 kg')
    await renan.replies('Indico o de 2 kg', 'Pode ser sem glacê?')
    await renan.reacts('Indico o de 2 kg', '❤️')
    await renan.sendsPicture(PICTURE, 'Queria um assim')

    await bia.sees('Queria um assim')
    await bia
      .bubble('Pode ser sem glacê?')
      .getByRole('button', { name: /Indico o de 2 kg/ })
      .waitFor()
    await bia
      .bubble('Indico o de 2 kg, R$ 168,00.')
      .getByRole('img', { name: /reagiu com ❤️/ })
      .first()
      .waitFor()
  })

  story('after 24 hours the composer gives way, an approved template goes out, and its button opens the window again', async (stage) => {
    const { customer: luana, agent: bia, phones } = await twoPeople(stage, 'Luana das Encomendas')
    await luana.writes('Quero encomendar para sábado')
    await bia.opens('Luana das Encomendas')
    await bia.takes()
    await bia.types('um rascunho que não pode se perder')
    await phones.moveClockOn()
    await bia.seesWindowClosed()

    await bia.sendsTemplate('lembrete_retirada', { nome: 'Luana', dia: 'sábado', hora: '10 h' })
    await luana.receives('Sua encomenda fica pronta sábado às 10 h')
    await luana.presses('Confirmo')
    await bia.sees('Confirmo')
    await bia.composer.waitFor()
    await eventually(() => bia.composer.inputValue()).toBe('um rascunho que não pode se perder')
  })

  story('a send that Meta refuses says why, and a new try goes through where trying again can help', async (stage) => {
    const { customer: jussara, agent: bia, phones } = await twoPeople(stage, 'Jussara da Recusa')
    await jussara.writes('Oi')
    await bia.opens('Jussara da Recusa')
    await bia.takes()
    await phones.refuseNext('131026')
    await bia.answers('Chegou?')
    await bia.seesTick('Chegou?', 'failed')
    await bia.bubble('Chegou?').getByText('não recebe WhatsApp').waitFor()
    await bia.bubble('Chegou?').getByRole('button', { name: 'Tentar de novo' }).click()
    await jussara.receives('Chegou?')
  })
})
