import type { Page } from '@recado/contract/conversations'
import type { TemplateDetail, TemplateEntry } from '@recado/contract/template-life'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../../api.ts'

/** Under `templates`, like the lists: what makes those stale makes these stale too. */
export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', 'one', id],
    queryFn: ({ signal }) => api.get<TemplateDetail>(`/templates/${id}`, { signal }),
  })

export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['templates', 'history', id],
    queryFn: ({ pageParam, signal }) => api.get<Page<TemplateEntry>>(`/templates/${id}/history`, { query: { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })
