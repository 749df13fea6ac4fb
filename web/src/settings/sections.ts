import { useMe } from '../session/me.ts'

const ALL = ['workspace', 'members', 'teams', 'contacts', 'api-keys', 'profile', 'workspaces', 'signup'] as const
export type Section = (typeof ALL)[number]

/** What somebody may not enter is absent. Everybody may look at the workspace's settings and has a profile. */
export function useSections(): readonly Section[] {
  const { user, active, workspaces } = useMe()
  const may = new Set(active?.abilities)
  const shown: Record<Section, boolean> = {
    workspace: active !== null,
    members: may.has('members.read'),
    teams: may.has('members.read'),
    contacts: may.has('conversations.read'),
    'api-keys': may.has('api_keys.manage'),
    profile: true,
    signup: may.has('installation.manage'),
    workspaces: user.isOperator || workspaces.length > 1,
  }
  return ALL.filter((section) => shown[section])
}
