import type { InvitationView } from '@recado/contract/team'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: async ({ signal }) => (await api.get<{ items: InvitationView[] }>('/invitations', { signal })).items,
})
