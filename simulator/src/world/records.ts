/** What Meta knows, as this simulator keeps it. Every record is plain JSON: it is written to the journal as it stands. */
import type { Faults } from './faults.ts'

export type Json = Readonly<Record<string, unknown>>

/** The WhatsApp business account itself; one per data directory. */
export interface WabaRecord {
  readonly id: string
  name: string
  readonly businessId: string
  readonly businessName: string
  readonly currency: string
  readonly timezoneId: string
  readonly country: string
  readonly createdAt: number
  /** How far this account's clock runs ahead of the real one. */
  clockOffsetMs: number
  insightsEnabled: boolean
  marketingOnCloudApiDisabled: boolean
  /** App id → the account's own webhook address, if it has one. */
  subscriptions: Record<string, { readonly overrideUri: string | null }>
  faults: Faults
  /** Name and language of deleted templates → until when nothing else may be called so, on the account's clock. */
  templateNamesHeld?: Record<string, number>
  /** What came later is absent in records from before it could be. */
  tier?: string
  restricted?: boolean
  flows?: readonly Json[]
}

export type ThroughputLevel = 'STANDARD' | 'HIGH' | 'NOT_APPLICABLE'

export interface NumberRecord {
  readonly id: string
  displayPhoneNumber: string
  /** The same, digits only: how webhooks and wa_ids write it. */
  digits: string
  verifiedName: string
  registered: boolean
  pin: string | null
  codeVerification: 'VERIFIED' | 'NOT_VERIFIED' | 'EXPIRED'
  /** The code that the last request_code "sent", readable through /control. */
  sentCode: string | null
  pinTries: { count: number; since: number }
  registrations: number[]
  deregistrations: number[]
  qualityRating: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN'
  throughputLevel: ThroughputLevel
  /** Also lives in the WhatsApp Business app: 20 messages a second, no (de)registration. */
  coexistence: boolean
  nameStatus: string
  newName: string | null
  lastOnboardedAt: number
  webhookOverride: string | null
  profile: Record<string, unknown>
  settings: Record<string, unknown>
  commerce: { is_cart_enabled: boolean; is_catalog_visible: boolean }
  automation: Record<string, unknown>
  username: string | null
  /** Of a number that is in the Business app; absent in records from before it could be. Whether its owner agreed to share the chats. */
  sharesHistory?: boolean
  /** What was asked of the phone since the onboarding: either works once. */
  syncsAsked?: readonly string[]
  /** Whom the business saved on the phone. */
  phoneBook?: readonly { readonly customerId: string; readonly name: string }[]
  /** What came later is absent in records from before it could be. */
  usernameStatus?: 'approved' | 'reserved'
  newNameStatus?: 'NONE' | 'PENDING_REVIEW' | 'APPROVED' | 'DECLINED'
  official?: { readonly status: string; readonly message: string }
}

export interface CustomerRecord {
  readonly id: string
  name: string
  username: string | null
  /** Digits of the WhatsApp id: what Meta has after it rewrote the number. Changed by Account.renameCustomer alone, like bsuid. */
  waId: string
  /** As a person would write it. */
  phone: string
  /** Has a username and keeps the phone number to themselves: webhooks carry no wa_id. */
  hidden: boolean
  bsuid: string
  online: boolean
  marksRead: boolean
  blocked: boolean
  optedOut: boolean
  identityHash: string
  createdAt: number
}

/** What exists between one of our numbers and one customer. */
export interface ChatRecord {
  /** phoneNumberId:customerId */
  readonly id: string
  readonly phoneNumberId: string
  readonly customerId: string
  /** On the account's clock. */
  lastInboundAt: number | null
  /** When the customer came from an ad, and until when that makes messages free. */
  adClickAt: number | null
  freeEntryUntil: number | null
  /** Pair rate: the moment at which this pair owes nothing any more. */
  pairFreeAt: number
  /** The phone shows this chat right now. */
  open: boolean
  unread: number
  blockedByBusiness: boolean
}

export type OutStatus = 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed'
export type InStatus = 'sent' | 'delivered' | 'read'

