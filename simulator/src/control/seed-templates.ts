/** The templates a new sandbox account begins with: what a bakery with customers in three languages would have had approved. */
import { nodeId } from '../world/ids.ts'
import type { Json, TemplateRecord } from '../world/records.ts'

type Seed = Pick<TemplateRecord, 'name' | 'language' | 'category' | 'components'> & Partial<TemplateRecord>

const body = (text: string, ...examples: string[]): Json => ({
  type: 'BODY',
  text,
  ...(examples.length > 0 ? { example: { body_text: [examples] } } : {}),
})
const namedBody = (text: string, examples: Readonly<Record<string, string>>): Json => ({
  type: 'BODY',
  text,
  example: { body_text_named_params: Object.entries(examples).map(([param_name, example]) => ({ param_name, example })) },
})
const header = (text: string): Json => ({ type: 'HEADER', format: 'TEXT', text })
const footer = (text: string): Json => ({ type: 'FOOTER', text })
const buttons = (...list: Json[]): Json => ({ type: 'BUTTONS', buttons: list })
const quick = (text: string): Json => ({ type: 'QUICK_REPLY', text })
const link = (text: string, url: string, example?: string): Json => ({
  type: 'URL',
  text,
  url,
  ...(example === undefined ? {} : { example: [example] }),
})
const call = (text: string): Json => ({ type: 'PHONE_NUMBER', text, phone_number: '+551140000000' })
const code = (text: string): Json => ({ type: 'OTP', otp_type: 'COPY_CODE', text })

const SEEDS: readonly Seed[] = [
  {
    name: 'pedido_confirmado',
    language: 'pt_BR',
    category: 'UTILITY',
    components: [
      { ...header('Pedido {{1}} confirmado'), example: { header_text: ['1204'] } },
      body(
        'Oi, {{1}}! Seu pedido de {{2}} sai no {{3}}. Se precisar mudar alguma coisa, é só responder aqui.',
        'Marina',
        'bolo de 2 kg',
        'sábado, 28/11, às 10 h',
      ),
      footer('Padaria Aurora'),
      buttons(
        link('Acompanhar pedido', 'https://padaria-aurora.example/pedidos/{{1}}', 'https://padaria-aurora.example/pedidos/1204'),
        quick('Mudar horário'),
      ),
    ],
  },
  {
    name: 'lembrete_retirada',
    language: 'pt_BR',
    category: 'UTILITY',
    parameterFormat: 'NAMED',
    components: [
      header('Lembrete de retirada'),
      namedBody('Olá, {{nome}}. Sua encomenda fica pronta {{dia}} às {{hora}}. Vem buscar com a gente?', {
        nome: 'Renan',
        dia: 'amanhã',
        hora: '9 h',
      }),
      buttons(quick('Confirmo'), quick('Preciso remarcar')),
    ],
  },
  {
    name: 'retomar_conversa',
    language: 'pt_BR',
    category: 'UTILITY',
    components: [
      body('Oi, {{1}}! Ainda estamos cuidando do seu atendimento. Podemos continuar por aqui?', 'Marina'),
      buttons(quick('Sim, pode continuar'), quick('Não precisa mais')),
    ],
  },
  {
    name: 'promocao_fim_de_semana',
    language: 'pt_BR',
    category: 'MARKETING',
    components: [
      header('Fim de semana na padaria'),
      body('{{1}}, neste sábado o pão de fermentação natural sai com 20% de desconto até as 11 h. Vem tomar um café!', 'Jussara'),
      footer('Responda PARAR para não receber mais'),
      buttons(link('Ver cardápio', 'https://padaria-aurora.example/cardapio'), call('Ligar para a loja'), quick('PARAR')),
    ],
  },
  {
    name: 'codigo_de_acesso',
    language: 'pt_BR',
    category: 'AUTHENTICATION',
    components: [
      {
        type: 'BODY',
        text: '*{{1}}* é o seu código de verificação. Para sua segurança, não o compartilhe.',
        add_security_recommendation: true,
        example: { body_text: [['123456']] },
      },
      { type: 'FOOTER', text: 'Este código expira em 10 minutos.', code_expiration_minutes: 10 },
      buttons(code('Copiar código')),
    ],
  },
  {
    name: 'order_update',
    language: 'en',
    category: 'UTILITY',
    components: [
      body('Hi {{1}}, your order {{2}} has left our kitchen and arrives around {{3}}.', 'Ana', '#1204', '11:40'),
      buttons(link('Track order', 'https://padaria-aurora.example/orders/{{1}}', 'https://padaria-aurora.example/orders/1204')),
    ],
  },
  {
    name: 'order_update',
    language: 'es',
    category: 'UTILITY',
    components: [
      body('Hola, {{1}}. Tu pedido {{2}} ya salió y llega cerca de las {{3}}.', 'Lucía', '#1204', '11:40'),
      buttons(link('Seguir pedido', 'https://padaria-aurora.example/pedidos/{{1}}', 'https://padaria-aurora.example/pedidos/1204')),
    ],
  },
  {
    name: 'welcome_back',
    language: 'en',
    category: 'MARKETING',
    parameterFormat: 'NAMED',
    components: [
      namedBody('Hello {{first_name}}, we baked something new this week and kept a slice for you.', { first_name: 'Ana' }),
      buttons(link('See the menu', 'https://padaria-aurora.example/menu'), quick('Stop promotions')),
    ],
  },
  {
    name: 'pesquisa_satisfacao',
    language: 'pt_BR',
    category: 'MARKETING',
    status: 'PAUSED',
    qualityScore: 'RED',
    components: [
      body('Oi, {{1}}! De 0 a 10, o quanto você gostou do seu último pedido? Leva um minuto para responder.', 'Renan'),
      buttons(quick('Responder agora')),
    ],
  },
  {
    name: 'premio_garantido',
    language: 'pt_BR',
    category: 'MARKETING',
    status: 'REJECTED',
    rejectedReason: 'SCAM',
    components: [
      body('{{1}}, você ganhou um prêmio garantido. Clique no botão para resgatar hoje mesmo.', 'Marina'),
      buttons(link('Resgatar', 'https://padaria-aurora.example/premio')),
    ],
  },
]

export function seedTemplates(): TemplateRecord[] {
  const created = Date.now()
  return SEEDS.map((seed, index) => ({
    id: nodeId(),
    status: 'APPROVED',
    parameterFormat: 'POSITIONAL',
    rejectedReason: 'NONE',
    qualityScore: 'GREEN',
    ttlSeconds: null,
    createdAt: created - index * 60_000,
    reviewDueAt: null,
    edits: [],
    ...seed,
  }))
}
