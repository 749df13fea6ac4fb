/**
 * The road to Tech Provider: its stages in Meta's order, and what has to be true at each. Where the order and the rules come from:
 * Meta's guides for Tech Providers, App Review and Access Verification.
 */

export const STAGES = [
  'portfolio',
  'app',
  'number',
  'provider',
  'verification',
  'settings',
  'server',
  'review',
  'access',
  'live',
  'signup',
  'upkeep',
] as const
export type Stage = (typeof STAGES)[number]

/**
 * check: found out by software · hand: nobody but a person can see it, so a person says so, with evidence.
 * need: submit, has to be true before App Review may be asked for · later, after it · advice, worth having.
 */
interface ItemShape {
  readonly id: string
  readonly stage: Stage
  readonly by: 'check' | 'hand'
  readonly need: 'submit' | 'later' | 'advice'
  /** Where at Meta (or here, beginning with a slash) it is done. {app}, {business}, {waba}, {number} are filled in where known. */
  readonly link: string
  /** A person's word counts for this many days. */
  readonly goodForDays?: number
}

const DASHBOARD = 'https://developers.facebook.com/apps/{app}'
const BASIC = `${DASHBOARD}/settings/basic/`
const BUSINESS = 'https://business.facebook.com'

export const ITEMS = [
  { id: 'portfolio.control', stage: 'portfolio', by: 'hand', need: 'submit', link: `${BUSINESS}/settings/people?business_id={business}` },
  {
    id: 'portfolio.twofactor',
    stage: 'portfolio',
    by: 'hand',
    need: 'submit',
    link: `${BUSINESS}/settings/security?business_id={business}`,
  },
  { id: 'portfolio.found', stage: 'portfolio', by: 'check', need: 'submit', link: `${BUSINESS}/settings/info?business_id={business}` },

  { id: 'app.credentials', stage: 'app', by: 'check', need: 'submit', link: BASIC },
  { id: 'app.usecase', stage: 'app', by: 'hand', need: 'submit', link: `${DASHBOARD}/use_cases/` },

  { id: 'number.connected', stage: 'number', by: 'check', need: 'submit', link: '/numbers' },
  { id: 'number.sends', stage: 'number', by: 'check', need: 'submit', link: `${BUSINESS}/wa/manage/phone-numbers/?waba_id={waba}` },
  { id: 'number.subscribed', stage: 'number', by: 'check', need: 'submit', link: '/numbers' },
  { id: 'number.webhook', stage: 'number', by: 'check', need: 'submit', link: `${DASHBOARD}/whatsapp-business/wa-settings/` },
  { id: 'number.template', stage: 'number', by: 'check', need: 'submit', link: '/templates' },
  { id: 'number.profile', stage: 'number', by: 'check', need: 'advice', link: `${BUSINESS}/wa/manage/phone-numbers/?waba_id={waba}` },

  { id: 'provider.chosen', stage: 'provider', by: 'hand', need: 'submit', link: `${DASHBOARD}/whatsapp-business/wa-dev-quickstart/` },

  {
    id: 'business.verified',
    stage: 'verification',
    by: 'check',
    need: 'submit',
    link: `${BUSINESS}/settings/security?business_id={business}`,
  },
  { id: 'business.name', stage: 'verification', by: 'check', need: 'submit', link: `${BUSINESS}/settings/info?business_id={business}` },

  { id: 'app.name', stage: 'settings', by: 'check', need: 'submit', link: BASIC },
  { id: 'app.icon', stage: 'settings', by: 'check', need: 'submit', link: BASIC },
  { id: 'app.category', stage: 'settings', by: 'check', need: 'submit', link: BASIC },
  { id: 'app.purpose', stage: 'settings', by: 'hand', need: 'submit', link: BASIC },
  { id: 'app.privacy', stage: 'settings', by: 'check', need: 'submit', link: BASIC },
  { id: 'app.terms', stage: 'settings', by: 'check', need: 'submit', link: BASIC },
  { id: 'app.deletion', stage: 'settings', by: 'check', need: 'submit', link: '/road/legal' },
  { id: 'app.deletionfield', stage: 'settings', by: 'hand', need: 'submit', link: BASIC },
  { id: 'app.contact', stage: 'settings', by: 'check', need: 'submit', link: BASIC },
  { id: 'app.website', stage: 'settings', by: 'check', need: 'submit', link: BASIC },
  { id: 'app.domains', stage: 'settings', by: 'check', need: 'submit', link: BASIC },
  { id: 'app.restrictions', stage: 'settings', by: 'check', need: 'submit', link: `${DASHBOARD}/settings/advanced/` },
  { id: 'app.dpo', stage: 'settings', by: 'hand', need: 'advice', link: BASIC },

  { id: 'server.tls', stage: 'server', by: 'check', need: 'submit', link: '/help' },
  { id: 'server.handshake', stage: 'server', by: 'check', need: 'submit', link: `${DASHBOARD}/whatsapp-business/wa-settings/` },
  { id: 'server.signature', stage: 'server', by: 'check', need: 'submit', link: BASIC },
  { id: 'server.webhook', stage: 'server', by: 'check', need: 'submit', link: `${DASHBOARD}/webhooks/` },

  { id: 'review.scopes', stage: 'review', by: 'check', need: 'submit', link: `${BUSINESS}/settings/system-users?business_id={business}` },
  { id: 'review.requested', stage: 'review', by: 'check', need: 'submit', link: `${DASHBOARD}/app-review/permissions/` },
  { id: 'review.callmessaging', stage: 'review', by: 'check', need: 'submit', link: `${DASHBOARD}/app-review/permissions/` },
  { id: 'review.callmanagement', stage: 'review', by: 'check', need: 'submit', link: `${DASHBOARD}/app-review/permissions/` },
  { id: 'review.textmessaging', stage: 'review', by: 'check', need: 'submit', link: '/road/texts' },
  { id: 'review.textmanagement', stage: 'review', by: 'check', need: 'submit', link: '/road/texts' },
  { id: 'review.videomessaging', stage: 'review', by: 'check', need: 'submit', link: '/road/studio' },
  { id: 'review.videomanagement', stage: 'review', by: 'check', need: 'submit', link: '/road/studio' },
  { id: 'review.reviewer', stage: 'review', by: 'check', need: 'submit', link: '/road/pack' },
  { id: 'review.handling', stage: 'review', by: 'check', need: 'submit', link: '/road/pack' },
  { id: 'review.submitted', stage: 'review', by: 'check', need: 'later', link: `${DASHBOARD}/app-review/submissions/` },
  { id: 'review.approved', stage: 'review', by: 'check', need: 'later', link: `${DASHBOARD}/app-review/permissions/` },

  { id: 'access.verified', stage: 'access', by: 'hand', need: 'later', link: `${DASHBOARD}/verification/` },
  { id: 'access.clients', stage: 'access', by: 'check', need: 'later', link: `${DASHBOARD}/verification/` },

  { id: 'live.switched', stage: 'live', by: 'hand', need: 'later', link: `${DASHBOARD}/dashboard/` },

  { id: 'signup.configuration', stage: 'signup', by: 'check', need: 'later', link: `${DASHBOARD}/business-login/configurations/` },
  { id: 'signup.toggles', stage: 'signup', by: 'hand', need: 'later', link: `${DASHBOARD}/business-login/settings/` },
  { id: 'signup.products', stage: 'signup', by: 'hand', need: 'later', link: `${DASHBOARD}/business-login/configurations/` },
  { id: 'signup.first', stage: 'signup', by: 'check', need: 'later', link: `${BUSINESS}/wa/manage/partners/` },

  { id: 'upkeep.quota', stage: 'upkeep', by: 'check', need: 'later', link: `${BUSINESS}/wa/manage/partners/` },
  { id: 'upkeep.datause', stage: 'upkeep', by: 'hand', need: 'later', link: `${DASHBOARD}/data-use-checkup/`, goodForDays: 365 },
  { id: 'upkeep.token', stage: 'upkeep', by: 'check', need: 'later', link: `${BUSINESS}/settings/system-users?business_id={business}` },
  { id: 'upkeep.certificate', stage: 'upkeep', by: 'check', need: 'later', link: '/help' },
] as const satisfies readonly ItemShape[]

