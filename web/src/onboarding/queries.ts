import type { OnboardingView, SignupLinkView, SignupMode, SignupSettings, SignupStart } from '@recado/contract/onboarding'
import type { Ground } from '@recado/contract/road'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

const WHILE_RUNNING_MS = 1_000
const isUnderWay = (runs: readonly (OnboardingView | null)[] | undefined) => runs?.some((run) => run?.state === 'running') ?? false
/** As often as there is something to see. */
export const pace = (runs: readonly (OnboardingView | null)[] | undefined): number | false => (isUnderWay(runs) ? WHILE_RUNNING_MS : false)

export const runsQuery = queryOptions({
  queryKey: ['onboardings'],
  queryFn: async ({ signal }) => (await api.get<{ items: OnboardingView[] }>('/onboardings', { signal })).items,
  refetchInterval: (query) => pace(query.state.data),
})

/** @param again a number whose account is to be granted again; its ground and mode are known */
export const startQuery = (ground: Ground, mode: SignupMode, again: string | undefined) =>
  queryOptions({
    queryKey: ['signup', ground, mode, again ?? ''],
    queryFn: ({ signal }) => api.get<SignupStart>('/signup', { query: { ground, mode, again }, signal }),
    staleTime: Number.POSITIVE_INFINITY, // its popup's ticket lives for an hour; a page that asks again while the SDK is there changes nothing
  })

export const linksQuery = queryOptions({
  queryKey: ['signup-links'],
  queryFn: async ({ signal }) => (await api.get<{ items: SignupLinkView[] }>('/signup-links', { signal })).items,
})

export const settingsQuery = (ground: Ground) =>
  queryOptions({
    queryKey: ['signup-settings', ground],
    queryFn: ({ signal }) => api.get<SignupSettings>(`/signup-settings/${ground}`, { signal }),
  })
