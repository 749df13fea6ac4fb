/** What the screens of the road ask our server. */
import type { LegalView } from '@recado/contract/legal'
import type { Finding, Ground, RehearsalView, RoadView, SubmissionView, TextView } from '@recado/contract/road'
import type { Permission } from '@recado/contract/road-items'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

export const roadQuery = (ground: Ground) =>
  queryOptions({ queryKey: ['road', ground, 'view'], queryFn: ({ signal }) => api.get<RoadView>(`/road/${ground}`, { signal }) })

export const historyQuery = (ground: Ground, item: string) =>
  queryOptions({
    queryKey: ['road', ground, 'history', item],
    queryFn: async ({ signal }) => (await api.get<{ items: Finding[] }>(`/road/${ground}/items/${item}/history`, { signal })).items,
  })

export const textsQuery = (ground: Ground) =>
  queryOptions({
    queryKey: ['road', ground, 'texts'],
    queryFn: async ({ signal }) => (await api.get<{ items: TextView[] }>(`/road/${ground}/texts`, { signal })).items,
  })

export const rehearsalQuery = (ground: Ground, permission: Permission) =>
  queryOptions({
    queryKey: ['road', ground, 'rehearsal', permission],
    queryFn: ({ signal }) => api.get<RehearsalView>(`/road/${ground}/rehearsals/${permission}`, { signal }),
  })

export const submissionsQuery = (ground: Ground) =>
  queryOptions({
    queryKey: ['road', ground, 'submissions'],
    queryFn: async ({ signal }) => (await api.get<{ items: SubmissionView[] }>(`/road/${ground}/submissions`, { signal })).items,
  })

export const legalQuery = queryOptions({ queryKey: ['legal'], queryFn: ({ signal }) => api.get<LegalView>('/legal', { signal }) })
