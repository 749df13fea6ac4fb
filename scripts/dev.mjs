// `npm run dev`: the server, built again and restarted at every change, and the pages served by Vite, which reloads them.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { buildStale, bundleOptions, forgetBuild } from './build.mjs'
import { prepareCheckout, ROOT } from './checkout.mjs'

const say = (/** @type {string} */ line) => console.log(line)
const PAGES = 5173

prepareCheckout(say)
buildStale(['simulator'], say)
forgetBuild('server') // what follows is not what `npm start` runs
const [{ context }, { createServer }] = await Promise.all([import('esbuild'), import('vite')])

/** @type {import('node:child_process').ChildProcess | null} */
let running = null
let restarting = Promise.resolve()
let stopping = false

async function restart() {
  if (stopping) return
  if (running !== null && running.exitCode === null && running.signalCode === null) {
    running.kill('SIGTERM')
    await once(running, 'exit')
  }
  const env = { PUBLIC_URL: `http://localhost:${PAGES}`, ...process.env }
  running = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'dist', 'server', 'main.mjs')], { env, stdio: 'inherit' })
}

const options = bundleOptions('server', { outdir: join(ROOT, 'dist', 'server'), failpoints: true })
const server = await context({
  ...options,
  sourcesContent: true,
  plugins: [
    {
      name: 'restart',
      setup: (build) =>
        build.onEnd(({ errors }) => {
          if (errors.length === 0) restarting = restarting.then(restart)
        }),
    },
  ],
})
await server.watch()
const pages = await createServer({ root: join(ROOT, 'web'), server: { port: PAGES, strictPort: true } })
await pages.listen()
say(`Pages, reloading by themselves: http://localhost:${PAGES}`)

process.once('exit', () => running?.kill('SIGTERM')) // Vite leaves on SIGTERM by itself, without waiting for us
process.once('SIGINT', () => void stop())
process.once('SIGTERM', () => void stop())

async function stop() {
  stopping = true
  await restarting // so that no server is started behind our back
  await Promise.all([server.dispose(), pages.close()])
  if (running !== null && running.exitCode === null && running.kill('SIGTERM')) await once(running, 'exit')
  process.exit()
}
