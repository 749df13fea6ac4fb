import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, type Stage, stage } from '../../test/stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
afterAll(() => s.close())

const BODY = { type: 'BODY', text: 'Olá {{1}}, seu pedido saiu para entrega.', example: { body_text: [['Ana']] } }
let counter = 0
const draft = (more: object = {}) => ({ name: `aviso_${++counter}`, language: 'pt_BR', category: 'UTILITY', components: [BODY], ...more })
const create = (wish: object) => s.graph('POST', `${s.made.wabaId}/message_templates`, wish)
const list = async (query = '') => (await s.graph('GET', `${s.made.wabaId}/message_templates${query}`)).body
const decided = (id: string, event: string) =>
  s.business.until(() =>
    s.business
      .updates()
      .find(
        (update) =>
          update.field === 'message_template_status_update' && String(update.message_template_id) === id && update.event === event,
      ),
  )

describe('a new template', () => {
  test('is pending, then approved by webhook, and can be sent', async () => {
    const wish = draft()
    const { body } = await create(wish)
    expect(body).toEqual({ id: expect.stringMatching(/^\d{16}$/), status: 'PENDING', category: 'UTILITY' })
    const template = {
      name: wish.name,
      language: { code: 'pt_BR' },
      components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ana' }] }],
    }
    expect(codeOf(await s.send({ type: 'template', template }))).toBe(132001)
    expect(await decided(body.id, 'APPROVED')).toMatchObject({
      message_template_name: wish.name,
      reason: 'NONE',
      message_template_category: 'UTILITY',
    })
    expect(codeOf(await s.send({ type: 'template', template }))).toBe(0)
  })

  test.each([
    ['SCAM', draft({ category: 'MARKETING', components: [{ type: 'BODY', text: 'Ganhe na loteria hoje mesmo.' }] })],
    ['INCORRECT_CATEGORY', draft({ components: [{ type: 'BODY', text: 'Hoje com desconto para você.' }] })],
  ])('is rejected for %s', async (reason, wish) => {
    const { body } = await create(wish)
    expect((await decided(body.id, 'REJECTED')).reason).toBe(reason)
    expect((await s.graph('GET', `${body.id}?fields=status,rejected_reason`)).body).toEqual({
      status: 'REJECTED',
      rejected_reason: reason,
      id: body.id,
    })
  })

  const bodyOf = (text: string, ...example: string[]) => ({
    components: [{ type: 'BODY', text, ...(example.length > 0 ? { example: { body_text: [example] } } : {}) }],
  })
  const buttons = (...list: object[]) => ({ components: [BODY, { type: 'BUTTONS', buttons: list }] })
  const quick = (text: string) => ({ type: 'QUICK_REPLY', text })

  test.each<[string, number | undefined, object]>([
    ['a name with capitals', undefined, { name: 'Aviso' }],
    ['a category nobody knows', undefined, { category: 'TRANSACTIONAL' }],
    ['no body', undefined, { components: [{ type: 'FOOTER', text: 'Loja' }] }],
    ['a variable at the start', 2388299, bodyOf('{{1}}, seu pedido já saiu hoje.', 'Ana')],
    ['a variable at the end', 2388299, bodyOf('O seu pedido já saiu hoje, {{1}}.', 'Ana')],
    ['more variables than words', 2388293, bodyOf('Oi {{1}} e {{2}} sim', 'a', 'b')],
    ['variables out of order', 2388072, bodyOf('Olá {{2}}, seu pedido saiu para entrega.', 'Ana')],
    ['no example', 2388043, bodyOf('Olá {{1}}, seu pedido saiu para entrega.')],
    ['a body that is too long', 2388040, bodyOf('x'.repeat(1025))],
    ['a footer with a variable', 2388073, { components: [BODY, { type: 'FOOTER', text: 'Até {{1}}' }] }],
    ['a header that is too long', 2388047, { components: [BODY, { type: 'HEADER', format: 'TEXT', text: 'x'.repeat(61) }] }],
    ['three links', undefined, buttons(...[1, 2, 3].map((n) => ({ type: 'URL', text: `${n}`, url: 'https://x.example' })))],
    ['quick replies around a link', undefined, buttons(quick('a'), { type: 'URL', text: 'b', url: 'https://x.example' }, quick('c'))],
    ['a button that says too much', undefined, buttons(quick('x'.repeat(26)))],
    ['an emoji in its header', 2388047, { components: [BODY, { type: 'HEADER', format: 'TEXT', text: 'Chegou 🎉' }] }],
    ['a header variable without example', 2388043, { components: [BODY, { type: 'HEADER', format: 'TEXT', text: 'Pedido {{1}}' }] }],
    ['a picture in its header without example', 2388043, { components: [BODY, { type: 'HEADER', format: 'IMAGE' }] }],
    ['a line break in its footer', 2388073, { components: [BODY, { type: 'FOOTER', text: 'Loja\nSol' }] }],
    ['a button with an emoji', undefined, buttons(quick('Sim 👍'))],
    ['a link to WhatsApp itself', undefined, buttons({ type: 'URL', text: 'a', url: 'https://wa.me/5511999990000' })],
    ['an open link without example', 2388043, buttons({ type: 'URL', text: 'a', url: 'https://x.example/{{1}}' })],
    ['a phone that is none', undefined, buttons({ type: 'PHONE_NUMBER', text: 'a', phone_number: 'loja' })],
    ['a one-time code outside authentication', undefined, buttons({ type: 'OTP', otp_type: 'COPY_CODE' })],
    ['words of its own around a code', 2388072, { category: 'AUTHENTICATION' }],
    [
      'a code that lasts for days',
      2388073,
      { category: 'AUTHENTICATION', components: [{ type: 'BODY' }, { type: 'FOOTER', code_expiration_minutes: 2000 }] },
    ],
    ['a variable inside a link', undefined, buttons({ type: 'URL', text: 'a', url: 'https://x.example/{{1}}/b' })],
  ])('with %s is refused at once', async (_, subcode, more) => {
    const { status, body } = await create(draft(more))
    expect([status, body.error.code, body.error.error_subcode]).toEqual([400, 100, subcode])
  })

  test('of the same name and language is refused, in another language it is not', async () => {
    const wish = draft()
    expect(codeOf(await create(wish))).toBe(0)
    expect((await create(wish)).body.error).toMatchObject({ code: 100, error_subcode: 2388024, error_user_title: expect.any(String) })
    expect(codeOf(await create({ ...wish, language: 'es' }))).toBe(0)
  })
})

