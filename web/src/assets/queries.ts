/** Below ['numbers'], so that whatever is told of a number makes them stale. */
import type { AssetAccount, AssetCompany, AssetFlow } from '@recado/contract/assets'
import type { NumberChangeLine } from '@recado/contract/number-history'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

interface Filter {
  readonly q: string
  readonly attention: boolean
}

export const assetsQuery = ({ q, attention }: Filter) =>
  infiniteQueryOptions({
    queryKey: ['numbers', 'assets', q, attention],
    queryFn: ({ signal, pageParam }) =>
      api.get<{ items: AssetAccount[]; nextCursor: string | null }>('/assets', {
        signal,
        query: { q: q === '' ? undefined : q, attention: attention || undefined, cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })

export const companiesQuery = queryOptions({
  queryKey: ['numbers', 'assets', 'companies'],
  queryFn: async ({ signal }) => (await api.get<{ items: AssetCompany[] }>('/assets/summary', { signal })).items,
})

export const assetQuery = (wabaId: string) =>
  queryOptions({
    queryKey: ['numbers', 'assets', 'one', wabaId],
    queryFn: ({ signal }) => api.get<AssetAccount>(`/assets/${wabaId}`, { signal }),
  })

export const flowsQuery = (wabaId: string) =>
  queryOptions({
    queryKey: ['flows', wabaId],
    queryFn: async ({ signal }) => (await api.get<{ items: AssetFlow[] }>(`/assets/${wabaId}/flows`, { signal })).items,
    staleTime: 60_000,
    retry: false,
  })

export const timelineQuery = (wabaId: string) =>
  infiniteQueryOptions({
    queryKey: ['numbers', 'assets', 'history', wabaId],
    queryFn: ({ signal, pageParam }) =>
      api.get<{ items: NumberChangeLine[]; nextCursor: string | null }>(`/assets/${wabaId}/history`, {
        signal,
        query: { cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
