import { useCallback, useState } from 'react'
import type { Customer } from './phone-api.ts'

interface HeldPhones {
  ids: readonly string[]
  customers: readonly Customer[]
  toggle(id: string): void
}

/** Whose phones are in hand, remembered per account. Taking one too many puts the one held longest away. */
export function useHeldPhones(wabaId: string, known: readonly Customer[] | undefined, most: number): HeldPhones {
  const stored = `recado-sandbox-phones:${wabaId}`
  const [chosen, setChosen] = useState<readonly string[] | null>(() => parse(localStorage.getItem(stored)))
  const first = known?.[0]
  // Until somebody chooses, the first customer's phone is in hand.
  const wanted = chosen ?? (first ? [first.id] : [])
  const customers = wanted.flatMap((id) => known?.find((customer) => customer.id === id) ?? []).slice(-most)
  const ids = customers.map(({ id }) => id)
  const current = ids.join(',')
  const toggle = useCallback(
    (id: string) => {
      const before = current === '' ? [] : current.split(',')
      const next =
        before.includes(id) && most > 1 ? before.filter((one) => one !== id) : [...before.filter((one) => one !== id), id].slice(-most)
      localStorage.setItem(stored, next.join(','))
      setChosen(next)
    },
    [current, most, stored],
  )
  return { ids, customers, toggle }
}

const parse = (text: string | null): string[] | null => (text === null ? null : text.split(',').filter((id) => id !== ''))
