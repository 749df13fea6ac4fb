// `npm run planted [-- WORD …]`: tests the tests. Plants one bug at a time into a scratch copy of the checkout and runs the narrow test
// that must fail because of it; WORDs choose the bugs whose name has one of them. Without a bug every one of those tests must pass.
// Exits 1 when a bug is missed or no longer fits the code.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './checkout.mjs'
import { BUGS } from './planted-list.mjs'

/** @typedef {import('./planted-list.mjs').Bug} Bug */
/** What one test came to. @typedef {{ file: string, name: string, status: string }} Outcome */

const FOLDERS = ['packages', 'server', 'simulator', 'web', 'tests', 'scripts', 'docs']
const FILES = ['package.json', 'tsconfig.json', 'vitest.config.ts', 'architecture.test.ts', 'package-lock.json']

/** A copy that resolves its own packages and borrows everybody else's. */
function copyCheckout() {
  const scratch = mkdtempSync(join(tmpdir(), 'recado-planted-'))
  const isOurs = (/** @type {string} */ path) => !path.split('/').includes('node_modules')
  for (const folder of FOLDERS)
    cpSync(join(ROOT, folder), join(scratch, folder), { recursive: true, filter: (path) => isOurs(path.slice(ROOT.length)) })
  for (const file of FILES) cpSync(join(ROOT, file), join(scratch, file))
  if (existsSync(join(ROOT, 'dist'))) symlinkSync(join(ROOT, 'dist'), join(scratch, 'dist')) // pages as they were built
  const modules = join(scratch, 'node_modules')
  mkdirSync(join(modules, '@recado'), { recursive: true })
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name !== '@recado') symlinkSync(join(ROOT, 'node_modules', name), join(modules, name))
  }
  for (const name of ['contract', 'cloud-api']) symlinkSync(join(scratch, 'packages', name), join(modules, '@recado', name))
  for (const name of ['server', 'web', 'simulator']) {
    symlinkSync(join(scratch, name), join(modules, '@recado', name))
    const own = join(ROOT, name, 'node_modules')
    if (existsSync(own)) symlinkSync(own, join(scratch, name, 'node_modules'))
  }
  return scratch
}

/**
 * Runs tests in the copy. A file that does not load has no outcome at all, so it proves nothing.
 * @param {string} scratch @param {readonly string[]} files @param {readonly string[]} names only tests that say one of these; all without
 * @returns {Promise<Outcome[]>}
 */
async function outcomes(scratch, files, names) {
  if (files.length === 0) return []
  const report = join(scratch, 'report.json')
  rmSync(report, { force: true })
  const chosen = names.length === 0 ? [] : ['-t', names.join('|')]
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', ...files, ...chosen, '--reporter=json', `--outputFile=${report}`], {
    cwd: scratch,
    stdio: 'ignore',
  })
  await new Promise((resolve) => child.on('close', resolve))
  if (!existsSync(report)) return []
  /** @type {{ testResults: { name: string, assertionResults: { fullName: string, status: string }[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  return testResults.flatMap(({ name: path, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({
      file: path.slice(path.indexOf(scratch) + scratch.length + 1),
      name: fullName,
      status,
    })),
  )
}

/** @param {Bug} bug @param {readonly Outcome[]} found */
const ofBug = ({ test, only = '' }, found) => found.filter(({ file, name }) => file === test && name.includes(only))

/** Every test that is to catch something, in a checkout without bugs. @param {string} scratch @param {readonly Bug[]} bugs */
async function control(scratch, bugs) {
  const files = (/** @type {readonly Bug[]} */ of) => [...new Set(of.map(({ test }) => test))]
  const whole = bugs.filter(({ only }) => only === undefined)
  const named = bugs.filter(({ only }) => only !== undefined)
  return [
    ...(await outcomes(scratch, files(whole), [])),
    ...(await outcomes(scratch, files(named), [...new Set(named.flatMap(({ only }) => only ?? []))])),
  ]
}

/** @param {string} scratch @param {Bug} bug @param {readonly Outcome[]} without @returns {Promise<string>} empty when caught */
async function tryBug(scratch, bug, without) {
  const path = join(scratch, bug.file)
  const good = readFileSync(path, 'utf8')
  if (good.split(bug.from).length !== 2) return `STALE   ${bug.name}: ${bug.file} has changed`
  const expected = ofBug(bug, without).filter(({ status }) => status !== 'skipped' && status !== 'pending')
  if (expected.length === 0 || expected.some(({ status }) => status !== 'passed'))
    return `STALE   ${bug.name}: ${bug.test} does not pass without it`
  const imports = bug.to.includes('interceptors') ? good.replace('import { Agent,', 'import { Agent, interceptors,') : good
  writeFileSync(
    path,
    imports.replace(bug.from, () => bug.to),
  )
  const found = ofBug(bug, await outcomes(scratch, [bug.test], bug.only === undefined ? [] : [bug.only]))
  writeFileSync(path, good)
  const failed = found.filter(({ status }) => status === 'failed')
  if (failed.length === 0) return `MISSED  ${bug.name}${found.length === 0 ? ` (${bug.test} did not run)` : ''}`
  console.log(`caught  ${bug.name} — by "${failed[0]?.name}"`)
  return ''
}

const words = process.argv.slice(2)
const chosen = BUGS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
const scratch = copyCheckout()
let missed = 0
try {
  const without = await control(scratch, chosen)
  for (const bug of chosen) {
    const complaint = await tryBug(scratch, bug, without)
    if (complaint === '') continue
    console.log(complaint)
    missed++
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
console.log(`${chosen.length - missed} of ${chosen.length} caught`)
process.exitCode = missed === 0 && chosen.length > 0 ? 0 : 1
