/** One message of every kind that can be sent, with all its parts: as an API client posts it, without recipient. */
const header = { type: 'text', text: 'Padaria Sol' } as const
const body = { text: 'Escolha, por favor' }
const footer = { text: 'Obrigado' }
const money = (value: number) => ({ value, offset: 100 as const })

const interactive = <T extends { readonly type: string }>(content: T) => ({ type: 'interactive' as const, interactive: content })

export const SAMPLES = {
  text: { type: 'text', text: { body: 'Oi, *Ana*', preview_url: true } },
  location: { type: 'location', location: { latitude: -23.5505, longitude: -46.6333, name: 'Loja', address: 'Rua das Flores, 10' } },
  contacts: {
    type: 'contacts',
    contacts: [
      {
        name: { formatted_name: 'Ana Lima', first_name: 'Ana', last_name: 'Lima' },
        phones: [{ phone: '+55 11 90000-0000', type: 'WORK', wa_id: '5511900000000' }],
        emails: [{ email: 'ana@example.com', type: 'WORK' }],
        addresses: [
          { street: 'Rua A, 1', city: 'São Paulo', state: 'SP', zip: '01000-000', country: 'Brasil', country_code: 'br', type: 'HOME' },
        ],
        org: { company: 'Padaria', department: 'Forno', title: 'Padeira' },
        urls: [{ url: 'https://example.com', type: 'WORK' }],
        birthday: '1990-05-17',
      },
    ],
  },
  reaction: { type: 'reaction', reaction: { message_id: 'wamid.target', emoji: '👍🏽' } },
  button: interactive({
    type: 'button',
    header,
    body,
    footer,
    action: {
      buttons: [
        { type: 'reply', reply: { id: 'sim', title: 'Sim' } },
        { type: 'reply', reply: { id: 'nao', title: 'Não' } },
      ],
    },
  }),
  list: interactive({
    type: 'list',
    header,
    body,
    footer,
    action: {
      button: 'Ver opções',
      sections: [
        { title: 'Doces', rows: [{ id: 'r1', title: 'Bolo', description: 'De cenoura' }] },
        { title: 'Salgados', rows: [{ id: 'r2', title: 'Coxinha' }] },
      ],
    },
  }),
  cta_url: interactive({
    type: 'cta_url',
    header,
    body,
    footer,
    action: { name: 'cta_url', parameters: { display_text: 'Abrir', url: 'https://example.com/a?b=1' } },
  }),
  location_request_message: interactive({ type: 'location_request_message', body, action: { name: 'send_location' } }),
  request_contact_info: interactive({ type: 'request_contact_info', body, action: { name: 'request_contact_info' } }),
  call_permission_request: interactive({ type: 'call_permission_request', body, action: { name: 'call_permission_request' } }),
  flow: interactive({
    type: 'flow',
    header,
    body,
    footer,
    action: {
      name: 'flow',
      parameters: {
        flow_message_version: '3',
        flow_token: 't1',
        flow_id: '123',
        flow_cta: 'Agendar',
        mode: 'published',
        flow_action: 'navigate',
        flow_action_payload: { screen: 'DIA', data: { loja: 'centro' } },
      },
    },
  }),
  catalog_message: interactive({
    type: 'catalog_message',
    body,
    footer,
    action: { name: 'catalog_message', parameters: { thumbnail_product_retailer_id: 'sku1' } },
  }),
  product: interactive({ type: 'product', body, footer, action: { catalog_id: '99', product_retailer_id: 'sku1' } }),
  product_list: interactive({
    type: 'product_list',
    header,
    body,
    footer,
    action: {
      catalog_id: '99',
      sections: [
        { title: 'Pães', product_items: [{ product_retailer_id: 'sku1' }] },
        { title: 'Bolos', product_items: [{ product_retailer_id: 'sku2' }] },
      ],
    },
  }),
  order_details: interactive({
    type: 'order_details',
    body,
    footer,
    action: {
      name: 'review_and_pay',
      parameters: {
        reference_id: 'PED-1001',
        type: 'physical-goods',
        payment_type: 'br',
        payment_settings: [
          {
            type: 'pix_dynamic_code',
            pix_dynamic_code: { code: '00020101021226', merchant_name: 'Padaria', key: '39580525000189', key_type: 'CNPJ' },
          },
          { type: 'payment_link', payment_link: { uri: 'https://example.com/pagar' } },
          { type: 'boleto', boleto: { digitable_line: '03399026944140000002628346101018898510000008848' } },
        ],
        currency: 'BRL',
        total_amount: money(10_900),
        order: {
          status: 'pending',
          items: [{ retailer_id: '1', name: 'Bolo', amount: money(5_000), quantity: 2 }],
          subtotal: money(10_000),
          tax: { ...money(100), description: 'ISS' },
          shipping: { ...money(1_000), description: 'Entrega' },
          discount: { ...money(200), description: 'Cupom' },
        },
      },
    },
  }),
  order_status: interactive({
    type: 'order_status',
    body,
    footer,
    action: {
      name: 'review_order',
      parameters: {
        reference_id: 'PED-1001',
        order: { status: 'shipped', description: 'Saiu para entrega' },
        payment: { status: 'captured', timestamp: 1_763_800_000 },
      },
    },
  }),
} as const
export type Kind = keyof typeof SAMPLES
export const KINDS = Object.keys(SAMPLES) as Kind[]

/** A copy with another value at a path such as `interactive.action.buttons.0.reply.title`; undefined takes it out. */
export function changed(sample: unknown, path: string, value: unknown): Record<string, unknown> {
  const copy = JSON.parse(JSON.stringify(sample))
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  let at = copy
  for (const step of steps) at = at[step]
  if (value === undefined) delete at[last]
  else at[last] = value
  return copy
}
