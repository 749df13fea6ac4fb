import type { DoctorArea, DoctorView } from '@recado/contract/doctor'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

/** @param path of the number or the account below /api/v1. Asked anew by whoever opens the page, and by hand: never by itself. */
export const doctorQuery = (path: string, area: DoctorArea) =>
  queryOptions({
    queryKey: ['doctor', path, area],
    queryFn: ({ signal }) => api.get<DoctorView>(`${path}/doctor`, { signal, query: { area } }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