describe('the list', () => {
  test('is filtered and paged', async () => {
    expect((await list('?status=PAUSED&fields=name,status')).data).toEqual([
      { name: 'pesquisa_satisfacao', status: 'PAUSED', id: expect.any(String) },
    ])
    expect((await list('?name=order_update&language=es')).data).toHaveLength(1)
    expect((await list('?category=AUTHENTICATION')).data.map(({ name }: { name: string }) => name)).toEqual(['codigo_de_acesso'])
    const all = (await list('?limit=500')).data
    const seen: string[] = []
    for (let after = ''; ; ) {
      const { data, paging } = await list(`?limit=3${after}`)
      seen.push(...data.map(({ id }: { id: string }) => id))
      if (paging.next === undefined) break
      after = `&after=${paging.cursors.after}`
    }
    expect(seen).toEqual(all.map(({ id }: { id: string }) => id))
    expect(codeOf(await s.graph('GET', `${s.made.wabaId}/message_templates?after=xyz`))).toBe(131059)
  })

  test('starts with templates of each kind', async () => {
    const { data } = await list('?limit=500&fields=name,language,category,status,parameter_format,components')
    expect(new Set(data.map(({ language }: { language: string }) => language))).toEqual(new Set(['pt_BR', 'en', 'es']))
    expect(new Set(data.map(({ category }: { category: string }) => category))).toEqual(new Set(['UTILITY', 'MARKETING', 'AUTHENTICATION']))
    expect(new Set(data.map((each: { parameter_format: string }) => each.parameter_format))).toEqual(new Set(['POSITIONAL', 'NAMED']))
  })
})

