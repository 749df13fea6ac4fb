/** Every kind of message as the inbox draws it, on one page: `npm run dev`, then /gallery.html. Never part of what is built for people. */
import '@mantine/core/styles/baseline.layer.css'
import '@mantine/core/styles/default-css-variables.layer.css'
import '@mantine/core/styles/global.layer.css'
import '../src/theme/mantine.ts'
import '../src/theme/base.css'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { loadAreas, startI18n } from '../src/i18n/setup.ts'
import { cssVariables, theme } from '../src/theme/theme.ts'
import { Gallery } from './Gallery.tsx'
import { pretendServer } from './pretend-server.ts'

await pretendServer()
await startI18n()
await loadAreas('inbox', 'kinds', 'media', 'templates')

const element = document.getElementById('root')
if (!element) throw new Error('gallery.html has no #root')
createRoot(element).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
    <QueryClientProvider client={new QueryClient()}>
      <Gallery />
    </QueryClientProvider>
  </MantineProvider>,
)
