import type { Ability, Role } from '@recado/contract/team'

/** Everything a role may do, in one table. What is not named here is refused. */
const AGENT = ['conversations.read', 'conversations.reply', 'contacts.edit', 'templates.read', 'numbers.read', 'members.read'] as const
const SUPERVISOR = [...AGENT, 'contacts.manage', 'templates.sync'] as const
const ADMIN = [
  ...SUPERVISOR,
  'contacts.export',
  'templates.create',
  'numbers.connect',
  'members.manage',
  'workspace.manage',
  'api_keys.manage',
] as const

export const ABILITIES: Readonly<Record<Role, readonly Ability[]>> = {
  agent: AGENT,
  supervisor: SUPERVISOR,
  admin: ADMIN,
  // The same words as an admin; what sets an owner apart is who may touch whom (see mayManage).
  owner: ADMIN,
}

/** An operator runs the installation from outside: this gives no look into any workspace. */
export const OPERATOR_ABILITIES: readonly Ability[] = ['workspaces.create', 'installation.manage']

/** What an API key may be given. Never more than its maker has, and nothing that manages people, keys or the installation. */
export const KEY_ABILITIES: readonly Ability[] = [
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
]

export function abilitiesOf(role: Role, isOperator: boolean): ReadonlySet<Ability> {
  return new Set(isOperator ? [...ABILITIES[role], ...OPERATOR_ABILITIES] : ABILITIES[role])
}

const RANK: Readonly<Record<Role, number>> = { agent: 0, supervisor: 1, admin: 2, owner: 3 }

/** Whether somebody of role `mine` may give, change or take away role `theirs`: nobody reaches above themselves. */
export function mayManage(mine: Role, theirs: Role): boolean {
  return ABILITIES[mine].includes('members.manage') && RANK[mine] >= RANK[theirs]
}
