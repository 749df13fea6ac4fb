/** Every operation of Meta's file that the simulator has, and how it is asked for. Held against the file by simulator.test.ts. */
import { type Answer, type Any, APP, type Stage } from '../../simulator/src/test/stage.ts'

export interface Operation {
  readonly call: (s: Stage) => Promise<Answer>
  /** Properties that Meta's file does not name, and why they are right nevertheless. */
  readonly newer?: readonly string[]
  /** Where Meta's file is evidently wrong: how the answer is bent before it is held against the file, and the evidence. */
  readonly mended?: { readonly because: string; readonly mend: (body: Any) => Any }
}

const number = (s: Stage, edge = '') => `${s.made.phoneNumberId}${edge}`
const waba = (s: Stage, edge = '') => `${s.made.wabaId}${edge}`
const components = [{ type: 'BODY', text: 'Seu pedido está pronto.' }]
const newTemplate = async (s: Stage, name: string): Promise<string> =>
  (await s.graph('POST', waba(s, '/message_templates'), { name, language: 'pt_BR', category: 'UTILITY', components })).body.id
const newCode = async (s: Stage): Promise<string> =>
  (await s.graph('POST', number(s, '/message_qrdls'), { prefilled_message: 'Oi' })).body.code

function upload(s: Stage): Promise<Answer> {
  const form = new FormData()
  form.append('messaging_product', 'whatsapp')
  form.append('file', new Blob(['conteúdo'], { type: 'text/plain' }), 'a.txt')
  return s.graph('POST', number(s, '/media'), form)
}
async function unverified(s: Stage): Promise<string> {
  const wish = { cc: '55', phone_number: `11 4000-${1000 + Math.floor(Math.random() * 9000)}`, verified_name: 'Filial' }
  return (await s.graph('POST', waba(s, '/phone_numbers'), wish)).body.id
}

const OFFICIAL = { business_website_url: 'https://example.com', primary_country_of_operation: 'BR', primary_language: 'pt_BR' }

