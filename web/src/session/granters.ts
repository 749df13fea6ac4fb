import type { MemberView } from '@recado/contract/team'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import { useAbility } from './me.ts'

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: async ({ signal }) => (await api.get<{ items: MemberView[] }>('/members', { signal })).items,
})

/** The names of those who can give what one lacks: the owners, else the admins. */
export function useGranters(): string[] {
  const mayRead = useAbility('members.read')
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: mayRead })
  const owners = members.filter((member) => member.role === 'owner')
  const granters = owners.length > 0 ? owners : members.filter((member) => member.role === 'admin')
  return granters.map((member) => member.name)
}
