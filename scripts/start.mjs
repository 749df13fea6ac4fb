// `npm start`: from a fresh clone to a running Recado. Installs and builds what is missing or stale, then becomes the server.
import { buildStale } from './build.mjs'
import { prepareCheckout } from './checkout.mjs'

const say = (/** @type {string} */ line) => console.log(line)

prepareCheckout(say)
buildStale(['server', 'simulator', 'web'], say)
await import('../dist/server/main.mjs')
