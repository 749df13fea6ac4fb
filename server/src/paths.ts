/** Where things lie in the checkout. Holds for the sources (server/src) and for the bundle (dist/server): both are two folders deep. */
import { fileURLToPath } from 'node:url'

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export const ENV_FILE = fromRoot('.env')
export const MIGRATIONS_DIR = fromRoot('server/migrations')
export const SIMULATOR_ENTRY = fromRoot('dist/simulator/main.mjs')
/** The inbound worker's thread. */
export const INBOUND_THREAD = new URL('./inbound.mjs', import.meta.url)
/** The process that makes previews. Built even where the rest runs from its sources, as in tests. */
export const PREVIEW_ENTRY = fromRoot('dist/server/preview.mjs')
/** What Vite built. */
export const WEB_DIR = fromRoot('dist/web')
/** The page that shows the API's description: plain files, served as they are. */
export const DOCS_DIR = fromRoot('server/docs-page')
