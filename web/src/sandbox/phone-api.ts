/** The simulator's own words for its phones, and the calls that move them. Nothing here is part of our API. */
import { api, apiUrl } from '../api.ts'

export interface SandboxWaba {
  wabaId: string
  name: string
  clockOffsetSeconds: number
}

export interface Customer {
  id: string
  name: string
  username: string | null
  /** null: WhatsApp hides it from the business */
  phone: string | null
  waId: string | null
  bsuid: string | null
  online: boolean
  marksRead: boolean
  blocked: boolean
  lastMessage: PhoneMessage | null
  unread: number
}

export interface NewCustomer {
  name: string
  phone?: string
  hidden?: boolean
  username?: string
}

export interface PhoneMessage {
  id: string
  /** The page's own name for what it sent itself. */
  clientId: string | null
  from: 'customer' | 'business'
  type: string
  content: Readonly<Record<string, unknown>>
  context: { readonly message_id?: string | undefined } | null
  reaction: string | null
  /** Milliseconds, by the simulated clock. */
  timestamp: number
  status: string | null
  edited?: boolean
  revoked?: boolean
}

export interface SandboxTemplate {
  id: string
  name: string
  language: string
  status: string
  category: string
  quality: string
}

/** What Meta may decide about a template after its review. */
export type TemplateDecision =
  | { act: 'pause' | 'unpause' | 'disable' }
  | { act: 'rate'; quality: string }
  | { act: 'announceCategory' | 'moveCategory'; category: string }

/** What Meta has decided about a number, and what a chat with it begins with. */
export interface SandboxNumber {
  quality: string
  tier: string
  throughput: string
  newName: string | null
  usernameStatus: string | null
  official: string
  restricted: boolean
  prompts: string[]
  commands: { command_name: string; command_description: string }[]
}

export type NumberDecision =
  | { act: 'approveName' | 'declineName' | 'approveUsername' | 'upgrade' | 'revokeTokens' }
  | { act: 'rate'; quality: string }
  | { act: 'limit'; tier: string }
  | { act: 'official'; approved: boolean }
  | { act: 'restrict'; on: boolean }

export interface Chat {
  messages: PhoneMessage[]
  businessTyping: boolean
}

/** A file goes as a data URL and becomes media of the account. */
export type FileDraft =
  | { type: 'image'; image: { dataUrl: string; caption?: string } }
  | { type: 'video'; video: { dataUrl: string; caption?: string } }
  | { type: 'audio'; audio: { dataUrl: string; voice?: boolean } }
  | { type: 'document'; document: { dataUrl: string; caption?: string; filename: string } }
  | { type: 'sticker'; sticker: { dataUrl: string } }

type Content = Readonly<Record<string, unknown>>
interface Circumstances {
  context?: { message_id: string }
  forwarded?: 'once' | 'often'
  /** Meta's id of a group that the business is in. */
  group?: string
  /** The ad that led here. */
  referral?: Content
  product?: { catalog_id: string; product_retailer_id: string }
}

export type PhoneDraft = Circumstances &
  (
    | { type: 'text'; text: { body: string } }
    | FileDraft
    | { type: 'reaction'; reaction: { message_id: string; emoji: string } }
    | { type: 'button'; button: { payload: string; text: string } }
    | { type: 'location'; location: Content }
    | { type: 'contacts'; contacts: readonly Content[] }
    | { type: 'interactive'; interactive: Content & { type: string } }
    | { type: 'order'; order: Content }
    | { type: 'unsupported'; unsupported: { type: string } }
    | { type: 'hologram'; hologram: Content }
  )

/** One webhook call of the simulator and what we answered. */
export interface Delivery {
  id: string
  at: number
  kind: string
  summary: string
  attempt: number
  status: number | null
  ms: number | null
  outcome: string
  detail: string | null
}

/** The switches this page moves; the simulator has more, which stay as they are. */
export interface Faults {
  /** What happens to the next sends, in order. */
  next: { kind: string; code?: number; later?: boolean }[]
  webhooks: { delay: { minMs: number; maxMs: number } }
}
export interface FaultsPatch {
  next?: Faults['next']
  webhooks?: { delay: { minMs: number; maxMs: number } }
}

/** The business's own phone, where the number is shared with it. */
export interface BusinessAppView {
  isShared: boolean
  isConnected: boolean
  phoneBook: { customerId: string; name: string }[]
}

export interface ChatKey {
  wabaId: string
  customerId: string
  phoneNumberId: string
}

