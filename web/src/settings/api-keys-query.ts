import type { ApiKeyView } from '@recado/contract/team'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: async ({ signal }) => (await api.get<{ items: ApiKeyView[] }>('/api-keys', { signal })).items,
})
