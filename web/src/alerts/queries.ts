import type { AlertView } from '@recado/contract/alerts'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

interface Page {
  items: AlertView[]
  nextCursor: string | null
}

/** The event stream tells when to ask again; the bell and the page share the answer. */
export const openAlertsQuery = queryOptions({
  queryKey: ['alerts', 'open'],
  queryFn: async ({ signal }) => (await api.get<Page>('/alerts', { signal })).items,
  staleTime: 60_000,
})

export const pastAlertsQuery = infiniteQueryOptions({
  queryKey: ['alerts', 'past'],
  queryFn: ({ signal, pageParam }) => api.get<Page>('/alerts', { signal, query: { state: 'past', limit: 30, cursor: pageParam } }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})
