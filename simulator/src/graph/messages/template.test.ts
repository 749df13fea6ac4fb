import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, type Stage, stage } from '../../test/stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
  await s.faults({ pairRate: false })
})
afterAll(() => s.close())

const say = (...texts: string[]) => ({ type: 'body', parameters: texts.map((text) => ({ type: 'text', text })) })
const name = (parameters: Readonly<Record<string, string>>) => ({
  type: 'body',
  parameters: Object.entries(parameters).map(([parameter_name, text]) => ({ type: 'text', parameter_name, text })),
})
const header = (text: string) => ({ type: 'header', parameters: [{ type: 'text', text }] })
const link = (text: string, index = '0') => ({ type: 'button', sub_type: 'url', index, parameters: [{ type: 'text', text }] })
const template = (which: string, components: unknown[], language = 'pt_BR') =>
  s.send({ type: 'template', template: { name: which, language: { code: language }, components } })

describe('a template', () => {
  test('arrives with its variables filled in, outside any window', async () => {
    const answer = await template('pedido_confirmado', [header('1204'), say('Marina', 'bolo', 'sábado'), link('1204')])
    expect(answer.body.messages[0]).toMatchObject({ message_status: 'accepted' })
    await s.business.untilStatus(answer.body.messages[0].id, 'delivered')
    const { content, type } = (await s.chat()).messages.at(-1)
    expect(type).toBe('template')
    expect(content.rendered).toMatchObject({
      header: { type: 'text', text: 'Pedido 1204 confirmado' },
      body: 'Oi, Marina! Seu pedido de bolo sai no sábado. Se precisar mudar alguma coisa, é só responder aqui.',
      footer: 'Padaria Aurora',
      buttons: [
        { type: 'URL', text: 'Acompanhar pedido', url: 'https://padaria-aurora.example/pedidos/1204' },
        { type: 'QUICK_REPLY', text: 'Mudar horário', payload: 'Mudar horário' },
      ],
    })
  })

  test('with named variables takes them in any order', async () => {
    const { body } = await template('lembrete_retirada', [name({ hora: '9 h', nome: 'Renan', dia: 'amanhã' })])
    await s.business.untilStatus(body.messages[0].id, 'delivered')
    expect((await s.chat()).messages.at(-1).content.rendered.body).toBe(
      'Olá, Renan. Sua encomenda fica pronta amanhã às 9 h. Vem buscar com a gente?',
    )
  })

  test('is charged by its category', async () => {
    const { body } = await template('order_update', [say('Ana', '#1', '11:40'), link('1')], 'es')
    const report = await s.business.untilStatus(body.messages[0].id, 'sent')
    expect(report.pricing).toEqual({ billable: true, pricing_model: 'PMP', type: 'regular', category: 'utility' })
  })

  test.each<[string, number, number, () => Promise<Parameters<typeof codeOf>[0]>]>([
    ['that does not exist', 132001, 404, () => template('nada', [])],
    ['in a language it was not made in', 132001, 404, () => template('order_update', [], 'pt_BR')],
    ['that is paused', 132015, 400, () => template('pesquisa_satisfacao', [say('Renan')])],
    ['that was rejected', 132001, 404, () => template('premio_garantido', [say('Renan')])],
    ['with a variable too few', 132000, 400, () => template('pedido_confirmado', [header('1'), say('Marina', 'bolo'), link('1')])],
    ['with a header variable missing', 132000, 400, () => template('pedido_confirmado', [say('a', 'b', 'c'), link('1')])],
    ['without the parameter of its link', 131008, 400, () => template('pedido_confirmado', [header('1'), say('a', 'b', 'c')])],
    ['with names where there are numbers', 132012, 400, () => template('retomar_conversa', [name({ nome: 'Ana' })])],
    ['with numbers where there are names', 132012, 400, () => template('welcome_back', [say('Ana')], 'en')],
    ['with a name it does not have', 132018, 400, () => template('welcome_back', [name({ nome: 'Ana' })], 'en')],
    ['with a line break in a variable', 132018, 400, () => template('retomar_conversa', [say('Ana\nLima')])],
    [
      'with a picture where there is text',
      132012,
      400,
      () => template('retomar_conversa', [{ type: 'body', parameters: [{ type: 'image', image: { id: '1' } }] }]),
    ],
    ['that grows too long', 132005, 400, () => template('retomar_conversa', [say('x'.repeat(4100))])],
    ['with a button it does not have', 132018, 400, () => template('retomar_conversa', [say('Ana'), link('1', '5')])],
    ['with a button of another kind', 132012, 400, () => template('retomar_conversa', [say('Ana'), link('1', '0')])],
    [
      'for authentication, to a user id',
      131062,
      400,
      () =>
        s.send({
          to: undefined,
          recipient: s.customer.bsuid,
          type: 'template',
          template: { name: 'codigo_de_acesso', language: { code: 'pt_BR' }, components: [say('123456'), link('123456')] },
        }),
    ],
  ])('%s is refused', async (_, code, status, sent) => {
    const answer = await sent()
    expect([codeOf(answer), answer.status]).toEqual([code, status])
  })

  test('that was disabled is refused for good', async () => {
    const { data } = (await s.graph('GET', `${s.made.wabaId}/message_templates?name=retomar_conversa`)).body
    const path = `/wabas/${s.made.wabaId}/templates/${data[0].id}`
    await s.control('POST', path, { status: 'DISABLED' })
    expect(codeOf(await template('retomar_conversa', [say('Ana')]))).toBe(132016)
    await s.control('POST', path, { status: 'APPROVED' })
  })

  test('for marketing is refused where the account keeps marketing off this API', async () => {
    await s.graph('POST', `${s.made.wabaId}?disable_marketing_messages_on_cloud_api=true`)
    expect(codeOf(await template('welcome_back', [name({ first_name: 'Ana' })], 'en'))).toBe(131063)
    await s.graph('POST', `${s.made.wabaId}?disable_marketing_messages_on_cloud_api=false`)
  })

  test('for marketing does not reach who said stop, nor numbers of the United States', async () => {
    await s.api('PATCH', `/customers/${s.customer.id}`, { optedOut: true })
    const heard = await s.business.until(() => s.business.updates().find(({ field }) => field === 'user_preferences'))
    expect(heard.user_preferences).toMatchObject([{ wa_id: s.customer.waId, category: 'marketing_messages', value: 'stop' }])
    const stopped = await template('welcome_back', [name({ first_name: 'Ana' })], 'en')
    expect((await s.business.untilStatus(stopped.body.messages[0].id, 'failed')).errors[0].code).toBe(131050)
    const american = await s.send({
      to: '+1 650 555 1234',
      type: 'template',
      template: { name: 'welcome_back', language: { code: 'en' }, components: [name({ first_name: 'Ana' })] },
    })
    expect((await s.business.untilStatus(american.body.messages[0].id, 'failed')).errors[0].code).toBe(131049)
  })
})
