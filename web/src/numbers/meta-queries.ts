/** What Meta keeps of a number, asked of Meta when a tab opens. */
import type { MetaSettings, NumberStarters } from '@recado/contract/meta-settings'
import type { NumberIdentity } from '@recado/contract/number-identity'
import { type QueryKey, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { showToast } from '../ui/toasts.ts'
import { numberQuery } from './queries.ts'

export const identityQuery = (id: string) =>
  queryOptions({
    queryKey: ['numbers', id, 'identity'],
    queryFn: ({ signal }) => api.get<NumberIdentity>(`/numbers/${id}/identity`, { signal }),
    staleTime: 30_000,
    retry: false,
  })

export const suggestionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['numbers', id, 'username-suggestions'],
    queryFn: async ({ signal }) => (await api.get<{ items: string[] }>(`/numbers/${id}/identity/username-suggestions`, { signal })).items,
    staleTime: 5 * 60_000,
    retry: false,
  })

export const metaSettingsQuery = (id: string) =>
  queryOptions({
    queryKey: ['numbers', id, 'meta-settings'],
    queryFn: ({ signal }) => api.get<MetaSettings>(`/numbers/${id}/meta-settings`, { signal }),
    staleTime: 30_000,
    retry: false,
  })

export const startersQuery = (id: string) =>
  queryOptions({
    queryKey: ['numbers', id, 'starters'],
    queryFn: ({ signal }) => api.get<NumberStarters>(`/numbers/${id}/starters`, { signal }),
    staleTime: 30_000,
    retry: false,
  })

/** Changes something at Meta and keeps what Meta shows afterwards. @param done said once it worked */
export function useKept<Fresh, Wish>(numberId: string, queryKey: QueryKey, done: string, send: (wish: Wish) => Promise<Fresh>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: (fresh) => {
      client.setQueryData(queryKey, fresh)
      void client.invalidateQueries({ queryKey: numberQuery(numberId).queryKey, exact: true })
      showToast(done)
    },
  })
}
