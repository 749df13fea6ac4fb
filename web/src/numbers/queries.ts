import type { CoexistenceView, NumberCoexistence } from '@recado/contract/coexistence'
import type { DeliveryBody, DeliveryLine, WebhooksSeen } from '@recado/contract/deliveries'
import type { NumberProfile, NumberWebhooks, QrCodeView } from '@recado/contract/number-assets'
import type { NumberChangeLine, NumberHistoryQuery } from '@recado/contract/number-history'
import type { NumberToken } from '@recado/contract/number-token'
import type { NumberHealth, NumberView, WebhookSettings } from '@recado/contract/numbers'
import type { ConnectedAccount, NumberRegistration } from '@recado/contract/registration'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

export const numbersQuery = queryOptions({
  queryKey: ['numbers'],
  queryFn: async ({ signal }) => (await api.get<{ items: NumberView[] }>('/numbers', { signal })).items,
})

export const numberQuery = (id: string) =>
  queryOptions({ queryKey: ['numbers', id], queryFn: ({ signal }) => api.get<NumberView>(`/numbers/${id}`, { signal }) })

export const healthQuery = (id: string) =>
  queryOptions({
    queryKey: ['numbers', id, 'health'],
    queryFn: ({ signal }) => api.get<NumberHealth>(`/numbers/${id}/health`, { signal }),
    staleTime: 60_000,
    retry: false,
  })

export const tokenQuery = (id: string) =>
  queryOptions({
    queryKey: ['numbers', id, 'token'],
    queryFn: ({ signal }) => api.get<NumberToken>(`/numbers/${id}/token`, { signal }),
    staleTime: 30_000,
  })

export const historyQuery = (id: string, of: NumberHistoryQuery['of']) =>
  infiniteQueryOptions({
    queryKey: ['numbers', id, 'history', of],
    queryFn: ({ signal, pageParam }) =>
      api.get<{ items: NumberChangeLine[]; nextCursor: string | null }>(`/numbers/${id}/history`, {
        signal,
        query: { of, cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export const webhookQuery = queryOptions({
  queryKey: ['numbers', 'webhook'],
  queryFn: ({ signal }) => api.get<WebhookSettings>('/numbers/webhook', { signal }),
  staleTime: 5 * 60_000,
})

export const profileQuery = (id: string) =>
  queryOptions({
    queryKey: ['numbers', id, 'profile'],
    queryFn: ({ signal }) => api.get<NumberProfile>(`/numbers/${id}/profile`, { signal }),
    staleTime: 60_000,
    retry: false,
  })

export const qrCodesQuery = (id: string) =>
  queryOptions({
    queryKey: ['numbers', id, 'qr-codes'],
    queryFn: async ({ signal }) => (await api.get<{ items: QrCodeView[] }>(`/numbers/${id}/qr-codes`, { signal })).items,
    staleTime: 60_000,
    retry: false,
  })

export const registrationQuery = (id: string) =>
  queryOptions({
    queryKey: ['numbers', id, 'registration'],
    queryFn: ({ signal }) => api.get<NumberRegistration>(`/numbers/${id}/registration`, { signal }),
    staleTime: 10_000,
    retry: false,
  })

export const accountsQuery = queryOptions({
  queryKey: ['numbers', 'accounts'],
  queryFn: async ({ signal }) => (await api.get<{ items: ConnectedAccount[] }>('/numbers/accounts', { signal })).items,
})

export const webhooksQuery = (id: string) =>
  queryOptions({
    queryKey: ['numbers', id, 'webhooks'],
    queryFn: ({ signal }) => api.get<NumberWebhooks>(`/numbers/${id}/webhooks`, { signal }),
    staleTime: 30_000,
    retry: false,
  })

const UNDER_WAY_MS = 2_000
const UNDER_WAY: readonly CoexistenceView['history']['state'][] = ['asking', 'requested', 'received']

/** As often as there is something to see: the phone takes its time, and pieces are put in place a few a second. */
export const coexistenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['numbers', id, 'coexistence'],
    queryFn: ({ signal }) => api.get<NumberCoexistence>(`/numbers/${id}/coexistence`, { signal }),
    refetchInterval: ({ state }) => {
      const view = state.data?.coexistence
      if (!view) return false
      const isUnderWay = view.history.waiting > 0 || [view.contacts.state, view.history.state].some((word) => UNDER_WAY.includes(word))
      return isUnderWay ? UNDER_WAY_MS : false
    },
  })

export const seenQuery = (id: string) =>
  queryOptions({
    queryKey: ['numbers', id, 'seen'],
    queryFn: ({ signal }) => api.get<WebhooksSeen>(`/numbers/${id}/webhooks/seen`, { signal }),
    staleTime: 10_000,
  })

export const deliveriesQuery = (id: string, field: string) =>
  infiniteQueryOptions({
    queryKey: ['numbers', id, 'deliveries', field],
    queryFn: ({ signal, pageParam }) =>
      api.get<{ items: DeliveryLine[]; nextCursor: string | null }>(`/numbers/${id}/deliveries`, {
        signal,
        query: { field: field === '' ? undefined : field, cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((line) => line.state === 'waiting')) ? UNDER_WAY_MS : false,
  })

export const deliveryBodyQuery = (id: string, delivery: string) =>
  queryOptions({
    queryKey: ['numbers', id, 'delivery', delivery],
    queryFn: ({ signal }) => api.get<DeliveryBody>(`/numbers/${id}/deliveries/${delivery}`, { signal }),
    staleTime: 60_000,
  })