const root = (wabaId: string) => `/sandbox/api/wabas/${wabaId}`
const chat = (key: ChatKey) => `${root(key.wabaId)}/customers/${key.customerId}/chats/${key.phoneNumberId}`

const app = (wabaId: string, phoneNumberId: string) => `${root(wabaId)}/numbers/${phoneNumberId}/app`

export const phoneApi = {
  waba: (wabaId: string) => api.get<SandboxWaba>(root(wabaId)),
  customers: (wabaId: string) => api.get<{ items: Customer[] }>(`${root(wabaId)}/customers`),
  addCustomer: (wabaId: string, customer: NewCustomer) => api.post<Customer>(`${root(wabaId)}/customers`, customer),
  changeCustomer: (wabaId: string, id: string, change: Partial<Pick<Customer, 'name' | 'online' | 'marksRead' | 'blocked'>>) =>
    api.patch<Customer>(`${root(wabaId)}/customers/${id}`, change),
  chat: (key: ChatKey) => api.get<Chat>(chat(key)),
  /** @param clientId the same for the same message, so that posting it again after a lost answer does not double it */
  send: (key: ChatKey, draft: PhoneDraft, clientId: string) => api.post(`${chat(key)}/messages`, { ...draft, clientId }),
  edit: (key: ChatKey, messageId: string, body: string) => api.post(`${chat(key)}/edit`, { messageId, body }),
  revoke: (key: ChatKey, messageId: string) => api.post(`${chat(key)}/revoke`, { messageId }),
  /** Somebody writes in the WhatsApp Business app of the number itself. */
  echo: (key: ChatKey, body: string) => api.post(`${chat(key)}/echo`, { body }),
  app: (wabaId: string, phoneNumberId: string) => api.get<BusinessAppView>(app(wabaId, phoneNumberId)),
  leave: (wabaId: string, phoneNumberId: string) => api.post<BusinessAppView>(`${app(wabaId, phoneNumberId)}/leave`, {}),
  comeBack: (wabaId: string, phoneNumberId: string) => api.post<BusinessAppView>(`${app(wabaId, phoneNumberId)}/come-back`, {}),
  /** @param name null: taken out of the address book */
  saveInPhoneBook: (wabaId: string, phoneNumberId: string, customerId: string, name: string | null) =>
    api.put<BusinessAppView>(`${app(wabaId, phoneNumberId)}/phone-book`, { customerId, name }),
  changeIdentity: (key: ChatKey) => api.post(`${chat(key)}/identity`, {}),
  changeNumber: (key: ChatKey) => api.post<Customer>(`${chat(key)}/new-number`, {}),
  changeUserId: (key: ChatKey) => api.post<Customer>(`${chat(key)}/new-user-id`, {}),
  /** Whether the customer has the chat in front of them: what arrives then counts as read. */
  setOpen: (key: ChatKey, open: boolean) => api.post(`${chat(key)}/open`, { open }, { keepalive: true }),
  /** The customer listened to a voice note. */
  played: (key: ChatKey, messageId: string) => api.post(`${chat(key)}/played`, { messageId }),
  mediaUrl: (wabaId: string, mediaId: string) => apiUrl(`${root(wabaId)}/media/${mediaId}`),
  faults: (wabaId: string) => api.get<Faults>(`${root(wabaId)}/faults`),
  setFaults: (wabaId: string, patch: FaultsPatch) => api.put<Faults>(`${root(wabaId)}/faults`, patch),
  advanceClock: (wabaId: string, hours: number) => api.post(`${root(wabaId)}/clock`, { hours }),
  templates: (wabaId: string) => api.get<{ items: SandboxTemplate[] }>(`${root(wabaId)}/templates`),
  decideTemplate: (wabaId: string, id: string, decision: TemplateDecision) =>
    api.post<SandboxTemplate>(`${root(wabaId)}/templates/${id}`, decision),
  number: (wabaId: string, id: string) => api.get<SandboxNumber>(`${root(wabaId)}/numbers/${id}`),
  decideNumber: (wabaId: string, id: string, decision: NumberDecision) =>
    api.post<SandboxNumber>(`${root(wabaId)}/numbers/${id}`, decision),
  deliveries: (wabaId: string) => api.get<{ items: Delivery[] }>(`${root(wabaId)}/deliveries`, { query: { limit: 50 } }),
  streamUrl: (wabaId: string) => apiUrl(`${root(wabaId)}/stream`),
}
