import { z } from 'zod'

export const locale = z.enum(['pt-BR', 'en', 'es'])
export type Locale = z.infer<typeof locale>
export const role = z.enum(['owner', 'admin', 'supervisor', 'agent'])
export type Role = z.infer<typeof role>

/** What a person may do in the active workspace. Screens hide by these words and never by role. */
export const ability = z.enum([
  'conversations.read',
  'conversations.reply',
  'contacts.edit',
  'contacts.manage',
  'contacts.export',
  'templates.read',
  'templates.sync',
  'templates.create',
  'numbers.read',
  'numbers.connect',
  'members.read',
  'members.manage',
  'workspace.manage',
  'api_keys.manage',
  'workspaces.create',
  'installation.manage',
])
export type Ability = z.infer<typeof ability>

export const workspaceView = z.object({
  id: z.uuid(),
  name: z.string(),
  locale,
  timeZone: z.string(),
  /** When customers see their messages as read: as soon as an agent opens the conversation, on the first reply, or never. */
  markRead: z.enum(['on_open', 'on_reply', 'never']),
  showTyping: z.boolean(),
  /** 'own': agents see the unassigned and their own; supervisors and above always see all. */
  agentsSee: z.enum(['all', 'own']),
  /** false: no answer, event, export or search shows an agent a customer's phone number. */
  agentsSeePhones: z.boolean(),
})
export type WorkspaceView = z.infer<typeof workspaceView>

export const memberView = z.object({ userId: z.uuid(), name: z.string(), email: z.string(), role })
export type MemberView = z.infer<typeof memberView>

export const invitationView = z.object({
  id: z.uuid(),
  email: z.string().nullable(),
  role,
  expiresAt: z.iso.datetime(),
  acceptedAt: z.iso.datetime().nullable(),
})
export type InvitationView = z.infer<typeof invitationView>

/** GET /api/v1/session: who I am, where I am, what I may do. */
export const meView = z.object({
  user: z.object({ id: z.uuid(), name: z.string(), email: z.string(), locale, isOperator: z.boolean() }),
  workspaces: z.array(z.object({ id: z.uuid(), name: z.string(), role })),
  active: z.object({ workspace: workspaceView, role, abilities: z.array(ability) }).nullable(),
})
export type MeView = z.infer<typeof meView>

export const apiKeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  hint: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
})
export type ApiKeyView = z.infer<typeof apiKeyView>

export const email = z.string().trim().toLowerCase().pipe(z.email().max(254))
export const password = z.string().min(10).max(200)

const personName = z.string().trim().min(1).max(100)
const workspaceName = z.string().trim().min(1).max(100)
/** An IANA name this runtime knows, e.g. America/Sao_Paulo. */
export const timeZone = z
  .string()
  .max(60)
  .refine((name) => name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name), 'is not a time zone')

/** GET /api/v1/setup: whether the one-time link may still be used. `token` is missing where one only asks whether setup is open. */
export const setupState = z.object({ open: z.boolean(), tokenValid: z.boolean() })
export type SetupState = z.infer<typeof setupState>
export const setupRequest = z.object({
  token: z.string().min(1).max(200),
  name: personName,
  email,
  password,
  workspaceName,
  locale: locale.default('pt-BR'),
  timeZone: timeZone.default('America/Sao_Paulo'),
})
export type SetupRequest = z.infer<typeof setupRequest>

export const signInRequest = z.object({ email, password: z.string().min(1).max(200) })
export const profilePatch = z.object({ name: personName.optional(), locale: locale.optional() })
export const passwordChange = z.object({ currentPassword: z.string().min(1).max(200), newPassword: password })

export const newWorkspace = z.object({
  name: workspaceName,
  locale: locale.default('pt-BR'),
  timeZone: timeZone.default('America/Sao_Paulo'),
  /** Whoever shall own it: an invitation link is made for this address. Without it the operator who creates it owns it. */
  ownerEmail: email.optional(),
})
export type NewWorkspace = z.infer<typeof newWorkspace>
export const workspacePatch = z.object({
  name: workspaceName.optional(),
  locale: locale.optional(),
  timeZone: timeZone.optional(),
  markRead: workspaceView.shape.markRead.optional(),
  showTyping: z.boolean().optional(),
  agentsSee: workspaceView.shape.agentsSee.optional(),
  agentsSeePhones: z.boolean().optional(),
})
export type WorkspacePatch = z.infer<typeof workspacePatch>
/** POST /api/v1/workspaces. `invitationLink` only when an owner was invited. */
export const createdWorkspace = z.object({ workspace: workspaceView, invitationLink: z.string().nullable() })

export const memberPatch = z.object({ role })

export const newInvitation = z.object({ email: email.optional(), role })
export type NewInvitation = z.infer<typeof newInvitation>
/** The link is shown once; afterwards only its hash exists. */
export const createdInvitation = z.object({ invitation: invitationView, link: z.string() })
/** GET /api/v1/invitations/accept?token=: what one is about to accept. `hasAccount`: the invited address signs in instead of choosing a password. */
export const invitationOffer = z.object({
  workspaceName: z.string(),
  role,
  email: z.string().nullable(),
  invitedBy: z.string().nullable(),
  hasAccount: z.boolean(),
  expiresAt: z.iso.datetime(),
})
export type InvitationOffer = z.infer<typeof invitationOffer>
/** Signed in: the token alone. New here: name and password too, and the e-mail where the invitation is not bound to one. */
export const acceptInvitationRequest = z.object({
  token: z.string().min(1).max(200),
  name: personName.optional(),
  email: email.optional(),
  password: password.optional(),
  locale: locale.default('pt-BR'),
})
export type AcceptInvitationRequest = z.infer<typeof acceptInvitationRequest>

/** Without `scopes` a key gets everything a key may have and its maker has. */
export const newApiKey = z.object({ name: z.string().trim().min(1).max(100), scopes: z.array(ability).min(1).optional() })
export type NewApiKey = z.infer<typeof newApiKey>
/** The key is shown once; afterwards only its hash exists. */
export const createdApiKey = z.object({ apiKey: apiKeyView, key: z.string() })
