/** Everything besides text, both ways: what a customer sends, and what an agent asks that the customer answers by pressing. */
import { describe } from 'vitest'
import compose from '../../web/src/i18n/pt-BR/compose.ts'
import inbox from '../../web/src/i18n/pt-BR/inbox.ts'
import kinds from '../../web/src/i18n/pt-BR/kinds.ts'
import sandbox from '../../web/src/i18n/pt-BR/sandbox.ts'
import { Agent } from './harness/agent.ts'
import { call, sandboxNumber, signedIn } from './harness/people.ts'
import { type Phone, Phones } from './harness/phone.ts'
import { type Stage, stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

describe('all kinds of messages', () => {
  const story = stage()

  story('what a customer sends is shown as what it is, and follows when it is edited or deleted', async (stage) => {
    const { customer: iara, agent: bia, phones } = await twoPeople(stage, 'Iara dos Tipos')
    await iara.writes('Quero dois bolos')
    await bia.opens('Iara dos Tipos')
    await bia.takes()

    await iara.sendsSample('location')
    await bia.bubble('Praça das Palmeiras').getByRole('link', { name: kinds.location.map }).waitFor()
    await iara.sendsSample('contact')
    await bia.bubble('Lívia Prado').getByRole('button', { name: kinds.contact.save }).click()
    await bia.bubble('Lívia Prado').getByRole('button', { name: kinds.contact.saved }).waitFor()
    await iara.sendsSample('order')
    await bia.bubble('bolo-cenoura').first().getByText(kinds.order.total).waitFor()
    await iara.sendsSample('ad')
    await bia.bubble(kinds.marks.ad).getByText('Bolo de festa com entrega').waitFor()
    await bia.bubble(kinds.marks.ad).getByRole('img', { name: 'Bolo de festa com entrega' }).waitFor()
    await iara.sendsSample('forwarded')
    await bia.sees(kinds.marks.forwardedOften)
    await iara.sendsSample('product')
    await bia.sees(kinds.marks.product)
    await iara.sendsSample('poll')
    await bia.bubble(kinds.unknown.kind.poll).getByText(kinds.unknown.where).waitFor()

    await iara.edits('Quero dois bolos', 'Quero três bolos')
    await bia.bubble('Quero três bolos').getByText(inbox.bubble.edited).waitFor()
    await iara.writes('isto não era aqui')
    await bia.sees('isto não era aqui')
    await iara.deletes('isto não era aqui')
    await bia.sees(inbox.kind.revoke)
    await bia.bubble('isto não era aqui').waitFor({ state: 'detached' })

    await phones.writesFromPhoneApp('Já respondo pelo celular')
    await bia.bubble('Já respondo pelo celular').getByText(inbox.origin.phone).waitFor()
    await iara.receives('Já respondo pelo celular')
    await phones.changesIdentity()
    await bia.thread.getByText(filled(inbox.system.identity, { name: 'Iara dos Tipos' })).waitFor()
  })

  story('an agent asks with buttons, lists and requests, reacts and quotes; the customer answers by pressing', async (stage) => {
    const { customer: davi, agent: bia, conversationId } = await twoPeople(stage, 'Davi das Respostas')
    await davi.writes('Vocês entregam?')
    await bia.opens('Davi das Respostas')
    await bia.takes()
    await bia.reacts('Vocês entregam?', '👍')
    await bia.replies('Vocês entregam?', 'Entregamos sim')
    await davi.receives('Entregamos sim')

    const buttons = await bia.composes('buttons')
    await buttons.getByLabel(compose.body, { exact: true }).fill('Qual horário?')
    await buttons.getByLabel(filled(compose.buttons.one, { n: '1' })).fill('Manhã')
    await buttons.getByLabel(filled(compose.buttons.one, { n: '2' })).fill('Tarde')
    await buttons.getByRole('button', { name: compose.send, exact: true }).click()
    await buttons.waitFor({ state: 'detached' })
    await davi.presses('Tarde')
    await bia.bubble(kinds.chosen).getByText('Tarde').waitFor()

    const place = await bia.composes('askLocation')
    await place.getByRole('button', { name: compose.send, exact: true }).click()
    await davi.presses(sandbox.answer.location)
    await bia.bubble('Praça das Palmeiras').first().waitFor()

    const id = await conversationId()
    const send = (interactive: unknown) => call(bia.page, 'POST', `/conversations/${id}/messages`, { type: 'interactive', interactive })
    const list = await bia.composes('list')
    await list.getByLabel(compose.body, { exact: true }).fill('Escolha o sabor')
    await list.getByLabel(filled(compose.list.row, { n: '1' }), { exact: true }).fill('Cenoura')
    await list.getByRole('button', { name: compose.list.addSection }).click()
    await list.getByLabel(filled(compose.list.row, { n: '3' }), { exact: true }).fill('Coxinha')
    await list.getByLabel(filled(compose.list.sectionTitle, { n: '1' })).fill('Doces')
    await list.getByLabel(filled(compose.list.sectionTitle, { n: '2' })).fill('Salgados')
    await list.getByRole('button', { name: compose.send, exact: true }).click()
    await list.waitFor({ state: 'detached' })
    await bia.bubble('Salgados').getByText('Coxinha').waitFor()
    await davi.presses('Cenoura')
    await bia.bubble(kinds.chosen).getByText('Cenoura').waitFor()
    const parameters = { flow_message_version: '3', flow_id: '1', flow_cta: 'Agendar' }
    await send({ type: 'flow', body: { text: 'Marque o dia' }, action: { name: 'flow', parameters } })
    await davi.presses(sandbox.answer.flow)
    await bia.bubble(kinds.form.title).getByText('Manhã').waitFor()
    await send({ type: 'product', body: { text: 'Este?' }, action: { catalog_id: '1', product_retailer_id: 'bolo-milho' } })
    await davi.presses(sandbox.answer.order)
    await bia.bubble(kinds.order.title).getByText('bolo-milho').waitFor()
    const products = await bia.composes('products')
    await products.getByLabel(compose.catalog.id, { exact: true }).fill('99')
    await products.getByLabel(compose.catalog.products, { exact: true }).fill('bolo-fubá\nbolo-coco')
    await products.getByRole('button', { name: compose.list.addSection }).click()
    await products.getByLabel(filled(compose.catalog.productsOf, { n: '2' }), { exact: true }).fill('empada, bolo-coco')
    await products.getByLabel(filled(compose.list.sectionTitle, { n: '1' })).fill('Bolos')
    await products.getByLabel(filled(compose.list.sectionTitle, { n: '2' })).fill('Para a festa')
    await products.getByLabel(compose.body, { exact: true }).fill('Temos estes')
    await products.getByLabel(compose.header, { exact: true }).fill('Da casa')
    await products.getByRole('button', { name: compose.send, exact: true }).click()
    await products.waitFor({ state: 'detached' })
    await bia.bubble('Para a festa').getByText('empada', { exact: true }).waitFor()
    await davi.receives('Temos estes')
  })
})

/** One agent, one customer who has just picked up the phone. */
async function twoPeople(stage: Stage, name: string) {
  const owner = await signedIn(stage)
  await sandboxNumber(owner)
  const phones = new Phones(await signedIn(stage))
  await phones.open()
  const customer: Phone = await phones.newCustomer(name)
  const agent = new Agent(owner)
  await agent.comesIn()
  const conversationId = async (): Promise<string> => {
    const { items } = await call<{ items: { id: string; contact: { displayName: string } }[] }>(owner, 'GET', '/conversations')
    return items.find(({ contact }) => contact.displayName === name)?.id ?? ''
  }
  return { customer, agent, phones, conversationId }
}
