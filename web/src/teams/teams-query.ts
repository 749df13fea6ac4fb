import type { TeamView } from '@recado/contract/teams'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: async ({ signal }) => (await api.get<{ items: TeamView[] }>('/teams', { signal })).items,
})
