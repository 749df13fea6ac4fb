import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Any, codeOf, type Stage, stage } from '../test/stage.ts'

let s: Stage
beforeEach(async () => {
  s = await stage()
})
afterEach(() => s.close())

const post = (edge: string, body: object, id: string = s.made.phoneNumberId) => s.graph('POST', `${id}/${edge}`, body)
const get = async (edge: string) => (await s.graph('GET', `${s.made.phoneNumberId}${edge}`)).body

describe('nodes', () => {
  test('show what is asked for, and always their id', async () => {
    expect(await get('?fields=verified_name,throughput,quality_score{score}')).toEqual({
      verified_name: 'Padaria Aurora',
      throughput: { level: 'STANDARD' },
      quality_score: { score: 'GREEN' },
      id: s.made.phoneNumberId,
    })
    const waba = await s.graph('GET', `${s.made.wabaId}?fields=name,phone_numbers{display_phone_number},owner_business_info{name}`)
    expect(waba.body).toMatchObject({
      name: 'Padaria Aurora',
      owner_business_info: { name: 'Padaria Aurora' },
      phone_numbers: { data: [{ display_phone_number: '+55 11 4000-0000', id: s.made.phoneNumberId }] },
    })
  })

  test('say which field they do not have', async () => {
    const { body } = await s.graph('GET', `${s.made.wabaId}?fields=name,colour`)
    expect(body.error).toMatchObject({
      code: 100,
      message: '(#100) Tried accessing nonexisting field (colour) on node type (WhatsAppBusinessAccount)',
    })
  })

  test('tell their health', async () => {
    expect((await get('?fields=health_status')).health_status.can_send_message).toBe('AVAILABLE')
    await s.control('PATCH', `/numbers/${s.made.phoneNumberId}`, { registered: false })
    const { health_status } = await get('?fields=health_status')
    expect(health_status).toMatchObject({
      can_send_message: 'BLOCKED',
      entities: [{ entity_type: 'PHONE_NUMBER', errors: [{ error_code: 141000 }] }, {}, {}, {}],
    })
  })

  test('are paged with cursors that only their list understands', async () => {
    for (let n = 0; n < 4; n++) await s.control('POST', `/wabas/${s.made.wabaId}/numbers`, {})
    const list = `${s.made.wabaId}/phone_numbers?fields=id&limit=2`
    const seen: string[] = []
    let path: string | undefined = list
    while (path !== undefined) {
      const { data, paging }: Any = (await s.graph('GET', path)).body
      seen.push(...data.map(({ id }: { id: string }) => id))
      path = paging.next === undefined ? undefined : `${list}&after=${paging.cursors.after}`
    }
    expect(new Set(seen).size).toBe(5)
    expect(codeOf(await s.graph('GET', `${list}&after=nonsense`))).toBe(131059)
  })
})

const hours = (times: object) => ({
  status: 'ENABLED',
  timezone_id: 'America/Sao_Paulo',
  weekly_operating_hours: [{ day_of_week: 'MONDAY', ...times }],
})

