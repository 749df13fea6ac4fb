import { Agent } from './agent.ts'
import { call, sandboxNumber, signedIn } from './people.ts'
import { type Phone, Phones } from './phone.ts'
import type { Stage } from './stage.ts'

export interface TwoPeople {
  readonly customer: Phone
  readonly agent: Agent
  readonly phones: Phones
  /** Of the two; once there is one. */
  conversationId(): Promise<string>
}

/** One agent, and one customer who has just picked up the phone, in two browsers. */
export async function twoPeople(stage: Stage, name: string): Promise<TwoPeople> {
  const owner = await signedIn(stage)
  await sandboxNumber(owner)
  const phones = new Phones(await signedIn(stage))
  await phones.open()
  const customer = await phones.newCustomer(name)
  const agent = new Agent(owner)
  await agent.comesIn()
  const conversationId = async () => {
    const { items } = await call<{ items: { id: string; contact: { displayName: string } }[] }>(owner, 'GET', '/conversations')
    return items.find(({ contact }) => contact.displayName === name)?.id ?? ''
  }
  return { customer, agent, phones, conversationId }
}