const TEMPLATE_NEWER = [
  'parameter_format',
  'rejected_reason',
  'components[].example',
  'components[].example.*',
  'components[].buttons[].*',
  'components[].*',
]
/** The Graph API wraps lists on a node in {data}, and since 2025 shows more of a number than this file knows. */
const NUMBER_NEWER = ['platform_type', 'throughput', 'webhook_configuration', 'last_onboarded_time']

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST /{Phone-Number-ID}/messages': { call: (s) => s.send({ type: 'text', text: { body: 'Oi' } }), newer: [] },
  'POST /{Phone-Number-ID}/media': { call: upload },
  'GET /{Media-ID}': { call: async (s) => s.graph('GET', (await upload(s)).body.id) },
  'DELETE /{Media-ID}': { call: async (s) => s.graph('DELETE', (await upload(s)).body.id) },
  'GET /{Phone-Number-ID}': { call: (s) => s.graph('GET', number(s)), newer: NUMBER_NEWER },
  'POST /{Phone-Number-ID}': { call: (s) => s.graph('POST', number(s), { pin: '123456' }) },
  'POST /{Phone-Number-ID}/register': {
    call: (s) => s.graph('POST', number(s, '/register'), { messaging_product: 'whatsapp', pin: '123456' }),
  },
  'POST /{Phone-Number-ID}/request_code': {
    call: async (s) => s.graph('POST', `${await unverified(s)}/request_code`, { code_method: 'SMS', language: 'pt_BR' }),
  },
  'POST /{Phone-Number-ID}/verify_code': {
    call: async (s) => {
      const id = await unverified(s)
      await s.graph('POST', `${id}/request_code`, { code_method: 'SMS', language: 'pt_BR' })
      return s.graph('POST', `${id}/verify_code`, { code: (await s.control('PATCH', `/numbers/${id}`, {})).body.sentCode })
    },
  },
  'POST /{Phone-Number-ID}/deregister': {
    call: async (s) => {
      const { phoneNumberId } = (await s.control('POST', `/wabas/${s.made.wabaId}/numbers`, {})).body
      return s.graph('POST', `${phoneNumberId}/deregister`)
    },
  },
  'GET /{Phone-Number-ID}/settings': {
    call: (s) => s.graph('GET', number(s, '/settings')),
    newer: ['user_identity_change'],
    mended: {
      because:
        'the file writes these words in lower case, has visible/hidden for an icon that the documentation calls DEFAULT/DISABLE_ALL, and demands ip_addresses, which the documented answer does not have',
      mend: (body) => ({
        ...JSON.parse(JSON.stringify(body).toLowerCase()),
        calling: {
          ...JSON.parse(JSON.stringify(body.calling).toLowerCase()),
          call_icon_visibility: 'visible',
          ip_addresses: { default: [] },
        },
      }),
    },
  },
  'GET /{Phone-Number-ID}/official_business_account': {
    call: (s) => s.graph('GET', number(s, '/official_business_account')),
    mended: {
      because:
        'the file puts the state at the top and does not know of one that was never asked for; the documentation has it in official_business_account',
      mend: ({ id, official_business_account }) => ({ id, ...official_business_account, oba_status: 'PENDING' }),
    },
  },
  'POST /{Phone-Number-ID}/official_business_account': {
    call: (s) => s.graph('POST', number(s, '/official_business_account'), OFFICIAL),
  },
  'POST /{Phone-Number-ID}/settings': {
    call: (s) => s.graph('POST', number(s, '/settings'), { user_identity_change: { enable_identity_key_check: false } }),
  },
  'GET /{Phone-Number-ID}/whatsapp_business_profile': {
    call: (s) => s.graph('GET', number(s, '/whatsapp_business_profile?fields=about,vertical')),
    mended: {
      because: 'the file wraps each profile in business_profile; the documented answer, which every public client reads, does not',
      mend: (body) => ({ data: body.data.map((business_profile: Any) => ({ business_profile })) }),
    },
  },
  'POST /{Phone-Number-ID}/whatsapp_business_profile': {
    call: (s) => s.graph('POST', number(s, '/whatsapp_business_profile'), { messaging_product: 'whatsapp', about: 'Pão quente' }),
  },
  'GET /{Phone-Number-ID}/whatsapp_commerce_settings': { call: (s) => s.graph('GET', number(s, '/whatsapp_commerce_settings')) },
  'POST /{Phone-Number-ID}/whatsapp_commerce_settings': {
    call: (s) => s.graph('POST', number(s, '/whatsapp_commerce_settings?is_cart_enabled=true')),
  },
  'POST /{Phone-Number-ID}/conversational_automation': {
    call: (s) => s.graph('POST', number(s, '/conversational_automation'), { prompts: ['Cardápio'] }),
  },
  'GET /{Phone-Number-ID}/message_qrdls': {
    call: async (s) => {
      await newCode(s)
      return s.graph('GET', number(s, '/message_qrdls'))
    },
  },
  'POST /{Phone-Number-ID}/message_qrdls': {
    call: (s) => s.graph('POST', number(s, '/message_qrdls'), { prefilled_message: 'Quero um bolo', generate_qr_image: 'PNG' }),
  },
  'GET /{Phone-Number-ID}/message_qrdls/{QR-Code-ID}': {
    call: async (s) => s.graph('GET', number(s, `/message_qrdls/${await newCode(s)}`)),
    mended: {
      because: 'the schema is one code; the example beside it, and the documentation, are a list of one',
      mend: (body) => body.data[0],
    },
  },
  'DELETE /{Phone-Number-ID}/message_qrdls/{QR-Code-ID}': {
    call: async (s) => s.graph('DELETE', number(s, `/message_qrdls/${await newCode(s)}`)),
  },
  'POST /{Phone-Number-ID}/block_users': { call: (s) => block(s, 'POST'), newer: ['block_users.added_users[].user_id'] },
  'GET /{Phone-Number-ID}/block_users': {
    call: async (s) => {
      await block(s, 'POST')
      return s.graph('GET', number(s, '/block_users'))
    },
    newer: ['data[].user_id'],
  },
  'DELETE /{Phone-Number-ID}/block_users': {
    call: async (s) => {
      await block(s, 'POST')
      return block(s, 'DELETE')
    },
    newer: ['block_users.removed_users[].user_id'],
  },
  'GET /{WABA-ID}': { call: (s) => s.graph('GET', waba(s)), newer: ['message_template_namespace'] },
  'POST /{WABA-ID}': { call: (s) => s.graph('POST', waba(s, '?is_enabled_for_insights=true')), newer: ['id'] },
  'GET /{WABA-ID}/phone_numbers': {
    call: (s) =>
      s.graph('GET', waba(s, '/phone_numbers?fields=id,display_phone_number,verified_name,status,quality_rating,code_verification_status')),
    mended: {
      because: 'the file’s list of states lacks CONNECTED, which the documentation shows for every number that works',
      mend: (body) => ({
        ...body,
        data: body.data.map((each: Any) => ({ ...each, status: 'LINKED', code_verification_status: 'VERIFIED' })),
      }),
    },
  },
  'POST /{WABA-ID}/phone_numbers': {
    call: (s) => s.graph('POST', waba(s, '/phone_numbers'), { cc: '55', phone_number: '11 4000-0999', verified_name: 'Filial' }),
  },
  'GET /{WABA-ID}/flows': { call: (s) => s.graph('GET', waba(s, '/flows')) },
  'GET /{WABA-ID}/subscribed_apps': {
    call: (s) => s.graph('GET', waba(s, '/subscribed_apps')),
    newer: ['data[].whatsapp_business_api_data'],
  },
  'POST /{WABA-ID}/subscribed_apps': { call: (s) => s.graph('POST', waba(s, '/subscribed_apps')) },
  'DELETE /{WABA-ID}/subscribed_apps': {
    call: async (s) => {
      const answer = await s.graph('DELETE', waba(s, '/subscribed_apps'))
      await s.graph('POST', waba(s, '/subscribed_apps'))
      return answer
    },
  },
  'GET /{WABA-ID}/message_templates': {
    call: (s) => s.graph('GET', waba(s, '/message_templates?limit=5')),
    newer: [...TEMPLATE_NEWER.map((path) => `data[].${path}`), 'paging.next'],
  },
  'POST /{WABA-ID}/message_templates': {
    call: (s) => s.graph('POST', waba(s, '/message_templates'), { name: 'pronto_1', language: 'pt_BR', category: 'UTILITY', components }),
  },
  'DELETE /{WABA-ID}/message_templates': {
    call: async (s) => {
      await newTemplate(s, 'pronto_2')
      return s.graph('DELETE', waba(s, '/message_templates?name=pronto_2'))
    },
  },
  'GET /{TEMPLATE_ID}': { call: async (s) => s.graph('GET', await newTemplate(s, 'pronto_3')), newer: TEMPLATE_NEWER },
  'POST /{TEMPLATE_ID}': {
    call: async (s) => {
      const { data } = (await s.graph('GET', waba(s, '/message_templates?name=retomar_conversa'))).body
      return s.graph('POST', data[0].id, { components })
    },
    newer: ['id', 'name', 'category'],
  },
  'GET /{Business-ID}': { call: (s) => s.graph('GET', s.made.businessId) },
  'GET /{Business-ID}/owned_whatsapp_business_accounts': {
    call: (s) => s.graph('GET', `${s.made.businessId}/owned_whatsapp_business_accounts`),
    newer: ['data[].message_template_namespace'],
  },
  'GET /{Business-ID}/client_whatsapp_business_accounts': {
    call: (s) => s.graph('GET', `${s.made.businessId}/client_whatsapp_business_accounts`),
    newer: ['data[].message_template_namespace'],
  },
}

