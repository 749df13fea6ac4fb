import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { COLOURS } from './src/theme/tokens.ts'

/** The mark in the browser's tab, coloured by the tokens. */
function icon(): Plugin {
  const [ground] = COLOURS.accent
  const [ink] = COLOURS['on-accent']
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="9" fill="${ground}"/>` +
    `<g transform="translate(6 6)" fill="none" stroke="${ink}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">` +
    '<path d="M5 4h14v10l-5.5 5.5H5z"/><path d="M19 14h-5.5v5.500M8.500 8.500h7M8.500 12h4"/></g></svg>'
  return {
    name: 'recado-icon',
    transformIndexHtml: () => [
      {
        tag: 'link',
        attrs: { rel: 'icon', type: 'image/svg+xml', href: `data:image/svg+xml,${encodeURIComponent(svg)}` },
        injectTo: 'head',
      },
    ],
  }
}

/** `npm run dev` serves the pages itself and hands everything else to the server. */
const server = 'http://localhost:3000'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), icon()],
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false }, // every browser that runs es2022 knows it
    // Fonts stay files: inlined they would block the first paint and be fetched again with every release.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The contract's schemas are for the server; a browser takes only its types and functions.
      treeshake: { manualPureFunctions: ['z'] },
      // What every page needs comes in two files, one of which changes only with React. Split finer, small files compress badly.
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            { name: 'start', tags: ['$initial'], priority: 2 },
            // What the components of every page lean on.
            {
              name: 'small',
              test: /@mantine[\\/].*[\\/](use-id|use-merged-ref|use-uncontrolled|create-safe-context|get-auto-contrast-value|create-scoped-keydown-handler|DirectionProvider|get-floating-position)[\\/.]/,
              priority: 1,
            },
            // Likewise icons: alone, each is smaller than the request for it.
            { name: 'icons', test: /@tabler[\\/]icons/, minShareCount: 6, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': server,
      '/docs': server,
      '/legal': server,
      '/healthz': server,
      '/media': server,
      '/sandbox/api': server,
      '/sandbox/graph': server,
    },
  },
})
