import type { AttributeView, ContactDetail, ContactFilter, ContactPage, ImportView, TagView } from '@recado/contract/contacts'
import type { NumberView } from '@recado/contract/numbers'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

const PAGE = 100

export const contactsQuery = (filter: ContactFilter) =>
  infiniteQueryOptions({
    queryKey: ['contacts', 'list', filter],
    queryFn: ({ pageParam, signal }) => api.get<ContactPage>('/contacts', { query: { ...filter, limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: null as string | null, // the first page has no cursor
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
  })

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id],
    queryFn: ({ signal }) => api.get<ContactDetail>(`/contacts/${id}`, { signal }),
  })

export const tagsQuery = queryOptions({
  queryKey: ['contacts', 'tags'],
  queryFn: async ({ signal }) => (await api.get<{ items: TagView[] }>('/tags', { signal })).items,
})

export const attributesQuery = queryOptions({
  queryKey: ['contacts', 'attributes'],
  queryFn: async ({ signal }) => (await api.get<{ items: AttributeView[] }>('/contact-attributes', { signal })).items,
})

export const contactNumbersQuery = queryOptions({
  queryKey: ['numbers', 'of-contacts'],
  queryFn: async ({ signal }) => (await api.get<{ items: NumberView[] }>('/numbers', { signal })).items,
})

const WORKING = new Set<ImportView['state']>(['checking', 'writing'])

export const importsQuery = queryOptions({
  queryKey: ['contact-imports'],
  queryFn: async ({ signal }) => (await api.get<{ items: ImportView[] }>('/contact-imports', { signal })).items,
})

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact-imports', id],
    queryFn: ({ signal }) => api.get<ImportView>(`/contact-imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && WORKING.has(state.data.state) ? 700 : false),
  })
