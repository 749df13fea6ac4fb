// `npm run chaos -- NAME [--seed N] […]`: bundles chaos/NAME.ts and runs it against the product built with failpoints. Prints its seed
// first; the same seed replays the run. Without a name, lists what there is.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildStale, bundle } from './build.mjs'
import { prepareCheckout, ROOT } from './checkout.mjs'

/** @param {string} name */
export async function buildChaos(name) {
  const { build } = await import('esbuild')
  await bundle('server', { outdir: join(ROOT, 'dist', `chaos-${name}`), failpoints: true })
  const outfile = join(ROOT, 'dist', 'chaos', `${name}.mjs`)
  await build({
    absWorkingDir: ROOT,
    entryPoints: [`chaos/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['pg-native'],
    define: { __FAILPOINTS__: 'false' },
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    logLevel: 'warning',
  })
  return outfile
}

if (process.argv[1]?.endsWith('chaos.mjs')) {
  const names = readdirSync(join(ROOT, 'chaos'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -3))
  const [name, ...rest] = process.argv.slice(2)
  if (!name || !names.includes(name)) {
    console.error(`npm run chaos -- NAME [--seed N]; NAME is one of: ${names.join(', ')}`)
    process.exit(name ? 2 : 0)
  }
  const say = (/** @type {string} */ line) => console.error(line)
  prepareCheckout(say)
  await buildStale(['server', 'simulator'], say)
  const child = spawn(process.execPath, [await buildChaos(name), ...rest], { stdio: 'inherit', cwd: ROOT })
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
}
