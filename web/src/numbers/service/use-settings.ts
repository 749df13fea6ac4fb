import type { NumberSettings, NumberView } from '@recado/contract/numbers'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { numberQuery } from '../queries.ts'

/** Sends a change of what we do with a number, and shows what came of it. */
export function useSaveSettings(numberId: string): (change: NumberSettings) => Promise<void> {
  const client = useQueryClient()
  return async (change) => {
    const saved = await api.patch<NumberView>(`/numbers/${numberId}`, change)
    client.setQueryData(numberQuery(numberId).queryKey, saved)
  }
}
