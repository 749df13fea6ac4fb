// `npm test`: from a fresh clone to the last test. Words after `--` go to vitest, e.g. `npm test -- server/src/platform`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildStale } from './build.mjs'
import { prepareCheckout, ROOT } from './checkout.mjs'
import { findChromium } from './chromium.mjs'

const say = (/** @type {string} */ line) => console.log(line)

prepareCheckout(say)
buildStale(['server', 'simulator', 'web'], say)
const chromium = await findChromium(say)
say('path' in chromium ? `Browser tests run in ${chromium.path}` : `Browser tests are skipped: ${chromium.reason}`)

const scratch = mkdtempSync(join(tmpdir(), 'recado-counts-'))
const file = join(scratch, 'counts.json')
const env = {
  ...process.env,
  RECADO_TEST_COUNTS: file,
  CHROMIUM_PATH: 'path' in chromium ? chromium.path : '',
  NO_CHROMIUM_BECAUSE: 'reason' in chromium ? chromium.reason : '',
}
const reporters = ['--reporter=default', `--reporter=${join(ROOT, 'scripts', 'test-reporter.mjs')}`]
const run = spawnSync(
  process.execPath,
  [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters, ...process.argv.slice(2)],
  {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  },
)
const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1, skipped: [] }
rmSync(scratch, { recursive: true })

if (run.status !== 0 && counts.failed === 0) counts.failed = 1 // vitest itself gave up; whatever it was, it is no success
for (const line of counts.skipped) say(`SKIPPED ${line}`)
const skipped = counts.skipped.length > 0 ? `, ${counts.skipped.length} skipped` : ''
say(`${counts.passed} passed, ${counts.failed} failed${skipped}`)
process.exitCode = counts.failed > 0 ? 1 : 0
