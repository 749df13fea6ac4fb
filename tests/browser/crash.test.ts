/** kill -9 in the middle of a conversation, and the same two browser windows afterwards. */
import type { ConversationView } from '@recado/contract/conversations'
import type { MessageView } from '@recado/contract/messages'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { Agent } from './harness/agent.ts'
import { eventually } from './harness/eventually.ts'
import { call, sandboxNumber, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { stage } from './harness/stage.ts'

const EACH = 8
const questions = Array.from({ length: EACH }, (_, index) => `Pergunta número ${index + 1}.`)
const answers = Array.from({ length: EACH }, (_, index) => `Resposta número ${index + 1}.`)

describe('the server dies while both type', () => {
  const story = stage()

  story('and is started again: nothing is lost, nothing doubled, and nobody reloads', async (stage) => {
    const owner = await signedIn(stage)
    await sandboxNumber(owner)
    const phones = new Phones(await signedIn(stage))
    await phones.open()
    const marina = await phones.newCustomer('Marina da Queda')
    const bia = new Agent(owner)
    await bia.comesIn()
    await marina.writes('Oi, posso fazer umas perguntas?')
    await bia.opens('Marina da Queda')
    await bia.takes()
    await onlyThisLoad(owner)
    await onlyThisLoad(phones.page)

    const writing = Promise.all([inTurn(questions, (text) => marina.writes(text)), inTurn(answers, (text) => bia.answers(text))])
    await bia.sees(answers[1] ?? '')
    await stage.recado.kill()
    await stage.recado.start()
    await writing

    for (const text of questions) await bia.sees(text)
    await eventually(() => decided(owner)).toEqual(true)
    // What was on its way to Meta at the very moment of death may be in doubt; it says so, and is never sent a second time by itself.
    const doubtful = new Set((await stored(owner)).filter(({ status }) => status === 'unknown').map(({ text }) => text))
    expect(doubtful.size).toBeLessThanOrEqual(1)
    for (const text of answers) if (!doubtful.has(text)) await marina.receives(text)
    for (const text of [...answers, ...questions]) {
      const onPhone = await marina.bubble(text).count()
      if (doubtful.has(text)) expect(onPhone, `on the phone, in doubt: ${text}`).toBeLessThanOrEqual(1)
      else expect(onPhone, `on the phone: ${text}`).toBe(1)
      expect(await bia.bubble(text).count(), `in the inbox: ${text}`).toBe(1)
    }
    const thread = await stored(owner)
    expect(thread.filter(({ direction }) => direction === 'in').map(({ text }) => text)).toEqual([
      'Oi, posso fazer umas perguntas?',
      ...questions,
    ])
    expect(thread.filter(({ direction }) => direction === 'out').map(({ text }) => text)).toEqual(answers)
    expect([await isSameLoad(owner), await isSameLoad(phones.page)]).toEqual([true, true])
  })
})

async function inTurn(texts: readonly string[], say: (text: string) => Promise<void>): Promise<void> {
  for (const text of texts) await say(text)
}

/** Nothing the business sent waits any more: it has arrived, or is plainly in doubt. */
async function decided(page: Page): Promise<boolean> {
  const sent = (await stored(page)).filter(({ direction }) => direction === 'out')
  return sent.length === EACH && sent.every(({ status }) => status === 'delivered' || status === 'read' || status === 'unknown')
}

async function stored(page: Page): Promise<MessageView[]> {
  const { items } = await call<{ items: ConversationView[] }>(page, 'GET', '/conversations')
  const { items: messages } = await call<{ items: MessageView[] }>(page, 'GET', `/conversations/${items[0]?.id}/messages`)
  return messages.reverse()
}

const MARK = 'recadoStory'
const onlyThisLoad = (page: Page) => page.evaluate((mark) => Object.assign(window, { [mark]: true }), MARK).then(() => undefined)
const isSameLoad = (page: Page) => page.evaluate((mark) => mark in window, MARK)
