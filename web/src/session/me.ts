/** Who is signed in, where, and what they may do. */
import type { Ability, MeView } from '@recado/contract/team'
import { type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import { setLocale } from '../i18n/setup.ts'

export const meQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => api.get<MeView>('/session', { signal }),
  staleTime: 60_000,
})

export type ActiveMe = MeView & { active: NonNullable<MeView['active']> }

/** Pages inside the shell: there is always a person, though perhaps no workspace. */
export function useMe(): MeView {
  return useSuspenseQuery(meQuery).data
}

/** Pages about a workspace. The shell shows another page to a person who has none. */
export function useActive(): ActiveMe['active'] {
  const { active } = useMe()
  if (!active) throw new Error('this page needs an active workspace')
  return active
}

export function useAbility(ability: Ability): boolean {
  return useMe().active?.abilities.includes(ability) ?? false
}

/** After signing in, changing workspace or role: everything known so far was somebody else's. */
export async function becomeMe(client: QueryClient, me: MeView): Promise<void> {
  client.clear()
  client.setQueryData(meQuery.queryKey, me)
  await setLocale(me.user.locale)
}
