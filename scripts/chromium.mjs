// Finds a Chromium for the browser tests: one that was named, one on the machine, the one an npm package carries, Debian's, Playwright's.
// Whatever is found is started once before it is believed.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { ROOT } from './checkout.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'chromium-headless-shell']
const MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']

/** @param {(line: string) => void} say @returns {Promise<{ path: string } | { reason: string }>} */
export async function findChromium(say) {
  const named = process.env.CHROMIUM_PATH
  if (named) return (await starts(named)) ? { path: named } : { reason: `CHROMIUM_PATH (${named}) does not start` }
  for (const source of [onMachine, fromPackage, fromDebian, fromPlaywright]) {
    const path = await source(say)
    if (path !== null && (await starts(path))) return { path }
  }
  return { reason: 'no Chromium on this machine, and none could be fetched (set CHROMIUM_PATH to one)' }
}

/** Whether the tests' own driver can show a page in it. @param {string} executablePath */
async function starts(executablePath) {
  const { chromium } = await import('playwright-core')
  try {
    const browser = await chromium.launch({ executablePath, timeout: 60_000 })
    const page = await browser.newPage()
    await page.setContent('<p>ok</p>')
    await browser.close()
    return true
  } catch {
    return false
  }
}

function onMachine() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...MAC]
  return candidates.find((path) => existsSync(path)) ?? null
}

/** @param {(line: string) => void} say */
async function fromPackage(say) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const require = createRequire(import.meta.url)
  const bin = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..', 'bin')
  const { version } = JSON.parse(readFileSync(join(bin, '..', 'package.json'), 'utf8'))
  const place = join(ROOT, '.cache', `chromium-${version}`)
  const wrapper = join(place, 'chromium.sh')
  if (existsSync(wrapper)) return wrapper
  say('Unpacking the Chromium that came with the packages')
  const draft = `${place}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  const tar = await import('tar')
  for (const archive of ['al2023', 'fonts', 'swiftshader']) {
    const file = join(draft, `${archive}.tar`)
    writeFileSync(file, brotliDecompressSync(readFileSync(join(bin, `${archive}.tar.br`))))
    await tar.extract({ file, cwd: draft })
    rmSync(file)
  }
  writeFileSync(join(draft, 'chromium'), brotliDecompressSync(readFileSync(join(bin, 'chromium.br'))))
  chmodSync(join(draft, 'chromium'), 0o755)
  // It brings the libraries that a bare system lacks; those of the system, where there are any, know the system better.
  writeFileSync(
    join(draft, 'chromium.sh'),
    `#!/bin/sh\nhere=$(dirname "$0")\n[ -d /etc/fonts ] || export FONTCONFIG_PATH="$here"\n` +
      `if ldd "$here/chromium" | grep -q 'not found'; then export LD_LIBRARY_PATH="$here/lib"; fi\nexec "$here/chromium" "$@"\n`,
    { mode: 0o755 },
  )
  rmSync(place, { recursive: true, force: true })
  renameSync(draft, place)
  return wrapper
}

/** @param {(line: string) => void} say */
function fromDebian(say) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  say("Installing Debian's Chromium for the browser tests")
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (/** @type {string[]} */ ...args) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 2] }).status === 0
  return run('update', '-q') && run('install', '-qy', '--no-install-recommends', 'chromium') ? onMachine() : null
}

/** @param {(line: string) => void} say */
async function fromPlaywright(say) {
  say("Fetching Playwright's Chromium for the browser tests")
  const env = { ...process.env, PLAYWRIGHT_BROWSERS_PATH: join(ROOT, '.cache', 'playwright') }
  const cli = join(ROOT, 'node_modules', 'playwright-core', 'cli.js')
  const run = spawnSync(process.execPath, [cli, 'install', 'chromium'], { env, stdio: ['ignore', 'ignore', 2], timeout: 300_000 })
  if (run.status !== 0) return null
  process.env.PLAYWRIGHT_BROWSERS_PATH = env.PLAYWRIGHT_BROWSERS_PATH
  const { chromium } = await import('playwright-core')
  return chromium.executablePath()
}
