/** How many conversations wait, for the badge in the rail. The inbox keeps this query fresh from the event stream while it is open. */
import type { ConversationCounts } from '@recado/contract/conversations'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

export const countsQuery = queryOptions({
  queryKey: ['conversations', 'counts'],
  queryFn: ({ signal }) => api.get<ConversationCounts>('/conversations/counts', { signal }),
  staleTime: 30_000,
  refetchInterval: 60_000,
})