export type Item = (typeof ITEMS)[number]
export type ItemId = Item['id']
export type CheckedItem = Extract<Item, { by: 'check' }>['id']
export type HandItem = Extract<Item, { by: 'hand' }>['id']

export const PERMISSIONS = ['whatsapp_business_messaging', 'whatsapp_business_management'] as const
export type Permission = (typeof PERMISSIONS)[number]

/** A scene of a video. seen: software ticks it when it really happens · said: only a person can see it. */
export const SCENES = {
  whatsapp_business_messaging: [
    { id: 'signin', by: 'said', isNeeded: true },
    { id: 'sent', by: 'seen', isNeeded: true },
    { id: 'delivered', by: 'seen', isNeeded: true },
    { id: 'phone', by: 'said', isNeeded: true },
    { id: 'answered', by: 'seen', isNeeded: true },
    { id: 'shown', by: 'said', isNeeded: true },
  ],
  whatsapp_business_management: [
    { id: 'signin', by: 'said', isNeeded: true },
    { id: 'list', by: 'said', isNeeded: true },
    { id: 'created', by: 'seen', isNeeded: true },
    { id: 'reviewed', by: 'seen', isNeeded: true },
    { id: 'ready', by: 'said', isNeeded: false },
    { id: 'numbers', by: 'said', isNeeded: false },
  ],
} as const
export type SceneId = (typeof SCENES)[keyof typeof SCENES][number]['id']

/** Largest piece of an upload, in bytes: a slow line must get one through within a request's time. */
export const PIECE_BYTES = 2 * 1024 * 1024

/** Why Meta turned something down, and the items that mend it. */
export const REASONS = {
  video_mismatch: ['review.videomessaging', 'review.videomanagement'],
  video_incomplete: ['review.videomessaging', 'review.videomanagement'],
  text_generic: ['review.textmessaging', 'review.textmanagement'],
  permission_unneeded: ['review.requested', 'review.scopes'],
  no_calls: ['review.callmessaging', 'review.callmanagement'],
  no_access: ['review.reviewer'],
  privacy_page: ['app.privacy', 'app.terms', 'app.deletion'],
  icon_or_name: ['app.icon', 'app.name'],
  business_unverified: ['business.verified', 'business.name'],
  category_or_purpose: ['app.category', 'app.purpose'],
  data_handling: ['review.handling'],
  other: [],
} as const satisfies Record<string, readonly ItemId[]>
export type Reason = keyof typeof REASONS
