import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'

interface Change<T> {
  /** Makes the change at the simulator. */
  work: () => Promise<unknown>
  /** How it looks at once, before the simulator has answered. */
  shown?: (before: T) => T
}

/** Changes what is shown under the first key, and reads all of them again when the simulator has answered, whatever it said. */
export function useChange<T>(...touched: readonly [QueryKey, ...QueryKey[]]): (change: Change<T>) => Promise<void> {
  const queries = useQueryClient()
  const problemText = useProblemText()
  const stable = JSON.stringify(touched)
  return useCallback(
    async ({ work, shown }) => {
      const keys = JSON.parse(stable) as QueryKey[]
      if (shown && keys[0]) {
        // A reading that is on its way does not know of the change yet, and would take it back for a moment.
        await queries.cancelQueries({ queryKey: keys[0] })
        queries.setQueryData<T>(keys[0], (before) => (before === undefined ? before : shown(before)))
      }
      work()
        .catch((error: unknown) => showToast(problemText(error), { tone: 'danger' }))
        .finally(() => Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey }))))
    },
    [queries, problemText, stable],
  )
}