const block = (s: Stage, method: string) =>
  s.graph(method, number(s, '/block_users'), { messaging_product: 'whatsapp', block_users: [{ user: s.customer.phone }] })

/** One refusal per edge whose errors the file describes. */
export const REFUSALS: Readonly<Record<string, (s: Stage) => Promise<Answer>>> = {
  'GET /{Phone-Number-ID}': (s) => s.graph('GET', number(s, '?fields=colour')),
  'POST /{Phone-Number-ID}': (s) => s.graph('POST', number(s), { pin: '1' }),
  'POST /{Phone-Number-ID}/register': (s) => s.graph('POST', number(s, '/register'), { messaging_product: 'whatsapp' }),
  'POST /{Phone-Number-ID}/request_code': (s) => s.graph('POST', number(s, '/request_code'), { code_method: 'SMS', language: 'pt_BR' }),
  'POST /{Phone-Number-ID}/verify_code': (s) => s.graph('POST', number(s, '/verify_code'), { code: '000000' }),
  'POST /{Phone-Number-ID}/whatsapp_business_profile': (s) =>
    s.graph('POST', number(s, '/whatsapp_business_profile'), { messaging_product: 'whatsapp', about: '' }),
  'POST /{Phone-Number-ID}/message_qrdls': (s) => s.graph('POST', number(s, '/message_qrdls'), {}),
  'GET /{WABA-ID}': (s) => s.graph('GET', waba(s), undefined, 'EAAnothing'),
  'POST /{WABA-ID}/phone_numbers': (s) => s.graph('POST', waba(s, '/phone_numbers'), {}),
  'GET /{WABA-ID}/subscribed_apps': (s) => s.graph('GET', waba(s, '/subscribed_apps'), undefined, `${APP.id}|${APP.secret}`),
}
