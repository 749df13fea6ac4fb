import '@mantine/core/styles/baseline.layer.css'
import '@mantine/core/styles/default-css-variables.layer.css'
import '@mantine/core/styles/global.layer.css'
import './theme/mantine.ts'
import './theme/base.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiProblem, onSignedOut } from './api.ts'
import { startI18n } from './i18n/setup.ts'
import { makeRouter } from './router.tsx'
import { watchNetwork } from './session/connection.ts'
import { meQuery } from './session/me.ts'
import { cssVariables, theme } from './theme/theme.ts'
import { listenToKeys } from './ui/keys.ts'
import { Toasts } from './ui/Toasts.tsx'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // Only what may pass by itself is asked again; a refusal stays a refusal.
      retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
    },
  },
})
const router = makeRouter(client)
const schemes = localStorageColorSchemeManager({ key: 'recado-color-scheme' })

onSignedOut(() => {
  // Whoever was never signed in here is sent to the sign-in page by the route itself.
  if (client.getQueryData(meQuery.queryKey) === undefined) return
  const { href } = router.state.location
  client.clear()
  void router.navigate({ to: '/sign-in', search: { to: href } })
})
watchNetwork()
listenToKeys()
await startI18n()

const element = document.getElementById('root')
if (!element) throw new Error('index.html has no #root')
createRoot(element).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" colorSchemeManager={schemes}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