export interface MessageRecord {
  /** The wamid. */
  readonly id: string
  readonly phoneNumberId: string
  readonly customerId: string
  readonly from: 'customer' | 'business'
  readonly type: string
  content: Json
  readonly contextId: string | null
  /** Real time, milliseconds. */
  readonly timestamp: number
  status: OutStatus | InStatus
  /** Its author changed what it says, or took it back. */
  edited?: boolean
  revoked?: boolean
  reactionOfCustomer: string | null
  reactionOfBusiness: string | null
  /** Only what came from the page with the phones: its own name for the message. */
  readonly clientId?: string
  /** Only what the business sent: what its reports must repeat. */
  readonly sent?: SentFacts
}

export interface SentFacts {
  readonly reference: string | null
  /** Addressed by phone (the report names recipient_id) or by BSUID. */
  readonly toPhone: boolean
  readonly category: string
  readonly pricingType: 'regular' | 'free_customer_service' | 'free_entry_point'
  readonly billable: boolean
  readonly failWith: number | null
  /** On the account's clock; a phone that stays away longer never gets it. */
  readonly expiresAt: number
  readonly templateId: string | null
}

export interface TemplateRecord {
  readonly id: string
  readonly name: string
  readonly language: string
  category: string
  status: string
  components: readonly Json[]
  parameterFormat: 'POSITIONAL' | 'NAMED'
  rejectedReason: string
  qualityScore: string
  ttlSeconds: number | null
  createdAt: number
  /** When the reviewers decide, on the real clock; null when nothing is under review. */
  reviewDueAt: number | null
  edits: number[]
  /** What came later in its life; absent in records from before it could. */
  pauses?: number
  /** On the account's clock. */
  pausedUntil?: number | null
  previousCategory?: string | null
  correctCategory?: string | null
  /** When the announced category becomes its own, on the account's clock. */
  categoryDueAt?: number | null
  archivedFrom?: string | null
  /** Of Meta's library, what it was made of. */
  libraryName?: string
}

export interface TokenRecord {
  /** The token itself. */
  readonly id: string
  readonly appId: string
  readonly scopes: readonly string[]
  readonly issuedAt: number
  /** 0 = never; on the account's clock. */
  expiresAt: number
  revoked: boolean
}

export interface MediaRecord {
  readonly id: string
  readonly phoneNumberId: string
  readonly mimeType: string
  readonly sha256Hex: string
  readonly size: number
  readonly filename: string | null
  /** On the account's clock: 30 days for uploads, 7 for what customers send. */
  readonly expiresAt: number
}

export interface QrRecord {
  /** phoneNumberId:code */
  readonly id: string
  readonly phoneNumberId: string
  readonly code: string
  prefilledMessage: string
}

/** One thing still to be told to one app. Removed when the app answered 200. */
export interface UpdateRecord {
  /** Running number; also the order in which things happened. */
  readonly id: string
  readonly appId: string
  readonly phoneNumberId: string | null
  readonly chatId: string | null
  /** When it happened, on the account's clock. */
  readonly since: number
  /** Not to be sent before this real moment. */
  readonly dueAt: number
  readonly body: UpdateBody
}

export type UpdateBody =
  | {
      readonly kind: 'message'
      readonly customerId: string
      readonly message: Json
      readonly wamid: string | null
      /** Meta says of somebody, and not in their name: no contacts beside it. */
      readonly isAbout?: true
    }
  | { readonly kind: 'status'; readonly wamid: string; readonly status: OutStatus; readonly at: number; readonly errorCode: number | null }
  | { readonly kind: 'change'; readonly field: string; readonly value: Json; readonly time: number | null }

/** One attempt to tell the business something, or a send that was refused: a line of the list behind the scenes. */
export interface DeliveryView {
  readonly id: string
  readonly at: number
  readonly kind: string
  readonly summary: string
  readonly attempt: number
  readonly status: number | null
  readonly ms: number | null
  readonly outcome: 'ok' | 'retrying' | 'failed' | 'refused-send'
  readonly detail: string | null
  /** How many messages, reports and changes were in it. */
  readonly updates: number
}
