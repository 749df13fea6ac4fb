// Bundles server and simulator into dist/ with esbuild and the web app with Vite. A part is built when its sources differ from those of
// its last build, so that a start with nothing changed builds nothing and loads neither bundler.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { leave, prepareCheckout, ROOT } from './checkout.mjs'
import { compressFiles } from './compress.mjs'

/** @typedef {'server' | 'simulator' | 'web'} Part */
/** What each part is made of. */
const SOURCES = {
  server: ['server/src', 'packages'],
  simulator: ['simulator/src', 'packages/cloud-api'],
  web: ['web', 'packages/contract'],
}
/** @type {readonly Part[]} */
const PARTS = ['server', 'simulator', 'web']
const ALWAYS = ['package-lock.json', 'scripts/build.mjs', 'scripts/compress.mjs', 'tsconfig.json']

/**
 * Builds what is stale, in a process of its own: the bundlers' memory is not to stay with a server that starts afterwards.
 * @param {readonly Part[]} parts @param {(line: string) => void} say
 */
export function buildStale(parts, say) {
  const stale = parts.filter((part) => readStamp(part) !== sourcesHash(part))
  if (stale.length === 0) return
  say(`Building ${stale.join(', ')}`)
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...stale], { stdio: ['ignore', 2, 2] })
  if (status !== 0) leave('Recado could not be built, see above.', 1)
}

/** @param {Part} part */
async function build(part) {
  const hash = sourcesHash(part) // before: what is edited meanwhile makes the next start build again
  forgetBuild(part)
  if (part === 'web') await buildWeb()
  else await bundle(part, { outdir: join(ROOT, 'dist', part) })
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  writeFileSync(stampOf(part), hash)
}

/** @param {Part} part */
const stampOf = (part) => join(ROOT, 'dist', `.${part}`)
/** The next start builds it again. @param {Part} part */
export const forgetBuild = (part) => rmSync(stampOf(part), { force: true })
/** @param {Part} part */
const readStamp = (part) => (existsSync(stampOf(part)) ? readFileSync(stampOf(part), 'utf8') : null)

/** @param {Part} part */
function sourcesHash(part) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '')
  for (const path of [...ALWAYS, ...SOURCES[part].flatMap(filesIn)].sort()) {
    hash.update(`\0${path}\0`).update(readFileSync(join(ROOT, path)))
  }
  return hash.digest('hex')
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path)
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path]
  })
}

const ENTRIES = {
  server: {
    main: 'server/src/main.ts',
    recado: 'server/src/cli/main.ts',
    inbound: 'server/src/inbound/thread.ts',
    preview: 'server/src/media/preview-child.ts',
  },
  simulator: { main: 'simulator/src/main.ts' },
}

/**
 * How a program is bundled; also for chaos runs (with failpoints) and `npm run dev` (watching).
 * @param {'server' | 'simulator'} part @param {{ outdir: string, failpoints?: boolean }} how @returns {import('esbuild').BuildOptions}
 */
export function bundleOptions(part, { outdir, failpoints = false }) {
  return {
    absWorkingDir: ROOT,
    entryPoints: ENTRIES[part],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    // sharp brings binaries, and the SDK is only loaded where files lie in S3; pg asks for a compiled pg in a try.
    external: ['sharp', '@aws-sdk/client-s3', 'pg-native'],
    define: { __FAILPOINTS__: String(failpoints), 'process.env.NODE_ENV': '"production"' },
    // Packages written as CommonJS ask for Node's own modules by require.
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  }
}

/** @param {'server' | 'simulator'} part @param {{ outdir: string, failpoints?: boolean }} how */
export async function bundle(part, how) {
  const { build: esbuild } = await import('esbuild')
  rmSync(how.outdir, { recursive: true, force: true })
  await esbuild(bundleOptions(part, how))
}

async function buildWeb() {
  const { build: vite } = await import('vite')
  await vite({ root: join(ROOT, 'web'), logLevel: 'warn' })
  await compressFiles(join(ROOT, 'dist/web/assets'))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const named = PARTS.filter((part) => process.argv.includes(part))
  prepareCheckout((line) => console.error(line))
  await Promise.all((named.length > 0 ? named : PARTS).map(build))
}
