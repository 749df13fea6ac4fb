// `npm run bench -- NAME`: bundles bench/NAME.ts and runs it against the built product. Without a name, lists what there is.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildStale } from './build.mjs'
import { prepareCheckout, ROOT } from './checkout.mjs'

const names = readdirSync(join(ROOT, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
const [name, ...rest] = process.argv.slice(2)
if (!name || !names.includes(name)) {
  console.error(`npm run bench -- NAME [seconds]; NAME is one of: ${names.join(', ')}`)
  process.exit(name ? 2 : 0)
}
const say = (/** @type {string} */ line) => console.error(line)
prepareCheckout(say)
await buildStale(['server', 'simulator', 'web'], say)
const { build } = await import('esbuild')
const outdir = join(ROOT, 'dist', 'bench')
await build({
  absWorkingDir: ROOT,
  entryPoints: {
    [name]: `bench/${name}.ts`,
    load: 'bench/harness/load.ts',
    listeners: 'bench/harness/listeners.ts',
    reader: 'bench/harness/reader.ts',
    floor: 'bench/floors/floor.ts',
    'floor-fanout': 'bench/floors/floor-fanout.ts',
    'floor-start': 'bench/floors/floor-start.ts',
  },
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['pg-native', 'playwright-core', 'chromium-bidi/*'],
  define: { __FAILPOINTS__: 'false' },
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  logLevel: 'warning',
})
const child = spawn(process.execPath, [join(outdir, `${name}.mjs`), ...rest], { stdio: 'inherit', cwd: ROOT })
child.on('exit', (code) => {
  process.exitCode = code ?? 1
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
