// What every command begins with: the right Node, the right folder, packages that match the lock file. Nothing but Node is needed here.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** @param {string} sentence @param {number} code @returns {never} */
export function leave(sentence, code) {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

/** @param {(line: string) => void} say */
export function prepareCheckout(say) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) leave(`Recado needs Node 20.19 or newer; this is ${process.version}.`, 78)
  process.chdir(ROOT)
  if (isInstalled()) return
  say('Installing packages (only when they changed; takes a minute)')
  const npm = process.env.npm_execpath
  const [command, before] = npm?.endsWith('.js') || npm?.endsWith('.cjs') ? [process.execPath, [npm]] : ['npm', []]
  const flags = [
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--loglevel=error',
    ...cacheFlag(),
  ]
  const { status } = spawnSync(command, [...before, 'ci', ...flags], { stdio: ['ignore', 2, 2] })
  if (status !== 0) leave('The packages could not be installed ("npm ci" failed, see above): mend that and start again.', 1)
}

/** npm writes down what it installed when, and only when, it is done. */
function isInstalled() {
  const done = join(ROOT, 'node_modules', '.package-lock.json')
  if (!existsSync(done)) return false
  const wanted = packagesOf(join(ROOT, 'package-lock.json'))
  const present = packagesOf(done)
  return Object.entries(wanted).every(([path, { version, link, optional }]) => {
    const isOurs = !path.includes('node_modules/') || link
    const isNested = !path.startsWith('node_modules/') // in a workspace's own folder, which the list does not vouch for
    return isOurs || optional || (present[path]?.version === version && (!isNested || existsSync(join(ROOT, path))))
  })
}

/** @param {string} file @returns {Record<string, { version?: string, link?: boolean, optional?: boolean }>} */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages

/** Where the home folder cannot be written, npm's cache goes into the checkout. */
function cacheFlag() {
  const cache = process.env.npm_config_cache ?? join(homedir(), '.npm')
  return isWritable(existsSync(cache) ? cache : homedir()) ? [] : [`--cache=${join(ROOT, '.cache', 'npm')}`]
}

/** @param {string} path */
function isWritable(path) {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