describe('how customers know a number', () => {
  const decide = (decision: object) => s.api('POST', `/numbers/${s.made.phoneNumberId}`, decision)
  const node = () => get('?fields=verified_name,name_status,new_name_status,new_display_name,new_certificate')
  const heard = (field: string) => s.business.until(() => s.business.updates().find((update) => update.field === field))

  test('a new name waits for review, is the number’s once approved, and asks to be registered again', async () => {
    expect((await s.graph('POST', s.made.phoneNumberId, { new_display_name: 'Padaria Nova' })).body).toEqual({ success: true })
    expect(await node()).toMatchObject({
      verified_name: 'Padaria Aurora',
      new_name_status: 'PENDING_REVIEW',
      new_display_name: 'Padaria Nova',
    })
    expect(codeOf(await s.graph('POST', s.made.phoneNumberId, { new_display_name: 'Outra' }))).toBe(100)
    expect((await decide({ act: 'approveName' })).status).toBe(200)
    expect(await heard('phone_number_name_update')).toMatchObject({ decision: 'APPROVED', requested_verified_name: 'Padaria Nova' })
    expect(await node()).toMatchObject({ verified_name: 'Padaria Nova', new_name_status: 'APPROVED', new_certificate: expect.any(String) })
    await post('register', { messaging_product: 'whatsapp', pin: '123456' })
    const after = await node()
    expect(after).toMatchObject({ new_name_status: 'NONE' })
    expect(after).not.toHaveProperty('new_certificate')
  })

  test('a declined name leaves the old one', async () => {
    await s.graph('POST', s.made.phoneNumberId, { new_display_name: 'Padaria Nova' })
    await decide({ act: 'declineName', reason: 'NAME_FORMAT_UNACCEPTABLE' })
    expect(await heard('phone_number_name_update')).toMatchObject({ decision: 'REJECTED', rejection_reason: 'NAME_FORMAT_UNACCEPTABLE' })
    expect(await node()).toMatchObject({ verified_name: 'Padaria Aurora', new_name_status: 'DECLINED' })
    expect((await decide({ act: 'approveName' })).status).toBe(409)
  })

  test('a username is reserved, approved and given back', async () => {
    expect((await s.graph('GET', `${s.made.phoneNumberId}/username_suggestions`)).body.data[0].username_suggestions).toContain(
      'padariaaurora',
    )
    expect((await post('username', { username: 'padariaaurora' })).body).toEqual({ status: 'reserved' })
    await decide({ act: 'approveUsername' })
    expect(await heard('business_username_update')).toMatchObject({ username: 'padariaaurora', status: 'approved' })
    expect(await get('/username')).toEqual({ username: 'padariaaurora', status: 'approved' })
    expect((await s.graph('DELETE', `${s.made.phoneNumberId}/username`)).body).toEqual({ success: true })
    expect(await get('/username')).toEqual({})
  })

  test.each([
    ['ab', 100],
    ['Maiusculas', 100],
    ['1234', 100],
    ['.ponto', 100],
    ['dois..pontos', 100],
    ['www.loja', 100],
    ['loja.com', 100],
    ['whatsapp', 147001],
  ])('the username %s is refused with %i', async (username, code) => {
    expect(codeOf(await post('username', { username }))).toBe(code)
  })

  test('a username of another number of the account moves only when told to', async () => {
    const { phoneNumberId } = (await s.control('POST', `/wabas/${s.made.wabaId}/numbers`, {})).body
    await post('username', { username: 'padariaaurora' })
    expect(codeOf(await post('username', { username: 'padariaaurora' }, phoneNumberId))).toBe(147005)
    expect(codeOf(await post('username', { username: 'padariaaurora', transfer_action: 'force_transfer' }, phoneNumberId))).toBe(0)
    expect(await get('/username')).toEqual({})
  })

  test('the mark of an official account is asked for once, and decided', async () => {
    const wish = { business_website_url: 'https://example.com', primary_country_of_operation: 'BR', primary_language: 'pt_BR' }
    const state = async () => (await get('?fields=official_business_account')).official_business_account.oba_status
    expect(await state()).toBe('NOT_STARTED')
    expect(codeOf(await post('official_business_account', { ...wish, business_website_url: 'example' }))).toBe(100)
    expect(codeOf(await post('official_business_account', wish))).toBe(0)
    expect(codeOf(await post('official_business_account', wish))).toBe(100)
    await decide({ act: 'official', approved: false })
    expect(await heard('account_alerts')).toMatchObject({ alert_info: { alert_type: 'OBA_REJECTED' } })
    expect(await state()).toBe('REJECTED')
  })

  test('limits and restrictions are told, quality is not', async () => {
    await decide({ act: 'limit', tier: 'TIER_10K' })
    expect(await heard('business_capability_update')).toMatchObject({ max_daily_conversations_per_business: 'TIER_10K' })
    await decide({ act: 'restrict', on: true })
    expect(await heard('account_update')).toMatchObject({ restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING' }] })
    expect((await get('?fields=health_status')).health_status.can_send_message).toBe('LIMITED')
    const { body } = await decide({ act: 'rate', quality: 'RED' })
    expect(body).toMatchObject({ quality: 'RED', tier: 'TIER_10K', restricted: true })
    expect(await get('?fields=quality_rating')).toMatchObject({ quality_rating: 'RED' })
  })
})

describe('registration', () => {
  async function newNumber(): Promise<string> {
    const wish = { cc: '55', phone_number: '11 4000-9999', verified_name: 'Filial' }
    return (await s.graph('POST', `${s.made.wabaId}/phone_numbers`, wish)).body.id
  }
  const sentCode = async (id: string): Promise<string> => (await s.control('PATCH', `/numbers/${id}`, {})).body.sentCode

  test('a new number is verified by code, registered with a PIN, and can send', async () => {
    const id = await newNumber()
    const register = (pin: string) => post('register', { messaging_product: 'whatsapp', pin }, id)
    expect(codeOf(await register('123456'))).toBe(133006)
    expect((await post('request_code', { code_method: 'SMS', language: 'pt_BR' }, id)).body).toEqual({ success: true })
    const code = await sentCode(id)
    expect(codeOf(await post('verify_code', { code: code === '000000' ? '111111' : '000000' }, id))).toBe(136025)
    expect((await post('verify_code', { code }, id)).body).toEqual({ success: true })
    expect((await register('123456')).body).toEqual({ success: true })
    const node = await s.graph('GET', `${id}?fields=status,code_verification_status,is_pin_enabled`)
    expect(node.body).toEqual({ status: 'CONNECTED', code_verification_status: 'VERIFIED', is_pin_enabled: true, id })
    expect(codeOf(await post('messages', { messaging_product: 'whatsapp', to: s.customer.phone, text: { body: 'Oi' } }, id))).toBe(0)
  })

  test('a wrong PIN is refused, five of them lock it until time has passed', async () => {
    const register = (pin: string) => post('register', { messaging_product: 'whatsapp', pin })
    await register('123456')
    for (let n = 0; n < 5; n++) expect(codeOf(await register('654321'))).toBe(133005)
    expect(codeOf(await register('123456'))).toBe(133008)
    await s.api('POST', '/clock', { hours: 13 })
    expect(codeOf(await register('123456'))).toBe(0)
  })

  test('ten times in 72 hours', async () => {
    const register = () => post('register', { messaging_product: 'whatsapp', pin: '123456' })
    for (let n = 0; n < 9; n++) expect(codeOf(await register())).toBe(0) // the first was when it was made
    expect(codeOf(await register())).toBe(133016)
    await s.api('POST', '/clock', { hours: 73 })
    expect(codeOf(await register())).toBe(0)
  })

  test('taken back, it sends no more; in coexistence it cannot be', async () => {
    expect((await post('deregister', {})).body).toEqual({ success: true })
    expect(codeOf(await s.send({ text: { body: 'Oi' } }))).toBe(133010)
    await s.control('PATCH', `/numbers/${s.made.phoneNumberId}`, { registered: true, coexistence: true })
    expect(codeOf(await post('deregister', {}))).toBe(100)
  })

  test.each([
    ['request_code', { code_method: 'PIGEON', language: 'pt_BR' }, 100],
    ['request_code', { code_method: 'SMS' }, 100],
    ['request_code', { code_method: 'SMS', language: 'pt_BR' }, 136024],
    ['register', { messaging_product: 'whatsapp' }, 131008],
    ['register', { messaging_product: 'whatsapp', pin: '12' }, 100],
  ])('%s %j is refused with %i', async (edge, body, code) => {
    expect(codeOf(await post(edge, body))).toBe(code)
  })
})

describe('the smaller edges', () => {
  test('a profile keeps what was set, within Meta’s limits', async () => {
    const set = { about: 'Pão quente', email: 'oi@padaria.example', vertical: 'RESTAURANT', websites: ['https://padaria.example'] }
    expect((await post('whatsapp_business_profile', { messaging_product: 'whatsapp', ...set })).body).toEqual({ success: true })
    expect((await get('/whatsapp_business_profile?fields=about,email,vertical,websites')).data).toEqual([
      { ...set, messaging_product: 'whatsapp' },
    ])
    for (const wrong of [{ about: 'x'.repeat(140) }, { about: '' }, { vertical: 'BAKERY' }, { websites: ['a', 'b'] }]) {
      expect(codeOf(await post('whatsapp_business_profile', { messaging_product: 'whatsapp', ...wrong }))).toBe(100)
    }
  })

  test('settings take one feature at a time', async () => {
    const storage = { status: 'IN_COUNTRY_STORAGE_ENABLED', data_localization_region: 'BR' }
    await post('settings', { storage_configuration: storage })
    expect((await get('/settings')).storage_configuration).toEqual(storage)
    expect(codeOf(await post('settings', { storage_configuration: storage, calling: { status: 'ENABLED' } }))).toBe(100)
  })

  test.each([
    ['calling in words nobody knows', { calling: { status: 'ON' } }],
    ['an hour that is none', { calling: { status: 'ENABLED', call_hours: hours({ open_time: '0800', close_time: '2500' }) } }],
    ['a day that closes before it opens', { calling: { status: 'ENABLED', call_hours: hours({ open_time: '1800', close_time: '0800' }) } }],
    ['a region without local storage', { storage_configuration: { status: 'IN_COUNTRY_STORAGE_ENABLED', data_localization_region: 'FR' } }],
    ['an identity check that is no yes or no', { user_identity_change: { enable_identity_key_check: 'perhaps' } }],
    ['a setting nobody knows', { colour: 'green' }],
  ])('%s is refused', async (_what, body) => {
    expect(codeOf(await post('settings', body))).toBe(100)
  })

  test('calls in hours are kept, what is not said of calls stays, and a number of the phone app has none', async () => {
    const call_hours = hours({ open_time: '0800', close_time: '1800' })
    expect(codeOf(await post('settings', { calling: { status: 'ENABLED', call_hours } }))).toBe(0)
    await post('settings', { calling: { status: 'ENABLED', call_icon_visibility: 'DISABLE_ALL' } })
    expect((await get('/settings')).calling).toMatchObject({ status: 'ENABLED', call_hours, call_icon_visibility: 'DISABLE_ALL' })
    await s.control('PATCH', `/numbers/${s.made.phoneNumberId}`, { coexistence: true })
    expect(codeOf(await post('settings', { calling: { status: 'ENABLED' } }))).toBe(138015)
  })

  test.each([
    ['five prompts', { prompts: ['a', 'b', 'c', 'd', 'e'] }],
    ['a prompt of 81', { prompts: ['x'.repeat(81)] }],
    ['a prompt with emoji', { prompts: ['Bolo 🎂'] }],
    ['a command with a space', { commands: [{ command_name: 'meu pedido', command_description: 'x' }] }],
    ['a command without a hint', { commands: [{ command_name: 'pedido' }] }],
  ])('of conversations, %s is refused', async (_what, body) => {
    expect(codeOf(await post('conversational_automation', body))).toBe(100)
  })

  test('QR codes are made, changed, listed and deleted', async () => {
    const made = (await post('message_qrdls', { prefilled_message: 'Quero um bolo', generate_qr_image: 'SVG' })).body
    expect(made).toMatchObject({ code: expect.stringMatching(/^[A-Z2-7]{14}$/), deep_link_url: `https://wa.me/message/${made.code}` })
    await post('message_qrdls', { code: made.code, prefilled_message: 'Quero dois' })
    expect((await get('/message_qrdls')).data).toMatchObject([{ code: made.code, prefilled_message: 'Quero dois' }])
    expect((await s.graph('DELETE', `${s.made.phoneNumberId}/message_qrdls/${made.code}`)).body).toEqual({ success: true })
    expect((await get('/message_qrdls')).data).toEqual([])
    expect(codeOf(await post('message_qrdls', { prefilled_message: 'x'.repeat(141) }))).toBe(100)
  })

  test('only who wrote in the last day can be blocked; a mixed list is an error with both halves', async () => {
    await s.writes('Oi')
    const users = [{ user: s.customer.phone }, { user: '+55 11 98888-0000' }]
    const { status, body } = await post('block_users', { messaging_product: 'whatsapp', block_users: users })
    expect(status).toBe(400)
    expect(body).toMatchObject({
      error: { code: 139100 },
      block_users: { added_users: [{ input: s.customer.phone, wa_id: s.customer.waId }], failed_users: [{ errors: [{ code: 131047 }] }] },
    })
    expect((await get('/block_users')).data).toMatchObject([{ messaging_product: 'whatsapp', wa_id: s.customer.waId }])
    await s.graph('DELETE', `${s.made.phoneNumberId}/block_users`, { messaging_product: 'whatsapp', block_users: [users[0]] })
    expect((await get('/block_users')).data).toEqual([])
  })

  test('commerce and automation', async () => {
    await s.graph('POST', `${s.made.phoneNumberId}/whatsapp_commerce_settings?is_cart_enabled=false`)
    expect((await get('/whatsapp_commerce_settings')).data).toMatchObject([{ is_cart_enabled: false, is_catalog_visible: false }])
    await post('conversational_automation', {
      prompts: ['Cardápio'],
      commands: [{ command_name: 'pedido', command_description: 'Novo pedido' }],
    })
    expect((await get('?fields=conversational_automation')).conversational_automation).toMatchObject({ prompts: ['Cardápio'] })
  })

  test('an edge that is not there is an unsupported request', async () => {
    const { status, body } = await post('teleport', {})
    expect([status, body.error.code, body.error.error_subcode]).toEqual([400, 100, 33])
  })
})
