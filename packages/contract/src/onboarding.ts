/** Embedded Signup: what the page needs, what it hands in, and how far the connecting has come. */
import { z } from 'zod'
import { ground } from './road.ts'

/** `coexistence`: the number stays in the WhatsApp Business app and is used here as well. */
export const signupMode = z.enum(['cloud', 'coexistence'])
export type SignupMode = z.infer<typeof signupMode>

/** In their order. A step that a run does not need is `skipped`. */
export const onboardingStep = z.enum(['code', 'grant', 'account', 'keep', 'webhooks', 'register', 'sync', 'facts', 'profile', 'templates'])
export type OnboardingStep = z.infer<typeof onboardingStep>

/** Every cause that is told apart. Screens translate each to what happened, why, and the mend. */
export const signupProblem = z.enum([
  // Before the popup has answered.
  'sdk_blocked',
  'page_not_https',
  'popup_blocked',
  'popup_closed',
  'configuration_unknown',
  'cancelled',
  'reported',
  'provider_cannot_onboard',
  // The code.
  'code_expired',
  'code_used',
  'code_redirect',
  'app_secret_wrong',
  'interrupted',
  // The grant.
  'grant_invalid',
  'grant_of_other_app',
  'grant_of_person',
  'permission_missing',
  'account_not_shared',
  // The account.
  'other_account',
  'account_taken',
  'number_taken',
  'number_not_in_account',
  'access_not_advanced',
  'business_restricted',
  // Webhooks.
  'app_without_webhook',
  'webhook_elsewhere',
  'address_not_public',
  'app_without_phone_fields',
  // Registering.
  'pin_needed',
  'pin_guesses',
  'number_not_verified',
  'too_many_registrations',
  'number_recently_deleted',
  // What the phone hands over.
  'sync_too_late',
  'sync_asked_before',
  'number_not_on_phone',
  // Anywhere.
  'meta_unreachable',
  'meta_busy',
  'meta_refused',
])
export type SignupProblem = z.infer<typeof signupProblem>

const facts = z.record(z.string(), z.string())
export const onboardingView = z.object({
  id: z.uuid(),
  ground,
  mode: signupMode,
  /** cancelled: the popup ended without a code; nothing was connected. */
  state: z.enum(['running', 'failed', 'done', 'cancelled']),
  problem: signupProblem.nullable(),
  facts,
  steps: z.array(
    z.object({
      step: onboardingStep,
      state: z.enum(['waiting', 'running', 'retrying', 'done', 'skipped', 'failed']),
      problem: signupProblem.nullable(),
      facts,
      at: z.iso.datetime().nullable(),
    }),
  ),
  accountName: z.string().nullable(),
  numbers: z.array(z.object({ id: z.uuid(), displayPhoneNumber: z.string() })),
  /** The number from whose page an account that is connected already was granted again. */
  renews: z.uuid().nullable(),
  /** Came through a link that was sent, and not from a page of the workspace. */
  viaLink: z.boolean(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
})
export type OnboardingView = z.infer<typeof onboardingView>

/** What is missing before the button can work; each is the operator's to set. */
export const signupGap = z.enum(['no_app', 'no_configuration', 'sandbox_off'])
export type SignupGap = z.infer<typeof signupGap>

/** GET …/signup: everything a page needs to open Meta's popup. */
export const signupStart = z.object({
  ground,
  mode: signupMode,
  /** With `again`: whose account is granted again, and no other. */
  again: z.object({ numberId: z.uuid(), number: z.string(), account: z.string() }).nullable(),
  /** Empty: ready. */
  missing: z.array(signupGap),
  appId: z.string(),
  configurationId: z.string(),
  version: z.string(),
  extras: z.record(z.string(), z.unknown()),
  sdkUrl: z.string(),
})
export type SignupStart = z.infer<typeof signupStart>

const metaId = z.string().regex(/^\d{5,20}$/)
/** POST …/onboardings. The ids are what the browser was told and are believed only as far as Meta confirms them. */
export const signupResult = z.object({
  ground,
  mode: signupMode,
  code: z.string().min(1).max(4000),
  claimed: z.object({ wabaId: metaId.optional(), phoneNumberId: metaId.optional() }).default({}),
  again: z.uuid().optional().describe('a number whose account is to be granted again: any other account changes nothing'),
})
export type SignupResult = z.infer<typeof signupResult>

const told = z.string().max(500)
/** POST …/onboardings/trouble: the popup ended without a code. Kept, so that whoever runs this sees where people stop. */
export const signupTrouble = z.object({
  ground,
  mode: signupMode,
  problem: z.enum(['sdk_blocked', 'page_not_https', 'popup_blocked', 'popup_closed', 'cancelled', 'reported']),
  step: told.optional(),
  message: told.optional(),
  errorId: told.optional(),
  sessionId: told.optional(),
  again: z.uuid().optional(),
})
export type SignupTrouble = z.infer<typeof signupTrouble>

/** POST …/onboardings/:id/retry. `pin`: the number's own, where it has one already. */
export const onboardingRetry = z.object({
  pin: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
})

/** What the operator sets. The secret is written and never read back. */
export const signupSettings = z.object({
  ground,
  appId: z.string(),
  hasSecret: z.boolean(),
  configurationId: z.string(),
  version: z.string(),
  extras: z.record(z.string(), z.unknown()),
  /** As Meta lists them; null where it could not be asked. */
  configurations: z.array(z.object({ id: z.string(), name: z.string() })).nullable(),
})
export type SignupSettings = z.infer<typeof signupSettings>
export const signupSettingsChange = z
  .object({
    appId: z
      .string()
      .trim()
      .regex(/^\d{5,20}$/),
    appSecret: z
      .string()
      .trim()
      .regex(/^[0-9a-fA-F]{32}$/),
    configurationId: z.string().trim().regex(/^\d*$/).max(30),
    version: z
      .string()
      .trim()
      .regex(/^(v\d{1,3}\.0)?$/),
    extras: z.record(z.string(), z.unknown()),
  })
  .partial()
  .refine((change) => change.appSecret === undefined || change.appId !== undefined, {
    message: 'an app secret needs its appId',
    path: ['appId'],
  })
export type SignupSettingsChange = z.infer<typeof signupSettingsChange>

/** A link with which somebody who has no account here connects a number of theirs, once. */
export const signupLinkView = z.object({
  id: z.uuid(),
  ground,
  mode: signupMode,
  state: z.enum(['open', 'used', 'expired', 'withdrawn']),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
export type SignupLinkView = z.infer<typeof signupLinkView>
export const newSignupLink = z.object({ ground, mode: signupMode, days: z.number().int().min(1).max(30).default(7) })
/** The link is shown once; afterwards only its hash exists. */
export const createdSignupLink = z.object({ link: signupLinkView, url: z.string() })

/** What whoever opens a link sees. */
export const linkOffer = z.object({
  workspaceName: z.string(),
  mode: signupMode,
  expiresAt: z.iso.datetime(),
  start: signupStart,
  onboarding: onboardingView.nullable(),
})
export type LinkOffer = z.infer<typeof linkOffer>
