import type { Page } from '@recado/contract/conversations'
import type { ListedTemplate } from '@recado/contract/template-life'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '../api.ts'

/** As much as the server gives at once. */
const PAGE = 500

/**
 * All templates of an account. There are at most a few thousand, and choosing, searching and drawing sent ones all need them, so they
 * are read once and searched here; the event of a synchronisation makes them stale.
 */
export const templatesQuery = (wabaId: string | undefined) =>
  queryOptions({
    queryKey: ['templates', wabaId ?? 'all'],
    queryFn: async ({ signal }) => {
      const all: ListedTemplate[] = []
      let cursor: string | null = null
      do {
        const page: Page<ListedTemplate> = await api.get('/templates', { query: { wabaId, cursor, limit: PAGE }, signal })
        all.push(...page.items)
        cursor = page.nextCursor
      } while (cursor !== null)
      return all
    },
    staleTime: 5 * 60_000,
  })

export function useTemplate({
  wabaId,
  name,
  language,
}: {
  wabaId: string | undefined
  name: string
  language: string
}): ListedTemplate | null {
  const { data } = useQuery({ ...templatesQuery(wabaId), enabled: wabaId !== undefined && name !== '' })
  return data?.find((template) => template.name === name && template.language === language) ?? null
}
