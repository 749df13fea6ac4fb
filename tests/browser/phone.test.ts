/** The customer's phone and what goes on backstage, with the business at the other end of our API. */
import type { ConversationView } from '@recado/contract/conversations'
import type { MessageView } from '@recado/contract/messages'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { eventually } from './harness/eventually.ts'
import { call, sandboxNumber, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { PICTURE } from './harness/picture.ts'
import { stage } from './harness/stage.ts'

describe('the customer’s phone', () => {
  const story = stage()

  story('text, reply, reaction and picture arrive at the business, each marked as what it is', async (stage) => {
    const { phones, business } = await counter(stage)
    const marina = await phones.newCustomer('Marina do Bolo')
    await marina.writes('Oi, vocês fazem bolo de casamento?')
    await business.answers('Marina do Bolo', 'Fazemos, sim.')
    await marina.receives('Fazemos, sim.')
    await marina.replies('Fazemos, sim.', 'E sem glúten?')
    await marina.reacts('Fazemos, sim.', '👍')
    await marina.sendsPicture(PICTURE, 'Queria um assim')

    await eventually(() => business.heard('Marina do Bolo')).toEqual(['text', 'text', 'reaction', 'image'])
    const [answer, reply] = await business.thread('Marina do Bolo', ['Fazemos, sim.', 'E sem glúten?'])
    expect(reply?.contextWamid).toBe(answer?.wamid)
  })

  story('what the business sends is read while the chat is in front, and only delivered while it is not', async (stage) => {
    const { phones, business } = await counter(stage)
    const renan = await phones.newCustomer('Renan das Entregas')
    await renan.writes('Meu pedido saiu?')
    await business.answers('Renan das Entregas', 'Saiu agora.')
    await eventually(() => business.statusOf('Renan das Entregas', 'Saiu agora.')).toBe('read')
    await renan.leavesChat()
    await business.answers('Renan das Entregas', 'Chega às dez.')
    await eventually(() => business.statusOf('Renan das Entregas', 'Chega às dez.')).toBe('delivered')
    await renan.opensChat()
    await eventually(() => business.statusOf('Renan das Entregas', 'Chega às dez.')).toBe('read')
  })

  story('a phone without internet gets nothing and sends nothing until it is back', async (stage) => {
    const { phones, business } = await counter(stage)
    const luana = await phones.newCustomer('Luana Sem Sinal')
    await luana.writes('Estou no metrô')
    await eventually(() => business.heard('Luana Sem Sinal')).toEqual(['text'])
    await phones.setSwitch('offline', true)
    await business.answers('Luana Sem Sinal', 'Sem pressa.')
    await eventually(() => business.statusOf('Luana Sem Sinal', 'Sem pressa.')).toBe('sent')
    await luana.writes('Cheguei')
    await luana.seesTick('Cheguei', 'waiting')
    await phones.setSwitch('offline', false)
    await luana.receives('Sem pressa.')
    await luana.seesTick('Cheguei', 'delivered')
    await eventually(() => business.heard('Luana Sem Sinal')).toEqual(['text', 'text'])
  })

  story('the next send can be refused with a chosen code', async (stage) => {
    const { phones, business } = await counter(stage)
    const jussara = await phones.newCustomer('Jussara da Recusa')
    await jussara.writes('Oi')
    await eventually(() => business.heard('Jussara da Recusa')).toEqual(['text'])
    await phones.refuseNext('131026')
    await business.answers('Jussara da Recusa', 'Esta não chega')
    await eventually(() => business.statusOf('Jussara da Recusa', 'Esta não chega')).toBe('failed')
    await business.answers('Jussara da Recusa', 'Esta chega')
    await jussara.receives('Esta chega')
  })

  story('every webhook is listed with our answer as it happens', async (stage) => {
    const { phones } = await counter(stage)
    const marina = await phones.newCustomer('Marina dos Avisos')
    await marina.writes('Só para ver')
    await phones.deliveries
      .getByRole('listitem')
      .filter({ hasText: 'Marina dos Avisos' })
      .getByText(/200 em \d+ ms/)
      .waitFor()
  })

  async function counter(stage: Parameters<typeof signedIn>[0]): Promise<{ phones: Phones; business: Business }> {
    const page = await signedIn(stage)
    const { items } = await call<{ items: unknown[] }>(page, 'GET', '/numbers')
    if (items.length === 0) await sandboxNumber(page)
    const phones = new Phones(page)
    await phones.open()
    return { phones, business: new Business(page) }
  }
})

/** The other end, without a screen. */
class Business {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async answers(customer: string, body: string): Promise<void> {
    await eventually(() => this.#conversation(customer)).toBeDefined()
    const conversation = await this.#conversation(customer)
    if (conversation?.status !== 'open') await call(this.#page, 'POST', `/conversations/${conversation?.id}/accept`, {})
    await call(this.#page, 'POST', `/conversations/${conversation?.id}/messages`, { type: 'text', text: { body } })
  }

  /** Kinds of what came from the customer, oldest first. */
  async heard(customer: string): Promise<string[]> {
    return (await this.#messages(customer)).filter(({ direction }) => direction === 'in').map(({ type }) => type)
  }

  async thread(customer: string, texts: readonly string[]): Promise<(MessageView | undefined)[]> {
    const messages = await this.#messages(customer)
    return texts.map((text) => messages.find((message) => message.text === text))
  }

  async statusOf(customer: string, text: string): Promise<string | null | undefined> {
    return (await this.thread(customer, [text]))[0]?.status
  }

  async #conversation(customer: string): Promise<ConversationView | undefined> {
    const { items } = await call<{ items: ConversationView[] }>(this.#page, 'GET', '/conversations')
    return items.find(({ contact }) => contact.displayName === customer)
  }

  async #messages(customer: string): Promise<MessageView[]> {
    const conversation = await this.#conversation(customer)
    if (!conversation) return []
    const { items } = await call<{ items: MessageView[] }>(this.#page, 'GET', `/conversations/${conversation.id}/messages`)
    return items.reverse()
  }
}
