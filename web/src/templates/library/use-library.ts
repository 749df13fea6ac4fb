import { useDebouncedValue } from '@mantine/hooks'
import type { Page } from '@recado/contract/conversations'
import type { LibraryTemplate } from '@recado/contract/template-library'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'
import type { LibraryFilter } from './LibraryFilters.tsx'

const PAUSE_MS = 250

/** What Meta's library holds for these filters, page by page. Meta searches, so words are sent when they rest. */
export function useLibrary(wabaId: string, filter: LibraryFilter) {
  const [{ words, language, topic, useCase, industry }] = useDebouncedValue(filter, PAUSE_MS)
  return useInfiniteQuery({
    queryKey: ['library', wabaId, words, language, topic, useCase, industry],
    queryFn: ({ pageParam, signal }) => {
      const given = { q: words.trim(), language, topic, useCase, industry }
      const query = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
      return api.get<Page<LibraryTemplate>>('/templates/library', { query: { ...query, wabaId, cursor: pageParam }, signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 10 * 60_000,
  })
}