describe('changing', () => {
  test('an approved template once a day; it is reviewed again', async () => {
    const { id } = (await create(draft())).body
    expect(codeOf(await s.graph('POST', id, { components: [BODY] }))).toBe(100) // still under review
    await decided(id, 'APPROVED')
    const changed = { ...BODY, text: 'Olá {{1}}, seu pedido chega amanhã cedo.' }
    expect((await s.graph('POST', id, { components: [changed] })).body).toMatchObject({ success: true })
    await s.quiet()
    expect(codeOf(await s.graph('POST', id, { components: [BODY] }))).toBe(100)
    expect(codeOf(await s.graph('POST', id, { category: 'MARKETING' }))).toBe(100)
    await s.api('POST', '/clock', { hours: 25 })
    expect(codeOf(await s.graph('POST', id, { components: [BODY] }))).toBe(0)
  })

  test('deleting by name takes every language, by id only one', async () => {
    const wish = draft()
    const first = (await create(wish)).body
    await create({ ...wish, language: 'es' })
    const path = `${s.made.wabaId}/message_templates?name=${wish.name}`
    expect((await s.graph('DELETE', `${path}&hsm_id=${first.id}`)).body).toEqual({ success: true })
    expect((await list(`?name=${wish.name}`)).data).toMatchObject([{ language: 'es' }])
    await s.graph('DELETE', path)
    expect((await list(`?name=${wish.name}`)).data).toEqual([])
    expect(codeOf(await s.graph('DELETE', path))).toBe(100)
  })

  test('what was once approved leaves its name to nobody for 30 days, in its language', async () => {
    const wish = draft()
    const { id } = (await create(wish)).body
    await decided(id, 'APPROVED')
    const path = `${s.made.wabaId}/message_templates?name=${wish.name}`
    await s.graph('DELETE', path)
    expect((await create(wish)).body.error).toMatchObject({ code: 100, error_subcode: 2388023 })
    expect(codeOf(await create({ ...wish, language: 'es' }))).toBe(0)
    await s.api('POST', '/clock', { hours: 24 * 30 + 1 })
    expect(codeOf(await create(wish))).toBe(0)
  })

  test('what was still under review does not', async () => {
    const wish = draft()
    await create(wish)
    await s.graph('DELETE', `${s.made.wabaId}/message_templates?name=${wish.name}`)
    expect(codeOf(await create(wish))).toBe(0)
  })
})

describe('many new ones', () => {
  test('a hundred within an hour, and no more until the hour is over', async () => {
    await s.api('POST', '/clock', { hours: 2 })
    const codes = await Promise.all(Array.from({ length: 100 }, async () => codeOf(await create(draft()))))
    expect(codes.filter((code) => code !== 0)).toEqual([])
    expect((await create(draft())).body.error).toMatchObject({ code: 80007 })
    await s.api('POST', '/clock', { hours: 1 })
    expect(codeOf(await create(draft()))).toBe(0)
  })
})

describe('a handle', () => {
  test('lives for a day, and must be one that was given out', async () => {
    const { app_id: appId } = (await s.graph('GET', `debug_token?input_token=${s.made.accessToken}`)).body.data
    const { id } = (await s.graph('POST', `${appId}/uploads?file_length=3&file_type=image/png&file_name=a`)).body
    const answer = await fetch(`${s.simulator.url}/graph/v26.0/${id}`, {
      method: 'POST',
      headers: { authorization: `OAuth ${s.made.accessToken}`, file_offset: '0' },
      body: Buffer.from('png'),
    })
    const { h: handle } = (await answer.json()) as { h: string }
    const withPicture = (header_handle: string) =>
      draft({ components: [{ type: 'HEADER', format: 'IMAGE', example: { header_handle: [header_handle] } }, BODY] })
    expect(codeOf(await create(withPicture('4::of::nobody')))).toBe(100)
    expect(codeOf(await create(withPicture(handle)))).toBe(0)
    await s.api('POST', '/clock', { hours: 25 })
    expect((await create(withPicture(handle))).body.error.message).toContain('expired')
  })
})
