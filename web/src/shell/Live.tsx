import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { useFreshQueries } from '../inbox/use-fresh-queries.ts'
import { useInboxStore } from '../inbox/use-inbox.ts'
import { useConnection } from '../session/connection.ts'
import { meQuery } from '../session/me.ts'

/** Fetched where somebody wants to be called back (inbox/alert-settings.ts); nothing of it weighs on others. */
const Alerts = lazy(() => import('../inbox/Alerts.tsx'))
const wantsAlerts = () => localStorage.getItem('recado-alerts')?.includes('true') === true
function onStorage(listener: () => void): () => void {
  addEventListener('storage', listener)
  return () => removeEventListener('storage', listener)
}

const ASK_EVERY_MS = 10_000

/** Keeps every page current by the browser's one event stream: the badge, numbers, people, and what I may do. */
export default function Live() {
  const client = useQueryClient()
  useFreshQueries(useInboxStore())
  // A stream that ended may mean that the network is gone, or that I have been taken out. Only the session tells.
  const lost = useConnection().lostAt !== null
  useQuery({ ...meQuery, refetchInterval: lost ? ASK_EVERY_MS : false })
  useEffect(() => {
    if (lost) void client.invalidateQueries({ queryKey: meQuery.queryKey })
  }, [client, lost])
  return useSyncExternalStore(onStorage, wantsAlerts) ? (
    <Suspense>
      <Alerts />
    </Suspense>
  ) : null
}
