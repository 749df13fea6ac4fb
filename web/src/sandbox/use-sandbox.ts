/** What the page knows of one simulated account, kept fresh by the simulator's event stream: an event says what to read again. */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type ChatKey, phoneApi } from './phone-api.ts'
import { followStream } from './phone-stream.ts'

export const keys = {
  waba: (wabaId: string) => ['sandbox', wabaId, 'waba'] as const,
  customers: (wabaId: string) => ['sandbox', wabaId, 'customers'] as const,
  deliveries: (wabaId: string) => ['sandbox', wabaId, 'deliveries'] as const,
  faults: (wabaId: string) => ['sandbox', wabaId, 'faults'] as const,
  templates: (wabaId: string) => ['sandbox', wabaId, 'templates'] as const,
  number: (wabaId: string, phoneNumberId: string) => ['sandbox', wabaId, 'number', phoneNumberId] as const,
  chats: (wabaId: string) => ['sandbox', wabaId, 'chat'] as const,
  chat: (key: ChatKey) => ['sandbox', key.wabaId, 'chat', key.customerId, key.phoneNumberId] as const,
}

export const useWaba = (wabaId: string) => useQuery({ queryKey: keys.waba(wabaId), queryFn: () => phoneApi.waba(wabaId) })
export const useCustomers = (wabaId: string) => useQuery({ queryKey: keys.customers(wabaId), queryFn: () => phoneApi.customers(wabaId) })
export const useDeliveries = (wabaId: string) => useQuery({ queryKey: keys.deliveries(wabaId), queryFn: () => phoneApi.deliveries(wabaId) })
export const useFaults = (wabaId: string) => useQuery({ queryKey: keys.faults(wabaId), queryFn: () => phoneApi.faults(wabaId) })
export const useChat = (key: ChatKey) => useQuery({ queryKey: keys.chat(key), queryFn: () => phoneApi.chat(key) })

type Topic = 'chats' | 'customers' | 'deliveries' | 'faults' | 'templates' | 'waba'
const TOPICS: Readonly<Record<string, readonly Topic[]>> = {
  message: ['chats', 'customers'],
  status: ['chats', 'customers'],
  customer: ['customers'],
  typing: ['chats'],
  delivery: ['deliveries'],
  faults: ['faults', 'waba'],
  template: ['templates'],
}
const ALL: readonly Topic[] = ['chats', 'customers', 'deliveries', 'faults', 'templates', 'waba']

/** Follows the account's stream. `epoch` grows with every new connection: after it, whatever was open must be said again. */
export function useSandboxStream(wabaId: string): { connected: boolean; epoch: number } {
  const queries = useQueryClient()
  const [state, setState] = useState({ connected: false, epoch: 0 })
  useEffect(() => {
    const refresh = refresher(queries, wabaId)
    return followStream(phoneApi.streamUrl(wabaId), {
      events: Object.keys(TOPICS),
      onOpen: () => {
        setState(({ epoch }) => ({ connected: true, epoch: epoch + 1 }))
        refresh(ALL)
      },
      onLost: () => setState(({ epoch }) => ({ connected: false, epoch })),
      onEvent: (event) => refresh(TOPICS[event] ?? ALL),
    })
  }, [queries, wabaId])
  return state
}

/** Reads the topics again, one round at a time: what changes during a round is read in the next, however many events say so. */
function refresher(queries: QueryClient, wabaId: string): (topics: readonly Topic[]) => void {
  const stale = new Set<Topic>()
  let busy = false
  const round = async () => {
    while (stale.size > 0) {
      const topics = [...stale]
      stale.clear()
      await Promise.all(topics.map((topic) => queries.invalidateQueries({ queryKey: keys[topic](wabaId) })))
    }
    busy = false
  }
  return (topics) => {
    for (const topic of topics) stale.add(topic)
    if (busy) return
    busy = true
    void round()
  }
}
