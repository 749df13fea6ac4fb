import type { NumberView } from '@recado/contract/numbers'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { numberQuery } from './queries.ts'

const route = getRouteApi('/signed-in/shell/numbers/$numberId')

/** The number whose page this is. The page around a tab has it before any tab is shown. */
export function useNumber(): NumberView | undefined {
  return useQuery(numberQuery(route.useParams().numberId)).data
}
