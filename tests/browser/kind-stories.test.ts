/** Everything besides text, both ways: what a customer sends, and what an agent asks that the customer answers by pressing. */
import { describe, expect } from 'vitest'
import compose from '../../web/src/i18n/pt-BR/compose.ts'
import inbox from '../../web/src/i18n/pt-BR/inbox.ts'
import kinds from '../../web/src/i18n/pt-BR/kinds.ts'
import sandbox from '../../web/src/i18n/pt-BR/sandbox.ts'
import { isOnScreen } from './harness/on-screen.ts'
import { call } from './harness/people.ts'
import { stage } from './harness/stage.ts'
import { twoPeople } from './harness/two-people.ts'
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
    await iara.sendsSample('forwardedOften')
    await bia.sees(kinds.marks.forwardedOften)
    await iara.sendsSample('forwarded')
    await bia.bubble('Recebi isto agora').getByText(kinds.marks.forwarded, { exact: true }).waitFor()
    await iara.sendsSample('product')
    await bia.sees(kinds.marks.product)
    await iara.sendsSample('group')
    await bia.bubble('Alguém do grupo quer dividir?').getByText(kinds.marks.group).waitFor()
    await iara.sendsSample('poll')
    await bia.bubble(kinds.unknown.kind.poll).getByText(kinds.unknown.where).waitFor()
    await iara.sendsSample('unsupported')
    await bia.bubble(kinds.unknown.kind.view_once).getByText('131051').waitFor()
    await iara.sendsSample('future')
    const future = bia.bubble(filled(kinds.unknown.newKind, { type: 'hologram' }))
    await future.getByRole('button', { name: kinds.unknown.raw }).click()
    await future.getByText('"beam": "up"').waitFor()

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
  })

  story(
    'one conversation outlives the number and the id of the customer; reactions come and go; a quote leads to what it answers',
    async (stage) => {
      const name = 'Noel dos Nomes'
      const { customer: noel, agent: bia, phones, conversationId } = await twoPeople(stage, name)
      await noel.writes('Guardem este endereço: Rua das Flores, 10')
      await bia.opens(name)
      await bia.takes()
      await bia.answers('Guardado')
      await noel.receives('Guardado')
      await noel.reacts('Guardado', '❤️')
      const reaction = bia.bubble('Guardado').getByRole('img', { name: /reagiu com ❤️/ })
      await reaction.waitFor()
      await noel.unreacts('Guardado', '❤️')
      await reaction.waitFor({ state: 'detached' })

      const told = (what: 'identity' | 'number' | 'id') => bia.thread.getByText(filled(inbox.system[what], { name })).waitFor()
      await phones.changes('identity')
      await told('identity')
      await phones.changes('newNumber')
      await told('number')
      await phones.changes('newUserId')
      await told('id')
      await noel.writes('Sou eu, de número novo')
      await bia.sees('Sou eu, de número novo')
      await bia.answers('Achamos você')
      await noel.receives('Achamos você')

      const path = `/conversations/${await conversationId()}/messages`
      const far = Array.from({ length: 30 }, (_, n) => `Linha ${n + 1}`)
      for (const body of far) await call(bia.page, 'POST', path, { type: 'text', text: { body } })
      await bia.sees(far.at(-1) ?? '')
      await noel.replies('Guardem este endereço', 'Era esse mesmo?')
      const original = bia.thread.locator('[data-message]').filter({ hasText: 'Guardem este endereço' }).first()
      const quote = bia.bubble('Era esse mesmo?').getByRole('button', { name: /Guardem este endereço/ })
      await quote.waitFor()
      await expect.poll(() => original.evaluate(isOnScreen)).toBe(false)
      await quote.click()
      await expect.poll(() => original.evaluate(isOnScreen)).toBe(true)
    },
  )

  story('an agent asks with buttons, lists and requests, reacts and quotes; the customer answers by pressing', async (stage) => {
    const { customer: davi, agent: bia } = await twoPeople(stage, 'Davi das Respostas')
    await davi.writes('Vocês entregam?')
    await bia.opens('Davi das Respostas')
    await bia.takes()
    await bia.reacts('Vocês entregam?', '👍')
    await bia.replies('Vocês entregam?', 'Entregamos sim')
    await davi.receives('Entregamos sim')
    await bia.types('Hoje ainda')
    await bia.composer.selectText()
    await bia.page.getByRole('button', { name: inbox.composer.bold, exact: true }).click()
    await bia.page.getByRole('region', { name: inbox.composer.preview }).locator('strong', { hasText: 'Hoje ainda' }).waitFor()
    await bia.composer.press('Enter')
    await davi.bubble('Hoje ainda').locator('strong').waitFor()

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

  story(
    'a place, a contact and a link reach the phone as what they are; a telephone, calls and a form are asked for, and come back',
    async (stage) => {
      const { customer: rosa, agent: bia } = await twoPeople(stage, 'Rosa das Perguntas')
      await rosa.writes('Como faço o pedido?')
      await bia.opens('Rosa das Perguntas')
      await bia.takes()

      const place = { [compose.location.place]: '-23.5505, -46.6333', [optional(compose.location.name)]: 'Loja da Vila' }
      await bia.sends('location', place)
      await rosa.reads('Loja da Vila')
      const card = { [compose.contact.name]: 'Lívia Prado', [compose.contact.phone]: '+55 11 95550-0199' }
      await bia.sends('contact', card)
      await rosa.reads('Lívia Prado')
      const link = {
        [compose.body]: 'O cardápio de hoje',
        [compose.link.label]: 'Abrir cardápio',
        [compose.link.url]: 'https://example.com/cardapio',
      }
      await bia.sends('link', link)
      await rosa.bubble('O cardápio de hoje').getByRole('link', { name: 'Abrir cardápio' }).waitFor()

      await bia.sends('askContact', { [compose.body]: 'Qual é o seu telefone?' })
      await rosa.presses(sandbox.answer.contact, 'Qual é o seu telefone?')
      await bia.bubble(kinds.contact.save).getByText('Rosa das Perguntas').waitFor()
      await bia.sends('askCall', { [compose.body]: 'Podemos ligar?' })
      await rosa.presses(sandbox.answer.allowCalls, 'Podemos ligar?')
      await bia.bubble(kinds.call.title).getByText(kinds.call.yes).waitFor()
      const flow = { [compose.body]: 'Marque o dia', [compose.flow.label]: 'Agendar', [compose.flow.id]: '1' }
      await bia.sends('flow', flow)
      await rosa.presses(sandbox.answer.flow, 'Marque o dia')
      await bia.bubble(kinds.form.title).getByText('Manhã').waitFor()
    },
  )

  story(
    'what a shop sends reaches the phone: its catalogue, a product, an order to pay in each way, and how far the order is',
    async (stage) => {
      const { customer: rosa, agent: bia } = await twoPeople(stage, 'Rosa das Compras')
      await rosa.writes('O que vocês têm hoje?')
      await bia.opens('Rosa das Compras')
      await bia.takes()

      await bia.sends('catalog', { [compose.body]: 'Nosso catálogo' })
      await rosa.bubble('Nosso catálogo').getByRole('button', { name: sandbox.answer.order }).waitFor()
      await bia.sends('products', {
        [compose.catalog.id]: '1',
        [compose.catalog.products]: 'bolo-milho',
        [optional(compose.body)]: 'Este?',
      })
      await rosa.presses(sandbox.answer.order, 'Este?')
      await bia.bubble(kinds.order.title).getByText('bolo-milho').waitFor()

      const order = (words: string) => ({
        [compose.body]: words,
        [compose.order.reference]: `PED-${words.length}`,
        [filled(compose.order.item, { n: '1' })]: 'Bolo de milho',
        [compose.order.quantity]: '2',
        [compose.order.price]: '24,90',
      })
      const pix = {
        [compose.wayCode.pix_dynamic_code]: '00020101021226',
        [compose.pix.merchant]: 'Padaria',
        [compose.pix.key]: '39580525000189',
      }
      await bia.sends('order', { ...order('No Pix'), ...pix })
      await rosa.bubble('No Pix').getByRole('button', { name: kinds.payment.pix_dynamic_code }).waitFor()
      await rosa.bubble('No Pix').getByText('Bolo de milho').waitFor()
      const boleto = { [compose.wayCode.boleto]: '03399026944140000002628346101018898510000008848' }
      await bia.sends('order', { ...order('No boleto'), ...boleto }, [compose.order.way, compose.way.boleto])
      await rosa.bubble('No boleto').getByRole('button', { name: kinds.payment.boleto }).waitFor()
      const page = { [compose.wayCode.payment_link]: 'https://example.com/pagar' }
      await bia.sends('order', { ...order('Pelo link, então'), ...page }, [compose.order.way, compose.way.payment_link])
      await rosa.bubble('Pelo link, então').getByRole('link', { name: kinds.payment.payment_link }).waitFor()
      const status = { [compose.order.reference]: `PED-${'No Pix'.length}`, [compose.body]: 'Está a caminho' }
      await bia.sends('orderStatus', status, [compose.order.status, kinds.orderStatus.shipped])
      await rosa.bubble('Está a caminho').getByText(kinds.orderStatus.shipped).waitFor()
    },
  )
})

/** How the label of a field is read that may stay empty. */
const optional = (label: string) => `${label} ${compose.optional}`
