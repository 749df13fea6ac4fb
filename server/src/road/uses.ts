/**
 * What a permission is used for, and whether this installation really does it: a use counts where its route is on the air. So a text never
 * claims what a reviewer could not be shown.
 */
import type { Permission } from '@recado/contract/road-items'

export interface Use {
  readonly id: string
  readonly permission: Permission
  /** `METHOD /path` under /api/v1, as it is registered. */
  readonly route: RegExp
  /** The Graph call behind it. */
  readonly call: string
  readonly en: string
  readonly pt: string
}

const M = 'whatsapp_business_messaging'
const G = 'whatsapp_business_management'

export const USES: readonly Use[] = [
  {
    id: 'converse',
    permission: M,
    route: /^POST \/conversations\/:id\/messages$/,
    call: 'POST /{phone-number-id}/messages',
    en: 'open a conversation in the shared inbox, type a reply and send it; the customer’s answer appears in the same conversation',
    pt: 'abrir uma conversa na caixa de entrada, digitar a resposta e enviar; o retorno do cliente aparece na mesma conversa',
  },
  {
    id: 'start',
    permission: M,
    route: /^POST \/messages$/,
    call: 'POST /{phone-number-id}/messages (type template)',
    en: 'write first to a customer who agreed to it, with a template that Meta approved, when the 24-hour window is closed',
    pt: 'escrever primeiro a um cliente que permitiu, com um modelo aprovado pela Meta, quando a janela de 24 horas está fechada',
  },
  {
    id: 'media',
    permission: M,
    route: /^(POST|GET) \/(media|files|uploads)\b/,
    call: 'POST /{phone-number-id}/media, GET /{media-id}',
    en: 'attach pictures, audio, documents and video to a reply, and open those that customers send',
    pt: 'anexar imagens, áudios, documentos e vídeos à resposta e abrir os que os clientes enviam',
  },
  {
    id: 'receipts',
    permission: M,
    route: /^POST \/conversations\/:id\/read$/,
    call: 'POST /{phone-number-id}/messages (status read)',
    en: 'mark what was read, so that the customer sees it',
    pt: 'marcar o que foi lido, para que o cliente veja',
  },
  {
    id: 'register',
    permission: M,
    route: /^POST \/numbers\/:id\/(register|request-code|verify-code|pin)/,
    call: 'POST /{phone-number-id}/register',
    en: 'register the company’s own phone number and set its PIN',
    pt: 'registrar o número da própria empresa e definir o PIN',
  },
  {
    id: 'profile',
    permission: M,
    route: /^(PATCH|PUT|POST) \/numbers\/:id\/profile$/,
    call: 'POST /{phone-number-id}/whatsapp_business_profile',
    en: 'show and edit the business profile: picture, description and address',
    pt: 'exibir e editar o perfil comercial: foto, descrição e endereço',
  },
  {
    id: 'totals',
    permission: M,
    route: /^GET \/analytics\b/,
    call: 'webhook messages (statuses)',
    en: 'read totals of messages and answering times that identify nobody, to serve customers better',
    pt: 'ler totais de mensagens e tempos de resposta que não identificam ninguém, para atender melhor',
  },
  {
    id: 'connect',
    permission: G,
    route: /^POST \/numbers\/connect$/,
    call: 'GET /{waba-id}, GET /{waba-id}/phone_numbers',
    en: 'connect the company’s own WhatsApp Business account and see its phone numbers in one list',
    pt: 'conectar a conta do WhatsApp Business da própria empresa e ver os números em uma lista',
  },
  {
    id: 'templates',
    permission: G,
    route: /^POST \/templates$/,
    call: 'POST /{waba-id}/message_templates, GET /{waba-id}/message_templates',
    en: 'write a message template, submit it for Meta’s review and follow its status in the template list',
    pt: 'escrever um modelo de mensagem, enviar para análise da Meta e acompanhar a situação na lista de modelos',
  },
  {
    id: 'edittemplates',
    permission: G,
    route: /^(PATCH|PUT|DELETE) \/templates\/:id$/,
    call: 'POST /{template-id}, DELETE /{waba-id}/message_templates',
    en: 'edit a template and delete one that is no longer used',
    pt: 'editar um modelo e excluir o que não é mais usado',
  },
  {
    id: 'status',
    permission: G,
    route: /^GET \/numbers\/:id\/health$/,
    call: 'GET /{phone-number-id}?fields=status,quality_rating,health_status',
    en: 'see whether a number is connected, its quality and limit, and what keeps it from sending',
    pt: 'ver se um número está conectado, a qualidade e o limite, e o que o impede de enviar',
  },
  {
    id: 'webhooks',
    permission: G,
    route: /^GET \/numbers\/(webhook|:id\/webhooks)$/,
    call: 'POST /{waba-id}/subscribed_apps',
    en: 'subscribe the account’s webhooks, through which messages and template decisions arrive',
    pt: 'assinar os webhooks da conta, por onde chegam mensagens e decisões sobre modelos',
  },
  {
    id: 'qr',
    permission: G,
    route: /^POST \/numbers\/:id\/qr-codes$/,
    call: 'POST /{phone-number-id}/message_qrdls',
    en: 'make a QR code that opens a conversation with the company',
    pt: 'gerar um código QR que abre uma conversa com a empresa',
  },
  {
    id: 'analytics',
    permission: G,
    route: /^GET \/analytics\b/,
    call: 'GET /{waba-id}?fields=analytics',
    en: 'read totals of messages and templates, without personal data, to plan the team’s work',
    pt: 'ler totais de mensagens e modelos, sem dados pessoais, para planejar o trabalho da equipe',
  },
]

/** @param routes `METHOD /path` of everything under /api/v1 */
export function usesOf(permission: Permission, routes: ReadonlySet<string>): readonly Use[] {
  const all = [...routes]
  return USES.filter((use) => use.permission === permission && all.some((route) => use.route.test(route)))
}

/** Things that texts like to claim; where none of the routes is on the air, a reviewer cannot be shown it. */
export const CLAIMS: readonly { readonly what: string; readonly words: RegExp; readonly route: RegExp | null }[] = [
  { what: 'QR', words: /\bqr\b/i, route: /qr-codes/ },
  { what: 'analytics', words: /\banalytic|\bmetrics\b|métricas|analític/i, route: /analytics/ },
  { what: 'business profile', words: /business profile|perfil comercial/i, route: /\/profile$/ },
  {
    what: 'media',
    words: /\b(images?|audio|documents?|attachments?)\b|\b(imagens?|áudios?|documentos?|anexos?)/i,
    route: /media|files|uploads/,
  },
  { what: 'calls', words: /\b(voice )?calls? (to|from|with) (customers?|clients?)|chamadas? de voz|ligações/i, route: /\/calls/ },
  { what: 'Flows', words: /whatsapp flows?\b/i, route: /\/flows/ },
  { what: 'catalogue', words: /\bcatalog(ue)?s?\b|catálogos?/i, route: /catalog/ },
  { what: 'payments', words: /\bpayments?\b|pagamentos?/i, route: /payments?/ },
  { what: 'campaigns', words: /\b(campaigns?|broadcasts?)\b|campanhas?|disparos?/i, route: /broadcasts|campaigns/ },
  { what: 'groups', words: /whatsapp groups?\b|grupos? (do|de) whatsapp/i, route: /\/groups/ },
]
