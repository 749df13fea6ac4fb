// `npm run recado -- <command>`: the command line. Progress goes to stderr, because stdout is the answer.
import { buildStale } from './build.mjs'
import { prepareCheckout } from './checkout.mjs'

const say = (/** @type {string} */ line) => console.error(line)

prepareCheckout(say)
buildStale(['server', 'simulator'], say)
await import('../dist/server/recado.mjs')
